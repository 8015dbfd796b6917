"""Pages of papers for tests, in the grammar of the text dumps and in words of our own."""

from collections.abc import Sequence

HEADER = (
    "new",
    "Get trending papers in your email inbox!",
    "Subscribe",
    "Daily Papers",
    "byAK and the research community",
)


def record(title: str, abstract: str, authors: str = "", printed: str = "") -> str:
    """Return a record as a page prints it; without authors it has no lines below the abstract."""
    lines = f"\n\n  • {authors}\n·\n{printed}" if authors else ""
    return f"{title}\n\n{abstract}{lines}"


def page(records: Sequence[str], date: str = "Oct 12") -> str:
    """Return a page with its header; like the real ones it does not end with a newline."""
    return "\n\n".join((*HEADER, date, *records))


VESSELS = record(
    "Following Retinal Vessels at Night",
    "We trace retinal vessels in dim fundus photographs and share the code at https://github.com/example/night.",
    "7 authors",
    "Jun 11, 2024 2",
)
FUNDUS = record(
    "A Fundus Atlas for Small Clinics",
    "An atlas of fundus images, gathered by five small clinics over one winter.",
    "1 author",
    "Feb 3, 2023",
)
TURTLES = record(
    "Turtles All the Way: Recursive Proofs in Practice",
    "Proofs that contain proofs are checked quickly when each one remembers the last.",
    "12 authors",
    "Mar 9",
)
UNDATED = record("Paper Without a Date", "Nobody knows when this was written, or by whom.")
CUBED = record("Cubes$^3$ \\& Spheres", "Packing cubes costs $O(n^3)$ steps.", "2 authors", "Jan 5")

SHELF = page((VESSELS, FUNDUS, TURTLES, CUBED, UNDATED))
KEYS = ("following-retinal", "a-fundus", "turtles", "cubes", "paper-without")
