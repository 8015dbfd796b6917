"""Lines of a dump, however it ends them, in bounded memory."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_CHUNK = 256 * 1024
_WIDE = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_SAMPLE = 4096
_HEAD = 8192  # bytes kept of a line that is too long


class Line(NamedTuple):
    """One line of a dump.

    Args:
        number: From 1.
        text: Without its end; only the beginning where it is too long.
        trouble: Why it cannot be used, or None.
    """

    number: int
    text: str
    trouble: str | None = None


def read_lines(file: BinaryIO, limit: int) -> Iterator[Line]:
    r"""Read lines that end in `\n`, `\r\n` or `\r`, and nowhere else.

    Args:
        file: The dump, from where it stands.
        limit: The most bytes a line may have.

    Yields:
        Every line; one that is too long, or no UTF-8, with its trouble.
    """
    for number, (raw, too_long) in enumerate(_raw_lines(file, limit), 1):
        yield _decoded(number, raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw, too_long, limit)


def wide_encoding(head: bytes) -> str | None:
    """Recognise text of two or four bytes a character.

    Args:
        head: The first bytes of a file.

    Returns:
        The name of the encoding, or None where the text may be UTF-8.
    """
    for mark, name in _WIDE:
        if head.startswith(mark):
            return name
    even, odd = head[:_SAMPLE:2].count(0), head[1:_SAMPLE:2].count(0)
    # Without a mark, Latin text in UTF-16 still is nearly half zeros, and all on one side.
    if max(even, odd) * 3 <= min(len(head), _SAMPLE) or min(even, odd) * 20 > max(even, odd):
        return None
    return "UTF-16BE" if even > odd else "UTF-16LE"


def unreadable(file: BinaryIO) -> str | None:
    """Say why a dump cannot be read as text at all, and what to do.

    Args:
        file: The dump; it is left at its beginning.

    Returns:
        The reason, or None where it can be read.
    """
    file.seek(0)
    encoding = wide_encoding(file.read(_SAMPLE))
    file.seek(0)
    if encoding is None:
        return None
    return (
        f"the file is {encoding}, not UTF-8; convert it first: iconv -f {encoding} -t UTF-8 FILE > NEW-FILE"
    )


def _raw_lines(file: BinaryIO, limit: int) -> Iterator[tuple[bytes, bool]]:
    """Cut a file into lines; of one beyond the limit only the beginning is kept."""
    rest, too_long = b"", False
    while chunk := file.read(_CHUNK):
        *whole, rest = _split(rest + chunk)
        for line in whole:
            too_long = too_long or len(line) > limit
            yield (line[:_HEAD] if too_long else line), too_long
            too_long = False
        if len(rest) > limit:
            too_long = True
        if too_long:
            rest = rest[:_HEAD] + rest[_HEAD:][-1:]  # the last byte may be half of a line's end
    if rest or too_long:
        yield rest.removesuffix(b"\r"), too_long


def _split(data: bytes) -> list[bytes]:
    """Split into lines without their ends, and what follows the last end that is sure."""
    held = b"\r" if data.endswith(b"\r") else b""
    # A letter more makes the last piece open, even behind a line's end.
    lines = (data[: len(data) - len(held)] + b".").splitlines()
    lines[-1] = lines[-1][:-1] + held
    return lines


def _decoded(number: int, raw: bytes, too_long: bool, limit: int) -> Line:
    """Decode a line, or say what is wrong with it."""
    if too_long:
        trouble = f"the line is longer than {limit // 1024} KiB"
        return Line(number, raw.decode("utf-8", "replace"), trouble)
    try:
        return Line(number, raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        trouble = f"the text is not valid UTF-8 (byte {error.start + 1} of the line)"
        return Line(number, raw.decode("utf-8", "replace"), trouble)
