"""Related papers: a listing over the one that was there, and the exact way back."""

from array import array
from typing import TYPE_CHECKING

from .asking import related
from .choosing import Choosing
from .commands import Call
from .desk_view import why_related
from .listing import Listing
from .saving import Saving
from .session import View

if TYPE_CHECKING:
    from postil.store.search import Related

LIKENESS = "most alike"


class Relating(Choosing, Saving):
    """A screen that shows what is like a paper.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    def do_paper_related(self, _call: Call) -> None:
        """Show the papers that are most like this one."""
        paper = self.session.paper()
        if paper is None:
            return

        def then(found: "tuple[Related, ...]") -> None:
            self._show_related(paper.title, found)

        self.later("related", related(paper.key), then)

    def _show_related(self, title: str, found: "tuple[Related, ...]") -> None:
        if not found:
            self.notice("no paper is like this one")
            return
        notes = {paper.paper_id: why_related(paper) for paper in found}
        ids = array("q", (paper.paper_id for paper in found))
        self.show_aside(Listing(ids, notes=notes, order=LIKENESS, title=f"Related to “{title}”"))

    def show_aside(self, listing: Listing) -> None:
        """Show other papers over the listing, to which going back leads."""
        if self.session.former is None:
            self.session.former = View(self.session.listing, self.session.cursor, self.list.top)
        self.let_go()
        self.show_listing(listing, 0)

    def go_back(self) -> bool:
        """Go back to the listing that was there before; return whether there was one."""
        view, self.session.former = self.session.former, None
        if view is None:
            return False
        self.let_go()
        self.show_listing(view.listing, view.cursor)
        self.list.scroll(view.top)
        return True
