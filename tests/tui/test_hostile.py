"""Hostile text on its way to a real terminal: not one byte of it is obeyed, and markup is only text."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from postil.store.library import Library
from postil.tui.place import Memory, Place
from tests.store.shelf import record, shelve
from tests.terminal import Terminal

from .conftest import Desk
from .hostile import CONTROLS, MARKUP, PAYLOAD, TEXTS, Made, disguises, vocabulary

HARMLESS = ("plain words", "two", "three", "four")
SIZE = (130, 38)
PANEL = "─" * 100
"""The upper edge of the panel that shows what may follow a key."""


def fill(path: Path, texts: Sequence[str]) -> None:
    """Fill a library past every importer: such a file may come from anywhere."""
    with Library.open(path) as library:
        shelve(
            library,
            *(
                record(
                    number,
                    title=f"Found {number} {text} done",
                    abstract=f"Text {number} {text} goes on. And {text} again.",
                    organization=f"Org {text}",
                    published="2024-01-01",
                    links=(f"https://example.org/{text}", text, text[:7]),
                )
                for number, text in enumerate(texts, 1)
            ),
            dump=f"dump {''.join(texts)} end",
        )
        keys = library.papers.keys(library.papers.ids())
        rows = list(enumerate(zip(keys, texts, strict=True)))
        with library.transaction() as db:
            db.executemany(
                "INSERT INTO tag VALUES (?, ?)", [(key, f"tag{n} {text}") for n, (key, text) in rows]
            )
            db.executemany(
                "INSERT INTO list (list_id, name, description) VALUES (?, ?, ?)",
                [(f"l{n}", f"list{n} {text}", text) for n, (_key, text) in rows],
            )
            db.executemany(
                "INSERT INTO list_item (list_id, paper_key, position) VALUES (?, ?, 1)",
                [(f"l{n}", key) for n, (key, _text) in rows],
            )


class Tour:
    """A walk through every place of the desk that shows text from outside."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.seen: dict[str, str] = {}

    def go(self, place: str, *keys: str, quiet: float = 0.05) -> None:
        """Press keys, each once the last one is drawn, and keep what then stands on the screen."""
        for key in keys:
            self.terminal.press(key)
            # A key that comes sooner would be taken for the rest of a sequence that Escape begins.
            self.terminal.settle(max(quiet, 0.15) if key == "escape" else quiet)
        self.seen[place] = self.seen.get(place, "") + "\n".join(self.terminal.text()) + "\n"
        assert self.terminal.process.poll() is None, f"the desk died in {place}:\n{self.seen[place]}"

    def briefly(self) -> None:
        """Go through every kind of screen once."""
        self.terminal.wait_for("LIST 1/")
        self.go("list", "j", "s", "u", "o", "2", "w", "q", "?", "q", "g", "i", "escape", ":", "escape")
        self.go("search", "/", "found", "enter", "enter", "q")

    def everywhere(self, papers: int) -> None:
        """Go wherever text from outside is shown."""
        self.terminal.wait_for("LIST 1/")
        self.go("list")
        self.go("list", "G")
        self.go("sidebar", "h")
        self.go("sidebar", "4", "0", "j")
        self.go("label", "k", "enter")
        self.go("empty", "/", "zzz")
        self.go("tagging", "escape", "g", "l", "t")
        self.terminal.wait_for("give or take")
        self.go("tagging")
        self.go("tags", "escape", "g", "T")
        self.terminal.wait_for("TAGS")
        self.go("tags", "G", "space", "c", "c")
        self.go("tags", "escape", "m")
        self.go("undo", "escape", "escape", "g", "l", "g", "g", "s", "u")
        self.go("messages", "g", "m")
        self.go("which", "q", "o")
        self.terminal.wait_for(PANEL)
        self.go("which")
        self.go("link", "escape", "o", "2")
        self.go("why", "w", "G")
        self.go("palette", "q", ":")
        self.go("palette", "link", quiet=0.6)
        self.go("help", "escape", "?")
        self.go("imports", "q", "g", "i")
        self.go("search", "escape", "/", "found", "enter")
        self.go("reader", "enter")
        for _ in range(papers - 1):
            self.go("reader", "]", quiet=0.04)
        self.go("quit", "q")


def tour(desk: Desk, texts: Sequence[str], brief: bool = False) -> tuple[bytes, dict[str, str]]:
    """Fill a library, walk through it, and return the bytes and the screens."""
    fill(desk.places.library, texts)
    memory = desk.home / "state" / "postil" / "desk.json"
    Memory(memory, "", {str(desk.places.library): Place(text="", label=f"All {texts[0]}")}).save()
    with desk.terminal(size=SIZE, SSH_CONNECTION="1 2 3 4") as terminal:
        walk = Tour(terminal)
        if brief:
            walk.briefly()
        else:
            walk.everywhere(len(texts))
        terminal.press("q")
        assert terminal.wait() == 0
        return terminal.raw, walk.seen


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> set[bytes]:
    """The controls that the desk sends of its own accord."""
    return vocabulary(tour(Desk(tmp_path_factory.mktemp("harmless")), HARMLESS, brief=True)[0])


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, dict[str, str]]:
    """The same walk among texts with hostile controls, and others that look like markup."""
    return tour(Desk(tmp_path_factory.mktemp("hostile")), TEXTS)


