"""Links leave the desk only when they are safe, and only to a browser that the reader can see."""

import base64
import json
import re
import stat
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from postil.store.library import Library
from tests.store.shelf import record, shelve
from tests.terminal import Terminal

from .conftest import Desk
from .hostile import disguises

SAFE = {
    "https://example.org/a?b=c&d=(e)#f": "https://example.org/a?b=c&d=(e)#f",
    "http://example.org:8080/": "http://example.org:8080/",
    "https://\u0430rxiv.org/abs/1": "https://xn--rxiv-43d.org/abs/1",
    "https://example.org/$(id)": "https://example.org/$(id)",
    "https://example.org/庭": "https://example.org/%E5%BA%AD",
}
UNSAFE = (
    "javascript:alert(1)",
    "file:///etc/passwd",
    "data:text/html,<b>x</b>",
    "vscode://file/etc/passwd",
    "https://user@example.org/",
    "https://example.org\x00@evil.example/",
    "https://x\nrm -rf .",
    "-o x",
    "--help",
    "https://example.org/a b",
    'https://example.org/"onload',
    "https://-dash.example/",
    "https:///etc/passwd",
    "ftp://example.org/x",
    "http://[::1",
    "",
)
BROWSER = """#!{python}
import json, sys
print("NOISE on standard output", flush=True)
print("NOISE on standard error", file=sys.stderr, flush=True)
with open({log!r}, "a") as log:
    log.write(json.dumps(sys.argv[1:]) + "\\n")
"""


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """A browser that writes down how it was called."""
    import sys

    script = tmp_path / "browser"
    script.write_text(BROWSER.format(python=sys.executable, log=str(tmp_path / "opened")))
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return script


def opened(desk: Desk) -> list[list[str]]:
    log = desk.home / "opened"
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


def fill(desk: Desk, links: Sequence[str]) -> None:
    """Make a library of one paper for every nine links."""
    with Library.open(desk.places.library) as library:
        parts = [tuple(links[start : start + 9]) for start in range(0, len(links), 9)]
        shelve(
            library,
            *(
                record(n, title=f"Paper {n}", published=f"20{30 - n}-01-01", links=part)
                for n, part in enumerate(parts, 1)
            ),
        )


def press_and_wait(terminal: Terminal, awaited: str, *keys: str) -> None:
    for key in keys[:-1]:
        terminal.press(key)
        terminal.settle(0.06)
    terminal.press(keys[-1])
    terminal.wait_for(lambda seen: awaited in seen.text()[-1])


def copies(raw: bytes) -> Iterator[str]:
    for found in re.finditer(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)", raw):
        yield base64.b64decode(found[1], validate=True).decode()


def test_only_safe_links_reach_the_browser(bare: Desk, browser: Path) -> None:
    fill(bare, (*SAFE, *UNSAFE))
    with bare.terminal(BROWSER=str(browser)) as terminal:
        terminal.wait_for("LIST 1/")
        for number, link in enumerate((*SAFE, *UNSAFE)):
            key = str(number % 9 + 1)
            if number and key == "1":
                press_and_wait(terminal, f"LIST {number // 9 + 1}/", "j")
            before = len(opened(bare))
            said = f"opening {SAFE[link]}" if link in SAFE else f"link {key} is not opened"
            press_and_wait(terminal, said, "o", key)
            deadline = time.monotonic() + 5
            while link in SAFE and len(opened(bare)) == before and time.monotonic() < deadline:
                time.sleep(0.02)
        press_and_wait(terminal, "there is no link 9", "o", "9")
        terminal.settle(0.2)
        assert b"NOISE" not in terminal.raw, "what a browser prints is not drawn over the desk"
        assert not disguises(terminal.raw)
        assert "LIST" in terminal.text()[-1] or "no link" in terminal.text()[-1]
    assert opened(bare) == [[url] for url in SAFE.values()]


