"""Opening a file of the vault: its lines, what stands where, and what its frontmatter says it is."""

from collections.abc import Mapping
from typing import NamedTuple

from .errors import Held
from .lines import decode, split
from .outline import Outline, outline
from .yaml_read import Value, read_values


class Opened(NamedTuple):
    """A file whose frontmatter names what it is of.

    Args:
        key: That name.
        lines: All lines, with their ends.
        parts: What stands where in them.
        values: The values of the frontmatter.
    """

    key: str
    lines: tuple[str, ...]
    parts: Outline
    values: Mapping[str, Value]


def opened(data: bytes, name: str, whose: str) -> Opened:
    """Open a file.

    Args:
        data: Its bytes.
        name: The value of the frontmatter that names what it is of.
        whose: What that is, in a word.

    Raises:
        Held: It has no frontmatter with one such value, or frontmatter that cannot be read.
    """
    lines = tuple(split(decode(data)))
    parts = outline(lines)
    if parts.front is None:
        raise Held(f"it has no frontmatter, which names the {whose}")
    values = read_values("".join(lines[slice(*parts.front)]))
    key = values[name].texts if name in values else ()
    if len(key) != 1:
        raise Held(f"its frontmatter has no {name!r}, which names the {whose}")
    return Opened(key[0], lines, parts, values)
