"""What a hostile text may hold, and what a terminal would obey in a stream of bytes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

PAYLOAD = "SEFDS0VE"
"""What the hostile texts try to put on the clipboard, in base64."""

CONTROLS = {
    "clipboard": f"\x1b]52;c;{PAYLOAD}\x1b\\",
    "clipboard bell": f"\x1b]52;c;{PAYLOAD}\x07",
    "link": "\x1b]8;;http://evil.example\x1b\\X\x1b]8;;\x1b\\",
    "title": "\x1b]0;owned\x07",
    "c1 erase": "\x9b2J",
    "c1 clipboard": f"\x9d52;c;{PAYLOAD}\x9c",
    "device": "\x1bPq~\x1b\\",
    "report": "\x1b[6n",
    "erase": "\x1b[3J\x1b[H",
    "delete": "\x7f\x7f",
    "backspace": "\x08\x08\x08",
    "return": "one\rtwo\x0b\x0cthree",
    "shift out": "\x0e\x0f\x05",
    "override": "\u202etxt.exe\u202c",
    "isolate": "\u2066\u2067x\u2069",
    "tag": "\U000e0041\U000e0042\U000e007f",
    "zero width": "a\u200b\u200d\ufeffb",
    "separator": "a\u2028b\u2029c\x85d",
    "marks": "e" + "\u0301" * 30,
    "nul": "a\x00b",
}
MARKUP = (
    "[/",
    "[/]",
    "A [/b] paper on [SEP]",
    "[CLS]",
    "[@click=app.quit()]x",
    "[link=file:///x]",
    "[bold red]loud[/bold red]",
    r"\[escaped]",
    "$accent [$accent on $ground]",
)

TEXTS = tuple(
    " ".join((mark, *controls))
    for mark, *controls in zip_longest(
        MARKUP, *(tuple(CONTROLS.values())[part::3] for part in range(3)), fillvalue="end"
    )
)
"""All of them in a few texts, each beginning with something that looks like markup."""

DISGUISES = re.compile(
    "[\x80-\x9f\x7f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Characters that no terminal may ever get, wherever they come from."""

_SEQUENCE = re.compile(
    rb"\x1b\[(?P<params>[0-?]*)(?P<middle>[ -/]*)(?P<final>[@-~])"
    rb"|\x1b(?P<kind>[\]PX^_])(?P<body>.*?)(?:\x07|\x1b\\)"
    rb"|\x1b(?P<short>[ -/]*[0-Z\\`-~])"
    rb"|(?P<control>[\x00-\x06\x07-\x08\x0b-\x1a\x1c-\x1f\x7f])"
    rb"|(?P<lone>\x1b)",
    re.DOTALL,
)
_FREE = (b"m", b"H")
"""Sequences whose numbers follow the picture: colours and places."""


def vocabulary(raw: bytes) -> set[bytes]:
    """Return every kind of control that stands in what a terminal was sent.

    Colours and cursor positions count as one kind each; of everything else each wording is a kind.
    """
    return set(_kinds(raw))


def _kinds(raw: bytes) -> Iterator[bytes]:
    for found in _SEQUENCE.finditer(raw):
        if found["final"] in _FREE and not found["middle"] and found["params"][:1].isdigit():
            yield b"CSI " + found["final"]
        else:
            yield found[0]


def disguises(raw: bytes) -> set[str]:
    """Return the characters in what a terminal was sent that hide or turn text, or are controls."""
    return set(DISGUISES.findall(raw.decode("utf-8", "surrogateescape")))


@dataclass(frozen=True)
class Made:
    """The dump that holds every hostile text, in the grammar of the text dumps."""

    texts: tuple[str, ...]

    def page(self) -> bytes:
        blocks = ["new", "Subscribe", "Daily Papers", "Dec 9"]
        for number, text in enumerate(self.texts):
            small = f"Lab {text}Lab {text}".replace("\n", " ") if number % 2 else "  • 3 authors"
            blocks.append(
                f"Printed {number} {text} done\n\n"
                f"The abstract {number} {text} ends here. {'It is long. ' * 40}\n\n"
                f"{small}\n·\nNov {number % 28 + 1}, 2024"
            )
        blocks.append("A lone title " + "".join(self.texts))
        return "\n\n".join(blocks).encode("utf-8", "surrogatepass")
