"""Files that nobody meant to be like this: none hangs, none loses anything, each is named."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from postil.store.vault.names import LONGEST, is_copy, list_name, paper_name
from postil.store.vault.stable import LARGEST

from .desk import Desk

Spoil = Callable[[Path], object]
FRONT = "---\npostil: on-tides-yzcngr\n---\n"
BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)


def replaced(old: str, new: str) -> Spoil:
    def spoil(path: Path) -> None:
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    return spoil


def as_fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def as_link_out(path: Path) -> None:
    elsewhere = path.parent.parent.parent / "elsewhere.md"
    os.rename(path, elsewhere)
    path.symlink_to(elsewhere)


def as_large(path: Path) -> None:
    with path.open("a") as file:
        file.write("word " * (LARGEST // 5 + 1))


HELD: dict[str, tuple[Spoil, str]] = {
    "zero bytes": (lambda path: path.write_bytes(b""), "it is empty"),
    "zeros": (lambda path: path.write_bytes(b"\0" * 300), "its frontmatter is gone"),
    "half a file": (
        lambda path: path.write_bytes(path.read_bytes()[:180]),
        "breaks off in the middle of a line",
    ),
    "half a frontmatter": (lambda path: path.write_bytes(path.read_bytes()[:30]), "its frontmatter is gone"),
    "a tail of zeros": (
        lambda path: path.write_bytes(path.read_bytes()[:-40] + b"\0" * 40),
        "it ends in zeros",
    ),
    "conflict marks": (
        replaced("> one", "<<<<<<< HEAD\n> one\n=======\n> two\n>>>>>>> theirs"),
        "it has the conflict marks of a merge",
    ),
    "an unclosed frontmatter": (replaced("tags: []\n---\n", "tags: []\n"), "its frontmatter is gone"),
    "rules without frontmatter": (
        lambda path: path.write_text("---\n\ntext\n\n---\n"),
        "its frontmatter is gone",
    ),
    "a bomb of aliases": (replaced("tags: []", BOMB), "its frontmatter uses an alias"),
    "a tab": (replaced("tags: []", "tags:\t- x\n\t- y"), "its frontmatter cannot be read"),
    "a name twice": (replaced("tags: []", "tags: []\ntags: [x]"), "its frontmatter has 'tags' twice"),
    "very long frontmatter": (replaced("tags: []", "a: " + "x" * 70_000), "its frontmatter"),
    "most highlights gone": (
        lambda path: path.write_text(path.read_text().partition("> [!quote]")[0] + "## Notes\n"),
        "2 of its 2 highlights or entries are gone at once",
    ),
    "a FIFO": (as_fifo, "it is no regular file"),
    "a folder": (as_folder, "it is a folder"),
    "a link that leads out": (as_link_out, "it is a link that leads out of the vault"),
    "too large": (as_large, "it is too large: 4 MB"),
    "gone": (lambda path: path.unlink(), "it is gone; `postil sync --restore` writes it again"),
}


@pytest.mark.parametrize("case", HELD)
def test_a_spoilt_file_is_left_alone_and_named(desk: Desk, case: str) -> None:
    desk.mark(comment="one")
    second = desk.mark("Kites rise", comment="two")
    desk.mark(key=desk.keys[1])
    desk.sync()
    path = desk.file
    spoil, reason = HELD[case]
    spoil(path)
    spoilt = path.read_bytes() if path.is_file() else None
    desk.library.highlights.change(second.highlight_id, comment="two more")
    desk.mark(key=desk.keys[2])
    report = desk.sync()
    ((held, message),) = {(notice.path, notice.message) for notice in report.held}
    assert held == "papers/On tides (yzcngr).md"
    assert reason in message
    assert report.created == ["papers/On strings (b5peq4).md"]
    assert (path.read_bytes() if path.is_file() else None) == spoilt
    assert desk.comments() == {"many kites": "one", "Kites rise": "two more"}


def test_one_key_in_two_files_holds_both(desk: Desk) -> None:
    desk.mark(comment="one")
    desk.sync()
    other = desk.file.with_name("copy by hand.md")
    other.write_text(desk.file.read_text().replace("> one", "> another"))
    report = desk.sync()
    assert sorted(notice.path for notice in report.held) == [
        "papers/On tides (yzcngr).md",
        "papers/copy by hand.md",
    ]
    assert desk.comments() == {"many kites": "one"}
    other.unlink()
    assert desk.sync().held == []


def test_mixed_ends_no_final_newline_and_bad_bytes_are_the_readers(desk: Desk) -> None:
    mark = desk.mark(comment="one")
    desk.sync()
    data = (
        desk.file.read_bytes().replace(b"\n", b"\r\n").replace(b"# On tides\r\n", b"# On\xff tides\nx\r\r\n")
    )
    data = b"\xef\xbb\xbf" + data.rstrip(b"\r\n")
    desk.file.write_bytes(data)
    assert desk.sync().written == []
    desk.library.highlights.change(mark.highlight_id, comment="two")
    desk.sync()
    assert desk.file.read_bytes() == data.replace(b"> one\r\n", b"> two\r\n")


def test_code_and_bare_ids_take_nothing_away(desk: Desk) -> None:
    mark = desk.mark(comment="one")
    desk.sync()
    whole = desk.file.read_text()
    desk.edit("## Highlights\n", "## Highlights\n\n```\n")
    assert desk.sync().written == []
    assert desk.comments() == {"many kites": "one"}
    block = whole[whole.index("> [!quote]") : whole.index(f"^{mark.highlight_id}")]
    desk.file.write_text(whole.replace(block, ""))
    assert desk.sync().written == []
    assert desk.comments() == {"many kites": "one"}
    desk.file.write_text(
        whole.replace(f"^{mark.highlight_id}", f"^{mark.highlight_id}\n\n> again\n\n^{mark.highlight_id}")
    )
    desk.sync()
    assert desk.comments() == {"many kites": "one"}


def test_a_block_of_another_paper_is_text(desk: Desk) -> None:
    desk.mark(comment="one")
    desk.mark("Kites rise", key=desk.keys[1], comment="other")
    desk.sync()
    (block,) = [data for name, data in desk.files().items() if "kites" in name]
    text = block.decode()
    pasted = text[text.index("> [!quote]") : text.index("## Notes")].replace("> other", "> changed")
    desk.edit("## Notes", f"{pasted}## Notes")
    before = desk.file.read_bytes()
    desk.sync()
    assert desk.comments() == {"many kites": "one"}
    assert desk.comments(desk.keys[1]) == {"Kites rise": "other"}
    assert desk.file.read_bytes() == before


def test_files_of_others_are_nobodys_business(desk: Desk) -> None:
    desk.mark()
    desk.sync()
    (desk.vault / "mine.md").write_text("---\ntitle: [broken\n---\n")
    (desk.vault / ".obsidian").mkdir()
    (desk.vault / ".obsidian" / "x.md").write_text(FRONT)
    (desk.vault / "unknown.md").write_text("---\npostil: nobody-knows-aaaaaa\n---\n")
    report = desk.sync()
    assert [(notice.path, notice.message) for notice in report.held] == [
        ("unknown.md", "no paper in the library has the key 'nobody-knows-aaaaaa'")
    ]


def test_a_name_that_is_taken_is_left_to_who_has_it(desk: Desk) -> None:
    (desk.vault / "papers").mkdir(parents=True)
    (desk.vault / "papers" / "On tides (yzcngr).md").write_text("mine")
    desk.mark()
    assert desk.sync().created == ["papers/On tides (yzcngr) 2.md"]
    assert desk.sync().is_idle


@pytest.mark.skipif(os.geteuid() == 0 or sys.platform == "win32", reason="root reads everything")
def test_a_file_that_may_not_be_read_is_named(desk: Desk) -> None:
    desk.mark()
    desk.sync()
    desk.file.chmod(0)
    ((path, message),) = [(notice.path, notice.message) for notice in desk.sync().held]
    assert (path, message) == ("papers/On tides (yzcngr).md", "it cannot be read: Permission denied")


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "CON", "NUL.txt", "é" * 200, "-rf", "$(id)", "", ".hidden",
    "a\x00b\x1b[2J", "x. . .", "~root", "a/b\\c:d*e?f\"g<h>i|j", "e\u0301", "🦑" * 90, "\ud800", "com1.x",
    "#[[link]]^"],
)  # fmt: skip
def test_names_made_from_titles_are_safe(title: str, tmp_path: Path) -> None:
    for name in (paper_name(title, "some-key-k3v7qa"), list_name(title)):
        assert len(name.encode()) <= LONGEST
        assert name.endswith(".md")
        assert not set(name) & set('/\\:*?"<>|#^[]$`\x00\x1b')
        assert name[0] not in ".-~ "
        assert name.split(".")[0].upper() not in {"CON", "NUL", "COM1"}
        assert not is_copy(name)
        (tmp_path / name).write_text("x")
        assert (tmp_path / name).resolve().parent == tmp_path.resolve()
    assert paper_name(title, "a-k3v7qa") != paper_name(title, "a-k3v7qb")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("x.sync-conflict-20240101-101010-ABCDEFG.md", True), ("x (Ann's conflicted copy 2024-01-01).md", True),
     ("x (conflicted copy 2024-01-01 101010).md", True), ("On sync-conflict resolution.md", False),
     ("conflicted copy.md", False)],
)  # fmt: skip
def test_conflict_copies_are_told_by_their_names(name: str, expected: bool) -> None:
    assert is_copy(name) == expected
