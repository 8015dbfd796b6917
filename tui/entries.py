"""A line of a list of choices. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list.

    Args:
        label: What it says.
        value: What choosing it means; None for a heading.
        count: How many papers it has.
    """

    label: str
    value: str | None = None
    count: int | None = None
