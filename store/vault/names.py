"""File names made from titles: safe on every system, and never the same for two papers."""

import re
import unicodedata

LONGEST = 120
"""The longest name, in bytes."""
SUFFIX = ".md"

_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f/\\:*?\"<>|#^\[\]$`"
    r"\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+"
)
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=$|[. ])")
_COPY = re.compile(
    r"\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]+)?(?=\.)|\([^()]*conflicted copy[^()]*\)", re.IGNORECASE
)


def paper_name(title: str, key: str) -> str:
    """Return the file name of a paper: its title, shortened, and the last six letters of its key."""
    return _name(title, f" ({key[-6:]}){SUFFIX}") or f"{key[-6:]}{SUFFIX}"


def list_name(name: str) -> str:
    """Return the file name of a reading list."""
    return _name(name, SUFFIX) or f"list{SUFFIX}"


def another(name: str, number: int) -> str:
    """Return a file name for what cannot have the name because something else is called so."""
    return f"{name.removesuffix(SUFFIX)} {number}{SUFFIX}"


def is_copy(name: str) -> bool:
    """Return whether a program that carries folders between machines named a file so after a conflict."""
    return _COPY.search(name) is not None


def _name(text: str, tail: str) -> str:
    """Return a text as a file name with a tail, or nothing where no character of it can stand in one."""
    text = " ".join(unicodedata.normalize("NFC", _UNSAFE.sub(" ", text)).split()).lstrip(".-~ ")
    text = _DEVICE.sub(r"_\g<0>", text)
    text = text.encode("utf-8", "ignore")[: LONGEST - len(tail.encode())].decode("utf-8", "ignore")
    text = text.rstrip(". ")
    return f"{text}{tail}" if text else ""
