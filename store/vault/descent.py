"""Which version of a file somebody worked on, told by content alone.

An editor may have held a file open while others changed it, and saves what it held: then the version that
the file descends from is not the last one, and what the last one has more was never taken away by anybody.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from .lines import decode, split
from .outline import outline
from .record import Version
from .yaml_read import read_values

_WORD = re.compile(r"\w+")


class Descent(NamedTuple):
    """Where a file comes from.

    Args:
        version: The version it descends from; None if there is none.
        is_older: Whether there are newer ones.
        returned: Whether the file is an older version again, with nothing new in it.
    """

    version: Version | None
    is_older: bool = False
    returned: bool = False


def descent(data: bytes, versions: Sequence[Version], agreed: bytes | None) -> Descent:
    """Return where a file comes from.

    A file that is as it was when last agreed on comes from there: a newer version was perhaps never written.
    A file that is an older version again may be an old buffer, saved, or the reader took the newer part
    out. The first time what it lacks is to be written again; if it comes once more, it is believed.

    Who takes most of some tags out brings a file close to what it was before them; but a file that has one of
    them was not written before them.

    Args:
        data: Its bytes.
        versions: The versions, the newest first.
        agreed: The digest of what it held when last agreed on.
    """
    if not versions:
        return Descent(None)
    unchanged = next((version for version in versions if version.digest == agreed), None)
    if unchanged is not None and unchanged.data == data:
        return Descent(unchanged)
    lines = lines_of(data)
    distances = [_distance(lines, lines_of(version.data)) for version in versions]
    nearest = distances.index(min(distances))
    newest, older = versions[0], versions[nearest]
    again = distances[nearest] == 0
    if older is newest or (older.returned if again else _takes_up(data, newest.data, older.data)):
        return Descent(newest)
    return Descent(older, True, again)


def lines_of(data: bytes) -> Counter[str]:
    """Return the lines of a file without blank ones, and how often each stands there."""
    return Counter(stripped for line in split(decode(data)) if (stripped := line.strip()))


def _takes_up(data: bytes, newest: bytes, older: bytes) -> bool:
    """Return whether a file has an item of a list by which the newest version differs from an older one.

    Nothing but their frontmatter may differ; and of single values there are too few for one to tell anything.
    """
    (has, _), (new, now), (old, before) = map(_parted, (data, newest, older))
    return now == before and not has.isdisjoint(new - old)


def _parted(data: bytes) -> tuple[set[tuple[str, str]], Sequence[str]]:
    """Return the items of all lists in the frontmatter of a file, each with its list, and the lines below."""
    lines = split(decode(data))
    parts = outline(lines)
    values = read_values("".join(lines[slice(*parts.front)])) if parts.front else {}
    items = {(name, text) for name, value in values.items() if value.items for text in value.texts}
    return items, lines[parts.body :]


def _distance(one: Counter[str], other: Counter[str]) -> int:
    """Return how many words only one of two texts has, of the lines that are not in both."""
    here, there = _words(one - other), _words(other - one)
    return ((here - there) + (there - here)).total()


def _words(lines: Counter[str]) -> Counter[str]:
    return Counter(word for line in lines.elements() for word in _WORD.findall(line))
