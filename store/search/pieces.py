"""Cutting many texts at once into the pieces that are taken apart, as arrays of numbers.

A text is cut wherever no term can go on: at everything of ASCII but letters, digits, and single hyphens
between two of them. So a piece is a word, or a few that are joined; signs beyond ASCII are left in their
pieces and to `tokens`.
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .tokens import HYPHENS

WIDTH = 24
"""Bytes up to which a piece is its own key."""

Bytes = NDArray[np.uint8]
Keys = NDArray[np.uint64]
Places = NDArray[np.int64]

_WORD, _HYPHEN, _BLANK, _LEAD = 1, 2, 4, 8
_JOINTS = "".join(HYPHENS).encode("ascii", "ignore")
_WIDE_BLANKS = [char.encode() for char in map(chr, range(0x80, 0x3001)) if char.isspace()]
_LEADS = {blank[0] for blank in _WIDE_BLANKS}
_CODES = {
    length: np.array([int.from_bytes(blank, "big") for blank in _WIDE_BLANKS if len(blank) == length])
    for length in (2, 3)
}


def _kind(byte: int) -> int:
    """Return what a byte may be: part of a word, a hyphen, a blank, the first byte of a wide blank."""
    char = chr(byte)
    lead = _LEAD if byte in _LEADS else 0
    if byte >= 0x80 or char.isalnum():
        return _WORD | lead
    return _HYPHEN if byte in _JOINTS else _BLANK if char.isspace() else 0


_KINDS = bytes(map(_kind, range(256)))
_MASKS = np.array([(1 << 8 * length) - 1 for length in range(9)], np.uint64)
"""What to keep of a word of eight bytes when a piece ends in it."""


class Pieces(NamedTuple):
    """The pieces of some texts.

    Attributes:
        data: The texts, one after the other.
        starts, stops: Where in the data each piece stands; int64, shape (pieces,).
        sizes: The number of pieces of each text; int64, shape (texts,).
        places: The number of what stands between blanks in all texts together, as `str.split` has it.
    """

    data: bytes
    starts: Places
    stops: Places
    sizes: Places
    places: int

    def texts(self, which: Places) -> list[str]:
        """Return some of the pieces."""
        starts, stops = self.starts[which].tolist(), self.stops[which].tolist()
        found = [self.data[start:stop] for start, stop in zip(starts, stops, strict=True)]
        return b" ".join(found).decode(errors="replace").split(" ") if found else []


def cut(texts: Sequence[bytes]) -> Pieces:
    """Cut texts into pieces.

    Args:
        texts: The texts, UTF-8.
    """
    data = b"\n%b\n%b" % (b"\n".join(texts), bytes(WIDTH))
    kinds = np.frombuffer(data.translate(_KINDS), np.uint8)
    inside = (kinds & _WORD).view(np.bool_)
    inside[1:-1] |= (kinds[1:-1] == _HYPHEN) & inside[:-2] & inside[2:]
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    starts, stops = edges[::2], edges[1::2]
    ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1)
    sizes = np.diff(np.searchsorted(starts, ends), prepend=0)
    blank = _blanks(data, kinds)
    places = int(np.count_nonzero(blank[:-1] & ~blank[1:]))
    return Pieces(data, starts, stops, sizes, places)


def keys(pieces: Pieces) -> Keys:
    """Return a key for every piece: its bytes, or a digest of 192 bits of one that is longer.

    Two pieces that are not the same cannot have the same key unless one of them is longer than the key;
    then they have with a probability of 2 ** -192.

    Args:
        pieces: The pieces.

    Returns:
        The keys as three words each; uint64, shape (3, pieces).
    """
    data = pieces.data
    words = np.ndarray((len(data) - 7,), "<u8", data, 0, (1,)).copy()
    lengths = pieces.stops - pieces.starts
    found = np.zeros((WIDTH // 8, len(lengths)), np.uint64)
    found[0] = words.take(pieces.starts) & _MASKS.take(lengths, mode="clip")
    for row in range(1, len(found)):
        longer = np.flatnonzero(lengths > 8 * row)
        masks = _MASKS.take(lengths[longer] - 8 * row, mode="clip")
        found[row, longer] = words.take(pieces.starts[longer] + 8 * row) & masks
    for number in np.flatnonzero(lengths > WIDTH).tolist():
        piece = data[pieces.starts[number] : pieces.stops[number]]
        found[:, number] = np.frombuffer(blake2b(piece, digest_size=WIDTH).digest(), "<u8")
    return found


def _blanks(data: bytes, kinds: Bytes) -> NDArray[np.bool_]:
    """Return which bytes are blanks, or belong to one; the end of the data is."""
    blank: NDArray[np.bool_] = (kinds & _BLANK) != 0
    blank[-WIDTH:] = True
    leads = np.flatnonzero(kinds & _LEAD)
    if len(leads):
        text = np.frombuffer(data, np.uint8)
        for length, codes in _CODES.items():
            found = sum(text[leads + at].astype(np.int64) << 8 * (length - 1 - at) for at in range(length))
            wide = leads[np.isin(found, codes)]
            for at in range(length):
                blank[wide + at] = True
    return blank
