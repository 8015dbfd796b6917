"""Sets of papers as whole numbers: bit n stands for the paper with id n.

The union or the intersection of two sets of a million papers is one operation of some five microseconds. To
count a set, or to turn it into bytes or back, takes twenty times as long, and so does any operation on a
negative number, which is why `without` has no `~`. On disk a set is packed by blocks of 65,536 ids, as a list
of the ids where they are few and as a deflated bitmap where they are many (after Chambi, Lemire, Kaser and
Godin, "Better bitmap performance with Roaring bitmaps", Software: Practice and Experience 46(5), 2016).
"""

import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

BLOCK_BITS = 16
BLOCK_BYTES = 1 << BLOCK_BITS - 3
LISTED = 256
"""Ids of one block that are listed rather than drawn."""
ALL_LISTED = 64
"""Ids of one set that are listed without any blocks."""

UNREADABLE = (ValueError, IndexError, TypeError, struct.error, zlib.error)
"""What unpacking may raise for what never was a packed set."""
MEMORY = 9
"""The most that deflating may use; it is little, and quicker."""

_HEAD = struct.Struct("<HI")
_BLOCKS = b"\x01"
_IDS = b"\x00"
_EMPTY = bytes(BLOCK_BYTES)
_WORD = 8
"""Bytes that are passed over together where no bit is set."""
_BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def pack(ids: Sequence[int]) -> bytes:
    """Return a few ids, ascending, as bytes; `invert.packed` packs many."""
    if len(ids) <= ALL_LISTED:
        return listed(array("I", ids).tobytes())
    found: dict[int, array[int]] = {}
    for paper in ids:
        found.setdefault(paper >> BLOCK_BITS, array("H")).append(paper & (1 << BLOCK_BITS) - 1)
    return pack_blocks((number, listed(low.tobytes())) for number, low in found.items())


def listed(ids: bytes) -> bytes:
    """Return ids as they stand in a packed set or block."""
    return _IDS + ids


def block(drawn: bytes) -> bytes:
    """Return the bitmap of a block as it stands in a packed set."""
    deflate = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS, MEMORY, zlib.Z_RLE)
    return _BLOCKS + deflate.compress(drawn) + deflate.flush()


def pack_blocks(blocks: Iterable[tuple[int, bytes]]) -> bytes:
    """Return blocks, each with its number, as a packed set."""
    return _BLOCKS + b"".join(_HEAD.pack(number, len(body)) + body for number, body in blocks)


def unpack(data: bytes) -> list[int]:
    """Return the ids of a packed set, ascending."""
    drawn = canvas(_bound(data))
    draw(data, drawn)
    return list(members(int.from_bytes(drawn, "little")))


def _bound(data: bytes) -> int:
    """Return an id that no id of a packed set passes."""
    if data[:1] == _IDS:
        return max(array("I", data[1:]), default=0)
    at, last = 1, 0
    while at < len(data):
        last, length = _HEAD.unpack_from(data, at)
        at += _HEAD.size + length
    return (last + 1 << BLOCK_BITS) - 1


def draw(data: bytes, canvas: bytearray) -> None:
    """Add a packed set to a canvas of bits.

    Args:
        data: A set as `pack` made it.
        canvas: One bit a paper, the first paper in the lowest bit of the first byte.
    """
    if data[:1] == _IDS:
        for paper in array("I", data[1:]):
            canvas[paper >> 3] |= 1 << (paper & 7)
        return
    at = 1
    while at < len(data):
        block, length = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        base = block * BLOCK_BYTES
        if data[at : at + 1] == _IDS:
            for low in array("H", data[at + 1 : at + length]):
                canvas[base + (low >> 3)] |= 1 << (low & 7)
        else:
            drawn = zlib.decompress(data[at + 1 : at + length], bufsize=BLOCK_BYTES)
            place = slice(base, base + BLOCK_BYTES)
            there = canvas[place]
            memoryview(canvas)[place] = drawn if there == _EMPTY else _both(there, drawn)
        at += length


def _both(one: bytes | bytearray, other: bytes) -> bytes:
    """Return the union of two bitmaps of one block."""
    return (int.from_bytes(one, "little") | int.from_bytes(other, "little")).to_bytes(BLOCK_BYTES, "little")


def canvas(highest: int) -> bytearray:
    """Return an empty canvas for papers up to an id."""
    return bytearray(((highest >> BLOCK_BITS) + 1) * BLOCK_BYTES)


def bits_of(ids: Iterable[int], highest: int) -> int:
    """Return a set from ids in any order, none of them above the highest."""
    drawn = canvas(highest)
    for paper in ids:
        drawn[paper >> 3] |= 1 << (paper & 7)
    return int.from_bytes(drawn, "little")


def members(bits: int) -> Iterator[int]:
    """Yield the ids of a set, ascending."""
    data = drawing(bits)
    for word in compress(range(0, len(data), _WORD), memoryview(data).cast("Q")):
        for place in compress(range(word, word + _WORD), data[word : word + _WORD]):
            base = place << 3
            for bit in _BITS[data[place]]:
                yield base + bit


def drawing(bits: int) -> bytes:
    """Return a set as bytes: one bit a paper, the first paper in the lowest bit of the first byte."""
    return bits.to_bytes((bits.bit_length() // (8 * _WORD) + 1) * _WORD, "little")


def among(drawing: bytes, ids: Iterable[int]) -> list[int]:
    """Return those of some ids that are in a set, given as its drawing."""
    size = len(drawing)
    return [paper for paper in ids if paper >> 3 < size and drawing[paper >> 3] >> (paper & 7) & 1]


def without(bits: int, others: int) -> int:
    """Return a set without the ids of another."""
    return bits ^ (bits & others)


def has_more(bits: int, limit: int) -> bool:
    """Return whether a set has more than so many ids; of a large one only a part is counted."""
    return (bits >> _highest(bits, limit + 1)).bit_count() > limit


def latest(bits: int, limit: int) -> list[int]:
    """Return the highest ids of a set, highest first."""
    low = _highest(bits, limit)
    found = [low + paper for paper in members(bits >> low)]
    found.reverse()
    return found[:limit]


def _highest(bits: int, limit: int) -> int:
    """Return from which id on there are at least so many ids of a set, 0 if there are not."""
    high, size = bits.bit_length(), 1 << 12
    while size < high and (bits >> high - size).bit_count() < limit:
        size <<= 2
    return max(0, high - size)
