"""Lines of a file from elsewhere: bytes that are no UTF-8 and mixed ends come back as they were."""

from collections.abc import Sequence

from ..prose import kept


def decode(data: bytes) -> str:
    """Return bytes as text; a byte that is no UTF-8 becomes a surrogate that `encode` turns back."""
    return data.decode("utf-8", "surrogateescape")


def encode(text: str) -> bytes:
    """Return text as the bytes that `decode` made it from."""
    return text.encode("utf-8", "surrogateescape")


def split(text: str) -> list[str]:
    r"""Return the lines of a text with their ends; only `\n` ends a line."""
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def bare(line: str) -> str:
    r"""Return a line without its end, a `\r` before it included."""
    return line.rstrip("\r\n")


def ending(lines: Sequence[str]) -> str:
    r"""Return how the first line of a file that has an end ends: `\r\n` or `\n`."""
    return next(("\r\n" if line.endswith("\r\n") else "\n" for line in lines if line.endswith("\n")), "\n")


def is_blank(line: str) -> bool:
    """Return whether a line shows nothing."""
    return not line.strip(" \t\r\n")


def folded(text: str) -> str:
    r"""Return a text as the library and a file can both hold it.

    Without blank lines at its ends and any `\r` at the end of a line, and of such characters as a library
    keeps.
    """
    lines = [bare(line) for line in kept(text).split("\n")]
    start, stop = trimmed(lines)
    return "\n".join(lines[start:stop])


def trimmed(lines: Sequence[str], start: int = 0, stop: int | None = None) -> tuple[int, int]:
    """Return the span of some lines without the blank ones at its ends.

    Args:
        lines: The lines.
        start: Where the span begins.
        stop: Where it ends; at the last line, unless given.
    """
    stop = len(lines) if stop is None else stop
    while start < stop and is_blank(lines[start]):
        start += 1
    while start < stop and is_blank(lines[stop - 1]):
        stop -= 1
    return start, stop
