"""What helps a search along: what would find more, and why something was found."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from postil.store.errors import QueryError

from .asking import FEW, advised, explained
from .finding import Finding
from .session import ALL

if TYPE_CHECKING:
    from postil.store.query import Query
    from postil.store.search import Advice, Part


class Advising(Finding):
    """A screen that helps a search along.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    def heard(self, query: "Query") -> None:
        """Ask what would find more, where hardly anything was found."""
        if self.session.text.strip() and self.session.listing.papers <= FEW:
            self.later("advice", advised(query), self._show_advice)

    def _show_advice(self, advice: "tuple[Advice, ...]") -> None:
        self.advice = advice
        self.show_listing(self.session.listing, self.session.cursor)

    def take_advice(self, number: int) -> bool:
        """Run one of the queries that would find more; return whether there is one of this number."""
        if not 0 < number <= len(self.advice):
            return False
        self.session.scope, self.session.label = "", ALL
        self.run_search(self.advice[number - 1].query)
        return True

    def explain(self, paper_id: int, then: "Callable[[tuple[Part, ...]], None]") -> None:
        """Have the score of a paper explained, if words are searched."""
        if self.session.listing.marks is None:
            return
        with suppress(QueryError):
            self.later("explain", explained(self.session.query(), paper_id), then)