def test_a_browser_is_asked_for_from_the_reader_too(bare: Desk, browser: Path) -> None:
    fill(bare, ["https://example.org/1", "https://example.org/2"])
    with bare.terminal(BROWSER=f"{browser} %s") as terminal:
        terminal.wait_for("LIST 1/")
        press_and_wait(terminal, "READ", "enter")
        press_and_wait(terminal, "opening https://example.org/2", "o", "2")
        deadline = time.monotonic() + 5
        while not opened(bare) and time.monotonic() < deadline:
            time.sleep(0.02)
    assert opened(bare) == [["https://example.org/2"]]


@pytest.mark.parametrize("variable", ["SSH_CONNECTION", "SSH_TTY"])
def test_on_another_machine_a_link_is_copied_instead(bare: Desk, browser: Path, variable: str) -> None:
    fill(bare, ["https://\u0430rxiv.org/abs/1", "javascript:alert(1)"])
    with bare.terminal(BROWSER=str(browser), **{variable: "10.0.0.1 22"}) as terminal:
        terminal.wait_for("LIST 1/")
        press_and_wait(terminal, "https://xn--rxiv-43d.org/abs/1 sent to your terminal's clipboard", "o", "1")
        press_and_wait(terminal, "is not opened", "o", "2")
        assert list(copies(terminal.raw)) == ["https://xn--rxiv-43d.org/abs/1"]
    assert opened(bare) == []


def test_without_a_browser_a_link_is_copied(bare: Desk) -> None:
    fill(bare, ["https://example.org/1"])
    with bare.terminal() as terminal:
        terminal.wait_for("LIST 1/")
        press_and_wait(terminal, "https://example.org/1 sent to the clipboard", "o", "1")
        assert list(copies(terminal.raw)) == ["https://example.org/1"]


async def test_which_key_shows_where_a_link_really_goes(bare: Desk) -> None:
    """An international name is shown in punycode before it is opened."""
    fill(bare, ["https://\u0430rxiv.org/abs/1"])
    async with bare.open() as seat:
        await seat.press("o")
        await seat.until("xn--rxiv-43d.org")
        await seat.press("escape", ":", "text:open a link")
        await seat.until("open a link: ")
        assert "\u0430rxiv" not in seat.screen


def test_yanks_go_to_the_terminal_s_clipboard(desk: Desk) -> None:
    with desk.terminal(SSH_CONNECTION="1 2 3 4") as terminal:
        terminal.wait_for("LIST 1/")
        for key, what in (("t", "title"), ("y", "link"), ("m", "markdown"), ("b", "BibTeX")):
            press_and_wait(terminal, f"{what} sent to your terminal's clipboard", "y", key)
        press_and_wait(terminal, "LIST 2/", "j")
        press_and_wait(terminal, "title sent to", "y", "y")
        title, link, markdown, bibtex, second = copies(terminal.raw)
    assert title == "Kettles That Whistle in Tune"
    assert link == "https://example.org/ladder"
    assert "Kettles That Whistle in Tune" in markdown
    assert "A kettle is tuned by ear." in markdown
    assert re.match(r"@\w+\{", bibtex)
    assert second == "A Walk Around the Harbour in Fog", "without a link the title is copied"


def test_what_is_yanked_holds_no_controls(bare: Desk) -> None:
    """A line feed in a link, pasted into a shell, would run what follows it."""
    hostile = "x\n\x1b]52;c;QQ==\x07\x9b2J\u202e rm -rf .\r"
    with Library.open(bare.places.library) as library:
        shelve(library, record(1, title=f"T {hostile}", abstract=hostile, links=(f"https://{hostile}",)))
    with bare.terminal(SSH_CONNECTION="1 2 3 4") as terminal:
        terminal.settle(0.5)
        for key in "tymb":
            terminal.press("y")
            terminal.settle(0.06)
            terminal.press(key)
            terminal.settle(0.15)
        title, link, markdown, bibtex = copies(terminal.raw)
    for text in (title, link):
        assert "\n" not in text
    for text in (title, link, markdown, bibtex):
        assert not disguises(text.encode())
        assert not set(text) & {"\x1b", "\x07", "\r"}
