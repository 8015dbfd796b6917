"""Nothing that comes from data, from names or from arguments reaches the terminal as a control."""

import json

import pytest

from .pages import page, record
from .runner import CONTROLS, Done, Postil

SEQUENCES = [
    "\x1b]52;c;QQ==\x1b\\",
    "\x1b]8;;http://e\x1b\\X",
    "\x1b]0;t\x07",
    "\x9b2J",
    "\x9d52;c;x\x9c",
    "\x1bPq~\x1b\\",
    "\x1b[6n",
    "\x7f",
    "\u202e",
    "\U000e0041",
]
MARKUP = ["[/", "[/]", "A [/b] paper on [SEP]", "[CLS]", "[@click=app.quit()]x", "[link=file:///x]"]
INVISIBLE = {0x202E, 0xE0041, 0x200B, 0xFEFF}
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("list",), ("list", "--json"), ("search", "evil"), ("search", "evil", "--json"), ("show", "evil"),
    ("show", "evil", "--format", "md"), ("show", "evil", "--format", "json"), ("random",),
    ("show", "evil", "--format", "bibtex"), ("mark", "evil", "--star"), ("history",), ("history", "--json"),
    ("undo",), ("redo",), ("stats",), ("stats", "--json"), ("doctor",), ("search", "evil", "--explain"),
    ("search", "evil", "--explain", "--json"), ("related", "evil"), ("export",), ("export", "--format", "md"),
    ("export", "--format", "bibtex"), ("search", "evil year:1900"),
)  # fmt: skip


def is_harmless(done: Done) -> bool:
    printed = {*map(ord, done.out), *map(ord, done.err)}
    return not printed & (CONTROLS | INVISIBLE) and "Traceback" not in done.err


def evil(sequence: str) -> bytes:
    paper = {
        "title": f"Evil {sequence} paper",
        "abstract": f"Evil {sequence} text.",
        "authors": [f"Eve {sequence} Mallory"],
        "organization": f"Org {sequence}",
        "links": [f"https://e.org/{sequence}"],
        "tags": [f"tag {sequence}"],
    }
    return json.dumps(paper).encode()


@pytest.mark.parametrize("sequence", SEQUENCES, ids=ascii)
def test_no_command_prints_a_control_that_came_from_a_paper(postil: Postil, sequence: str) -> None:
    assert is_harmless(postil("import", "-", stdin=evil(sequence)))
    for command in COMMANDS:
        done = postil(*command)
        assert done.status in {0, 1}, command
        assert is_harmless(done), command


def test_raw_controls_in_a_page_are_shown_as_pictures(postil: Postil) -> None:
    text = page([record(f"Evil {sequence} paper {n}", "Evil text.") for n, sequence in enumerate(SEQUENCES)])
    done = postil("import", postil.write("page.txt", text))
    assert is_harmless(done)
    assert is_harmless(postil("list"))
    assert "␛" in postil("list").out


@pytest.mark.parametrize("sequence", SEQUENCES[:-1], ids=ascii)
def test_a_file_name_cannot_carry_controls_either(postil: Postil, sequence: str) -> None:
    name = f"a{sequence.replace('/', '')}b.jsonl"
    good = json.dumps({"title": "Evil name", "abstract": "x"})
    postil.write(name, f"{good}\n{{broken")
    for arguments in (("import", name), ("import", name, "--json"), ("import", f"no{name}")):
        done = postil(*arguments)
        assert done.status == 1
        assert is_harmless(done)
    for command in (("show", "evil"), ("stats",), ("show", "evil", "--format", "md")):
        assert is_harmless(postil(*command))


@pytest.mark.parametrize("sequence", SEQUENCES, ids=ascii)
def test_what_is_typed_comes_back_without_controls(shelf: Postil, sequence: str) -> None:
    for arguments in (
        ("search", sequence),
        ("search", f"year:{sequence}"),
        ("search", f"is:{sequence}"),
        ("show", sequence),
        ("list", f"status:{sequence}"),
        ("list", "--sort", sequence),
        ("search", f"foo:{sequence}"),
        ("search", f"tga:{sequence}"),
        ("searches", "save", sequence, "cubes"),
        ("searches", "save", "name", f"cubes '{sequence}"),
        ("searches", "ls"),
        ("searches", "ls", "--json"),
        ("searches", "delete", sequence),
        ("search", "--saved", sequence),
        ("search", "--save", sequence, "cubes"),
        ("related", sequence),
        ("export", "--format", sequence),
        ("mark", sequence, "--star"),
        ("mark", "cubes", "--status", sequence),
        (f"--{sequence}",),
        (sequence,),
        ("list", f"--{sequence}"),
        ("import", "--format", sequence, "x"),
        ("--library", f"{sequence}.db", "list"),
        ("--library", f"{sequence.replace('/', '')}.db", "doctor"),
    ):
        done = shelf(*arguments)
        assert done.status in range(4), arguments
        assert is_harmless(done), arguments


def test_settings_cannot_carry_controls_into_a_warning(shelf: Postil) -> None:
    shelf.write("settings/config.toml", '"\\u001b[31m" = 1\nlibrary = "a\\u009b2J"\n')
    done = shelf("list", POSTIL_LIBRARY="")
    assert done.status == 1
    assert done.err.count("warning") == 2
    assert is_harmless(done)


def test_names_that_are_no_text_are_named_all_the_same(postil: Postil) -> None:
    (postil.home / "x").mkdir()
    path = bytes(postil.home / "x") + b"/\xff\xfe.jsonl"
    with open(path, "wb") as file:
        file.write(b'{"title": "Odd name", "abstract": "x"}\n{broken')
    done = postil("import", "x")
    assert (done.status, is_harmless(done)) == (1, True)
    assert done.out.startswith("1 record in 1 file: 1 new paper")
    assert is_harmless(postil("show", "odd-name"))


@pytest.mark.parametrize("title", MARKUP)
def test_markup_is_shown_as_it_stands(postil: Postil, title: str) -> None:
    paper = {"title": f"evil {title}", "abstract": f"About {title}."}
    assert postil("import", "-", stdin=json.dumps(paper).encode()).status == 0
    assert postil("list").out.startswith(f"evil {title}\n")
    assert f"About {title}." in postil("show", "evil").out
    assert postil("search", title).is_clean()
