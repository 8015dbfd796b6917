"""A small feed that is captured twice, in words of our own, and a library that reads it."""

import json
from collections.abc import Mapping
from pathlib import Path

from postil.store.importing import ImportRun
from postil.store.library import Library
from postil.store.records import Report
from tests.cli.pages import page, record

WIND = "Wind is measured on a roof. Nobody measures it in a yard. We do both for a year."
WIND_REVISED = "Wind is measured on a roof. We do both for two years. The yard is calmer, it turns out."

JUNE = page(
    (
        record("Wind in Narrow Yards", WIND, "2 authors", "Jun 3, 2024"),
        record("Chairs for Long Meetings", "A chair is tested by sitting. We sit for ten hours.", "3 authors",
               "Jun 2, 2024"),
        record("Paint That Dries at Dusk", "Paint dries late. Dusk is measured in lumens.", "1 author",
               "Jun 1, 2024"),
        record("Owls and Street Lamps", "Owls avoid lamps. Lamps do not mind.", "4 authors", "May 30, 2024"),
    ),
    "Jun 4",
)  # fmt: skip
JULY = page(
    (
        record("Pocket Barographs on Ferries", "A barograph fits a pocket. Ferries shake pocket barographs.",
               "2 authors", "Jul 2, 2024"),
        record("Reading a Barograph Aloud", "We read a barograph aloud; a second one writes it down.",
               "5 authors", "Jul 1, 2024"),
        record("Wind in Narrow Yards", WIND_REVISED, "2 authors", "Jun 3, 2024"),
        record("Chairs for Long Meetings", "A chair is tested by sitting. We sit for ten hours.", "3 authors",
               "Jun 2, 2024 7"),
        record("Owls and Street Lamps", "Owls avoid lamps. Lamps do not mind.", "4 authors", "May 30, 2024"),
    ),
    "Jul 4",
)  # fmt: skip
OTHER = page(
    (record("Bread Without Hurry", "Bread rises overnight.", "1 author", "Jul 9, 2024"),),
    "Jul 10",
)


def taken(library: Library, **pages: str) -> Report:
    """Import pages in one run; `yards_jun` is the file `yards-jun.txt`."""
    folder = library.path.parent
    paths = [folder / f"{name.replace('_', '-')}.txt" for name in pages]
    for path, text in zip(paths, pages.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return ImportRun(library).run(paths)


def lines(path: Path, *papers: Mapping[str, object]) -> Path:
    """Write papers as JSON lines; return the path."""
    path.write_text("".join(json.dumps(paper) + "\n" for paper in papers), encoding="utf-8")
    return path