def so_far(terminal: Terminal) -> bytes:
    """Return what a running desk has sent, without the sequence that may just be on its way."""
    raw = terminal.raw  # once: it grows
    return raw[: raw.rfind(b"\x1b")]


def own(controls: set[bytes]) -> set[bytes]:
    """Leave out what differs from run to run on purpose: yanks of the desk's own, and the mouse's shape."""
    return {one for one in controls if not (one.startswith(b"\x1b]52;c;") and PAYLOAD.encode() not in one)}


def test_the_tokens_are_told_apart() -> None:
    raw = b"\x1b[1;2Hab\x1b[38;2;1;2;3m\x1b]52;c;QQ==\x07\x1b[6n\x07\x1bPq~\x1b\\\x1b7 \r\n\t\x7f"
    controls = {b"\x1b]52;c;QQ==\x07", b"\x1b[6n", b"\x07", b"\x1bPq~\x1b\\", b"\x1b7", b"\r", b"\x7f"}
    assert vocabulary(raw) == {b"CSI H", b"CSI m", *controls}
    assert disguises("a\x9b2J\u202e\U000e0041é庭".encode()) == {"\x9b", "\u202e", "\U000e0041"}
    assert disguises(b"\x9b2J"), "a bare byte of C1 counts, too"


def test_no_control_from_the_library_reaches_the_terminal(
    walked: tuple[bytes, dict[str, str]], harmless: set[bytes]
) -> None:
    assert own(vocabulary(walked[0])) - own(harmless) == set()


def test_no_character_in_disguise_reaches_the_terminal(walked: tuple[bytes, dict[str, str]]) -> None:
    assert disguises(walked[0]) == set()


def test_what_was_a_control_is_still_seen(walked: tuple[bytes, dict[str, str]]) -> None:
    """Controls become their pictures: nothing is hidden from the reader either."""
    seen = walked[1]
    for place in ("list", "reader", "sidebar", "why", "undo"):
        assert "␛" in seen[place], place
    assert f"␛]52;c;{PAYLOAD}" in seen["reader"]
    assert "␡" in seen["list"]
    assert "\ufffd2J" in seen["list"]
    assert "\u0301" * 5 not in walked[0].decode("utf-8", "replace"), "towers of marks are cut"


def flat(screen: str) -> str:
    """Return a screen with the breaks of wrapped lines taken out."""
    return re.sub(r"\s+", " ", screen)


def test_markup_is_shown_as_it_is_everywhere(walked: tuple[bytes, dict[str, str]]) -> None:
    seen = {place: flat(screen) for place, screen in walked[1].items()}
    for text in MARKUP:
        assert f"Found {MARKUP.index(text) + 1} {text} " in seen["list"], "a title"
        assert f"Text {MARKUP.index(text) + 1} {text} " in seen["reader"], "an abstract"
        tag = f"tag{MARKUP.index(text)} {text}"[:16]
        assert tag.partition("/")[0] in seen["sidebar"], "a tag, or what it stands under"
        assert tag in seen["tagging"], "a whole tag"
    first = MARKUP[0]
    for place in ("undo", "messages", "why"):
        assert f"Found 1 {first} " in seen[place], place
    assert f" 3 {first} ␛]" in seen["which"], "the third link"
    assert f"open a link: {first} ␛]" in seen["palette"]


def test_an_import_of_hostile_dumps(desk: Desk, harmless: set[bytes]) -> None:
    """Titles, abstracts and organisations are read by the importer; its report names files and lines."""
    folder = desk.home / "dumps"
    folder.mkdir()
    name = f"evil\x1b]52;c;{PAYLOAD}\x07\x9b2J\u202e[b][@click=app.quit()]x\x7f"
    (folder / f"{name}.txt").write_bytes(Made(TEXTS).page())
    (folder / f"{name}.bin").write_bytes(b"\x1b[6n\x00\x01 nothing that is known")
    with desk.terminal(size=SIZE) as terminal:
        walk = Tour(terminal)
        terminal.wait_for("LIST 1/")
        walk.go("import", "g", "i")
        terminal.wait_for("Import papers")
        walk.go("import", str(folder), "enter", quiet=0.2)
        terminal.wait_for("new papers")
        walk.go("report")
        walk.go("report", "G")
        walk.go("sidebar", "q", "h", "G")
        walk.go("list", "escape", "S", "a", "g", "g")
        walk.go("list", "ctrl+f")
        walk.go("why", "w")
        walk.go("list", "q", "/", "printed")
        terminal.wait_for("/printed")
        walk.go("reader", "enter", "enter")
        for _ in range(len(TEXTS) - 1):
            walk.go("reader", "]", quiet=0.04)
        walk.go("imports", "g", "i")
        raw = so_far(terminal)
    assert own(vocabulary(raw)) - own(harmless) == set()
    assert disguises(raw) == set()
    assert "evil␛]52;c;" in walk.seen["report"]
    assert "[@click=app.quit()]x" in walk.seen["report"]
    assert "evil␛]52" in walk.seen["sidebar"]
    for text in MARKUP:
        assert text in flat(walk.seen["reader"]) or text.startswith(("\\", "$")), text


