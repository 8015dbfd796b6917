"""Highlights of all papers, gathered by query, pen, list and date. No Textual here."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from postil.store.highlights import Gathered
from postil.store.library import Library

from .lazy import load
from .session import asked, parsed

Order = Literal["by paper", "by date"]


class Gathering(NamedTuple):
    """Which highlights are shown, and in which order.

    Args:
        text: A query: its fields ask for papers, its words for what stands in quote, comment or title.
        pen: The number of a pen; 0 for all.
        reading_list: The name of a reading list; "" for none.
        detached: Whether only those whose passages are gone.
        order: By paper, the newest first, or by the date of marking, the latest first.
    """

    text: str = ""
    pen: int = 0
    reading_list: str = ""
    detached: bool = False
    order: Order = "by paper"

    def found(self, library: Library, pens: Sequence[str]) -> list[Gathered]:
        """Return the highlights.

        Args:
            library: Whose.
            pens: What the reader calls the five pens.

        Raises:
            QueryError: The query cannot be understood.
        """
        query = parsed(self.text, pens)
        on_list = load("store.query.fields:written")(self.reading_list)
        within = query.narrowed(parsed(f"list:{on_list}")) if self.reading_list else query
        condition, values = load("store.query:where")(asked(within, library, pens))
        words = [word.text.casefold() for word in query.words]
        rows = library.highlights.gathered(condition, values, by_date=self.order == "by date")
        return [one for one in rows if self._has(one, words)]

    def _has(self, one: Gathered, words: Sequence[str]) -> bool:
        if self.pen and one.highlight.pen != self.pen:
            return False
        if self.detached and one.highlight.state != "detached":
            return False
        text = f"{one.title} {one.highlight.quote} {one.highlight.comment}".casefold()
        return all(word in text for word in words)

    def said(self, pens: Sequence[str]) -> str:
        """Return what is shown, in a line."""
        parts = (
            pens[self.pen - 1] if self.pen else "",
            f"list {self.reading_list}" if self.reading_list else "",
            "detached" if self.detached else "",
            f"/{self.text}" if self.text.strip() else "",
            self.order,
        )
        return "  ".join(filter(None, parts))
