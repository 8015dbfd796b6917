"""Makes papers pages of the grammar that real ones have, out of invented text."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

HEADER = (
    "new",
    "Get trending papers in your email inbox!",
    "Subscribe",
    "Daily Papers",
    "byAK and the research community",
)
_NOUNS = [
    "kettles",
    "gardens",
    "bridges",
    "lanterns",
    "rivers",
    "maps",
    "clocks",
    "orchards",
    "harbours",
    "tunnels",
    "kites",
    "ledgers",
]
_VERBS = ["guide", "follow", "measure", "repair", "describe", "outlive", "borrow", "question"]
_ENDS = ["in the rain", "at low tide", "without a plan", "for small towns", "on paper", "by hand"]
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True)
class Made:
    """One invented paper as a page prints it; without a date it has no small print at all."""

    title: str
    abstract: str
    date: str | None = None
    authors: int | None = None
    organization: str | None = None
    comments: int | None = None

    def lines(self) -> list[str]:
        lines = [self.title, "", self.abstract]
        if self.date is None:
            return lines
        who = (
            f"{self.organization} {self.organization}" if self.organization else f"  • {self.authors} authors"
        )
        when = self.date if self.comments is None else f"{self.date} {self.comments}"
        return [*lines, "", who, "·", when]


def prose(random: Random, sentences: int = 12) -> str:
    """Invent an abstract."""
    pick = random.choice
    return " ".join(
        f"Most {pick(_NOUNS)} {pick(_VERBS)} the {pick(_NOUNS)} {pick(_ENDS)}." for _ in range(sentences)
    )


def invent(seed: int, count: int, *, dates: bool = True) -> list[Made]:
    """Invent papers: mostly ordinary, some with comments, some without small print, one organisation."""
    random = Random(seed)
    made = []
    for number in range(count):
        title = (
            f"{random.choice(_NOUNS)} that {random.choice(_VERBS)} {random.choice(_NOUNS)}: study {number}"
        )
        abstract = prose(random)
        if not dates or random.random() < 0.1:
            made.append(Made(title, abstract))
            continue
        day = f"{random.choice(_MONTHS)} {random.randint(1, 28)}"
        if random.random() < 0.7:
            day += f", {random.randint(2015, 2030)}"
        comments = random.randint(1, 40) if random.random() < 0.3 else None
        who = (
            {"organization": "Tidewater-Lab"} if number == count // 2 else {"authors": random.randint(2, 30)}
        )
        made.append(Made(title, abstract, day, comments=comments, **who))
    return made


def page(papers: Sequence[Made], date: str | None = "Dec 9", header: Sequence[str] = HEADER) -> bytes:
    """Print a page."""
    top = [*header, *([date] if date else [])]
    return "\n\n".join([*top, *("\n".join(paper.lines()) for paper in papers)]).encode()
