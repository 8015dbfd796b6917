"""`postil note`."""

import pytest

from .runner import Postil


def test_a_note_is_written_shown_and_taken_away(shelf: Postil) -> None:
    assert shelf("note", "cubes").status == 1
    assert "there is no note on Cubes³ & Spheres" in shelf("note", "cubes").err
    done = shelf("note", "cubes", "# Packing\n\n*dense*")
    assert (done.status, done.out, done.err) == (0, "noted: Cubes³ & Spheres\n", "")
    assert shelf("note", "cubes").out == "# Packing\n\n*dense*\n"
    assert shelf("note", "cubes", "# Packing\n\n*dense*").out == "nothing to change\n"
    assert shelf("show", "cubes", "--json").object["notes"] == 1
    assert [paper["key"] for paper in shelf("list", "has:note", "--json").lines] == [
        shelf("show", "cubes", "--json").object["key"]
    ]
    assert shelf("note", "cubes", "").out == "note taken away: Cubes³ & Spheres\n"
    assert shelf("undo").status == 0
    assert shelf("note", "cubes").status == 0


def test_more_is_appended_also_from_a_pipe(shelf: Postil) -> None:
    shelf("note", "cubes", "one")
    assert shelf("note", "cubes", "--append", "-", stdin=b"two\n").status == 0
    assert shelf("note", "cubes").out == "one\n\ntwo\n"


def test_html_becomes_clean_markdown(shelf: Postil) -> None:
    html = (
        "<html><style>p {x: y}</style><h2>Why</h2><p>It <b>holds</b> for snake_case and 2*3.</p>"
        "<ul><li>one</li><li>two</li></ul><script>alert(1)</script><p><a href='https://example.org/a_b'>there</a></p></html>"
    )
    assert shelf("note", "cubes", "--html", html).status == 0
    assert shelf("note", "cubes").out == (
        "## Why\n\nIt **holds** for snake_case and 2*3.\n\n- one\n- two\n\n[there](https://example.org/a_b)\n"
    )


def test_a_note_as_json(shelf: Postil) -> None:
    assert shelf("note", "cubes", "--json", "x").object["note"] == "x"
    assert list(shelf("note", "cubes", "--json").object) == ["key", "title", "note"]
    done = shelf("note", "turtles", "--json")
    assert (done.status, done.object["note"]) == (1, None)


@pytest.mark.parametrize("arguments", [("--append",), ("--html",), ()])
def test_wrong_usage(shelf: Postil, arguments: tuple[str, ...]) -> None:
    assert shelf("note", *arguments, *(("cubes",) if arguments else ())).status == 2


def test_nothing_that_a_terminal_would_obey_is_printed(shelf: Postil) -> None:
    shelf("note", "cubes", "a\x1b[2Jb\x9b2J\u202e")
    for arguments in (("note", "cubes"), ("note", "cubes", "--json"), ("show", "cubes", "--format", "md")):
        done = shelf(*arguments)
        assert done.is_clean() and "\u202e" not in done.out
