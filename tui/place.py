"""Where a reader was when the desk was closed, and how the desk looked: small, and never precious."""

import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple


class Place(NamedTuple):
    """A place in one library.

    Args:
        scope: The query of the place in the sidebar.
        label: What that place is called.
        text: The search line.
        sort: The order.
        key: The paper under the cursor.
        reading: Whether the reader was open.
        line: The reader's first line.
        hit_sort: The order of what is searched; "" for the best match first.
        last_list: The reading list that something was put on last.
    """

    scope: str = ""
    label: str = "All papers"
    text: str = ""
    sort: str = "newest"
    key: str = ""
    reading: bool = False
    line: int = 0
    hit_sort: str = ""
    last_list: str = ""


@dataclass(slots=True)
class Memory:
    """What the desk remembers from one day to the next.

    Args:
        path: The file it is kept in.
        theme: The theme that the reader chose, if any.
        places: Where the reader was, by library file.
    """

    path: Path
    theme: str = ""
    places: dict[str, Place] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> "Memory":
        """Read the file; one that is missing or damaged is an empty memory."""
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            places = {name: _place(value) for name, value in data["places"].items()}
            return cls(path, str(data["theme"]), places)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return cls(path)

    def save(self) -> None:
        """Write the file whole or not at all; a folder that cannot be written costs only the memory."""
        data = {"theme": self.theme, "places": {name: place._asdict() for name, place in self.places.items()}}
        fresh = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(data, indent=1), encoding="utf-8")
            fresh.replace(self.path)
        except OSError:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)


def _place(data: dict[str, Any]) -> Place:
    """Return a place from the file, as far as its values are of the right kind."""
    known: dict[str, Any] = Place()._asdict()
    return Place()._replace(
        **{name: data[name] for name in known if type(data.get(name)) is type(known[name])}
    )


def scope_of(field: str, name: str) -> str:
    """Return the query of a place that has a name; the name in quotes unless it will do as it is.

    Args:
        field: What the place is, such as `tag`.
        name: What it is called.
    """
    if re.fullmatch(r"[\w./][\w./-]*", name):
        return f"{field}:{name}"
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'{field}:"{escaped}"'
