"""The texts of papers as ranking reads them, kept while they are likely to be asked for again."""

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping

from .chunks import Reader, Reading
from .kinds import STUB

KEPT = 3_000
ABSTRACT = 1 << 21
"""Where the places of an abstract begin; those of titles begin at 0, so that nearness never spans both."""

TITLES = "SELECT id, title, published FROM paper WHERE id IN (SELECT value FROM json_each(?))"
ABSTRACTS = "SELECT paper_id, abstract FROM paper_text WHERE paper_id IN (SELECT value FROM json_each(?))"

Spots = Mapping[str, list[int]]
"""Terms with their places in a paper."""


class PaperText:
    """Title and abstract of a paper, folded; the abstract may not have been read yet.

    Attributes:
        title: The terms of the title with their places.
        abstract: The abstract, or None.
        title_places, abstract_places: How many places each has.
        month: Months since the year 0 at which it was published, or 0.
    """

    __slots__ = ("abstract", "abstract_places", "month", "title", "title_places")

    def __init__(self, title: Reading, published: str | None) -> None:
        self.title = (*((word, place) for place, word in enumerate(title.words)), *title.others)
        self.abstract: Reading | None = None
        self.title_places = len(title.words)
        self.abstract_places = 0
        self.month = _month(published)

    def take(self, abstract: Reading) -> None:
        """Take in the abstract."""
        self.abstract = abstract
        self.abstract_places = len(abstract.words)

    def spots(self, wanted: Collection[str], stubs: Collection[str], wholly: bool) -> Spots:
        """Return where some terms stand.

        Args:
            wanted: The terms.
            stubs: Beginnings of title words, with the sign that marks them.
            wholly: Whether to look into the abstract, too.
        """
        found: dict[str, list[int]] = {}
        for term, place in self._within(wanted, wholly):
            found.setdefault(term, []).append(place)
        for stub in stubs:
            start = stub[len(STUB) :]
            if places := [place for term, place in self.title if term.startswith(start)]:
                found[stub] = places
        return found

    def words(self) -> Iterator[str]:
        """Yield the words of the title and of the abstract, in their order, without joins."""
        yield from (term for term, _ in self.title[: self.title_places])
        if self.abstract is not None:
            yield from self.abstract.words

    def _within(self, wanted: Collection[str], wholly: bool) -> list[tuple[str, int]]:
        found = [pair for pair in self.title if pair[0] in wanted]
        if wholly and self.abstract is not None:
            found += [(w, at) for at, w in enumerate(self.abstract.words, ABSTRACT) if w in wanted]
            found += [(w, ABSTRACT + at) for w, at in self.abstract.others if w in wanted]
        return found


class Texts:
    """The texts of a library's papers.

    Args:
        library: The open library.
    """

    def __init__(self, library: sqlite3.Connection) -> None:
        self._library = library
        self._reader = Reader()
        self._kept: OrderedDict[int, PaperText] = OrderedDict()

    def forget(self) -> None:
        """Read everything anew: the library changed."""
        self._kept.clear()

    def titles(self, papers: Collection[int]) -> dict[int, PaperText]:
        """Return some papers by id, at least their titles read; papers that are gone are left out."""
        kept = self._kept
        missing = [paper for paper in papers if paper not in kept]
        for paper, title, published in self._library.execute(TITLES, (json.dumps(missing),)):
            kept[paper] = PaperText(self._reader.read_title(title), published)
        found = {paper: kept[paper] for paper in papers if paper in kept}
        for paper in found:
            kept.move_to_end(paper)
        while len(kept) > max(KEPT, len(found)):
            kept.popitem(last=False)
        return found

    def of(self, papers: Collection[int]) -> dict[int, PaperText]:
        """Return some papers by id, wholly read; papers that are gone are left out."""
        found = self.titles(papers)
        missing = [paper for paper, text in found.items() if text.abstract is None]
        for paper, abstract in self._library.execute(ABSTRACTS, (json.dumps(missing),)):
            found[paper].take(self._reader.read(abstract))
        return found


def _month(published: str | None) -> int:
    """Return months since the year 0, or 0 for no date or an odd one."""
    year, _, rest = (published or "").partition("-")
    month = rest[:2]
    if len(year) != 4 or not year.isdecimal():
        return 0
    return int(year) * 12 + (int(month) if month.isdecimal() else 6)