def test_a_hostile_memory_of_the_desk(desk: Desk, harmless: set[bytes]) -> None:
    text = "".join(CONTROLS.values()) + "[/] [@click=app.quit()]x"
    memory = desk.home / "state" / "postil" / "desk.json"
    Memory(memory, text, {str(desk.places.library): Place("", text, text, "title", text, False, 3)}).save()
    with desk.terminal(size=SIZE) as terminal:
        terminal.wait_for("LIST ")
        terminal.settle(0.3)
        terminal.press("/")
        terminal.settle(0.3)
        assert terminal.process.poll() is None
        raw = so_far(terminal)
    assert own(vocabulary(raw)) - own(harmless) == set()
    assert disguises(raw) == set()


def paste(terminal: Terminal, text: str) -> None:
    terminal.send(b"\x1b[200~" + text.encode() + b"\x1b[201~")
    terminal.settle(0.2)


def test_a_hostile_paste(desk: Desk, harmless: set[bytes]) -> None:
    """The clipboard is somebody else's text, too, whichever field takes it."""
    controls = re.sub("[\x1b\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "", "".join(CONTROLS.values()))
    hostile = f"orchards {controls} orchards"  # a long line shows one of its ends
    with desk.terminal(size=SIZE) as terminal:
        terminal.wait_for("LIST 1/")
        for keys, opened in (
            (("/",), "search titles"),
            ((":",), "Search for"),
            (("g", "i"), "path of a dump"),
        ):
            terminal.press(*keys)
            terminal.wait_for(opened)
            terminal.settle(0.1)
            paste(terminal, hostile)
            terminal.wait_for("orchards")
            terminal.press("escape")
            terminal.settle(0.2)
        terminal.press("?")
        terminal.wait_for("Keys")
        terminal.press("/")
        terminal.settle(0.1)
        paste(terminal, hostile)
        assert terminal.process.poll() is None
        raw = so_far(terminal)
    assert own(vocabulary(raw)) - own(harmless) == set()
    assert disguises(raw) == set()


def test_escapes_in_a_paste_are_not_sent_on(desk: Desk, harmless: set[bytes]) -> None:
    """Textual reads an escape in a paste as keys; whatever these do, the terminal gets none of it."""
    with desk.terminal(size=SIZE) as terminal:
        terminal.wait_for("LIST 1/")
        terminal.press("/")
        terminal.wait_for("search titles")
        paste(terminal, "".join(text for text in CONTROLS.values() if "\x1b" in text) + " [/] orchards")
        raw = so_far(terminal)
    assert own(vocabulary(raw)) - own(harmless) == set()
    assert disguises(raw) == set()


async def test_a_query_that_looks_like_markup(desk: Desk) -> None:
    async with desk.open() as seat:
        for query in ("[/]", "year:[@click=app.quit()]x", "pen:[/b]", "[bold red]x"):
            await seat.press("/", "ctrl+u", f"text:{query}")
            assert query in seat.screen
            await seat.press("enter", "j")
            assert query in seat.screen


FOREIGN = {
    "dates": [
        "UPDATE paper SET published = '2024-99-99' WHERE id = 1",
        "UPDATE paper SET published = 'soon' WHERE id = 2",
        "UPDATE paper SET published = '' WHERE id = 3",
        "UPDATE paper SET published = '2024-xx' WHERE id = 4",
        "UPDATE paper SET published = 20 WHERE id = 5",
    ],
    "links": [
        "UPDATE paper_text SET links = 'no JSON' WHERE paper_id = 1",
        "UPDATE paper_text SET links = '[1, {\"a\": null}]' WHERE paper_id = 2",
        "UPDATE paper_text SET links = '7' WHERE paper_id = 3",
    ],
    "no UTF-8 in a title": ["UPDATE paper SET title = CAST(x'41ff42' AS TEXT) WHERE id = 1"],
    "no UTF-8 in an abstract": [
        "UPDATE paper_text SET abstract = CAST(x'41ff42' AS TEXT) WHERE paper_id = 1"
    ],
    "no UTF-8 in a dump's name": ["UPDATE dump SET name = CAST(x'41ff42' AS TEXT) WHERE id = 1"],
}


@pytest.mark.parametrize("kind", FOREIGN)
async def test_values_that_no_importer_would_write(desk: Desk, kind: str) -> None:
    """Whatever a foreign file holds, the desk stands: a paper is shown as far as it can be."""
    with desk.library() as library:
        for statement in FOREIGN[kind]:
            library.db.execute(statement)
    async with desk.open() as seat:
        await seat.press("enter", *"]]]]", "q", "g", "g", "w", "escape", "s", "/", "text:harmonic", "enter")
        assert seat.screen
