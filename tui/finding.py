"""Searching from a screen: the line, the thread that answers, and the list that follows."""

from collections.abc import Sequence
from contextlib import ExitStack
from time import monotonic
from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.widget import Widget

from postil.store.errors import QueryError
from postil.store.models import SORTS

from .asking import Answer, Question, place_of, still_there
from .commands import BEST, SORTING, Call, Go
from .consulting import Consulting
from .in_turn import HOLD
from .listing import Listing
from .messages import CursorMoved, Relisted
from .session import Session
from .widgets.paper_list import PaperList
from .widgets.search_bar import SearchBar

if TYPE_CHECKING:
    from postil.store.query import Query
    from postil.store.search import Advice, Results


PATIENCE = 0.012
"""Seconds that a key may wait for its answer, so that both are in one frame; far less than one notices."""

COMPLAINT = 0.4
"""Seconds without a key after which a line that cannot be understood is called so."""

SLOW = 0.3
"""Seconds after which a glyph says that an answer is still on its way."""


class Finding(Consulting):
    """A screen with a search line and a list.

    While one types, the cursor stands on the best match, or without words on the paper where it was; once the
    reader moves it or leaves the line, it stays on its paper.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__(session, go)
        self._slow: Timer | None = None
        self._complaint: Timer | None = None
        self._held_until = 0.0
        self.moved = True
        self._anchor: int | None = None
        self._line_opened = 0.0
        self.found: Results | None = None
        self.advice: tuple[Advice, ...] = ()
        self.bar = SearchBar(self.search_for, self.take_key)

    def show_listing(self, listing: Listing, cursor: int) -> None:
        """Show a listing, with the cursor at an index."""
        raise NotImplementedError

    def show_facets(self) -> None:
        """Show how many of the papers that are looked at stand where."""
        raise NotImplementedError

    def heard(self, query: "Query") -> None:
        """Have done what can wait until a query is answered."""
        raise NotImplementedError

    def focus_pane(self, pane: Widget) -> None:
        """Give a pane the keys."""
        raise NotImplementedError

    def take_key(self, key: str) -> bool:
        """Carry out what a key in the search line means; return whether it means anything here."""
        raise NotImplementedError

    # Asking

    def search_for(self, text: str) -> None:
        """Search for what is being typed, and paint the key and its answer as one frame."""
        batch = ExitStack()
        batch.enter_context(self.app.batch_update())
        self.session.text = text
        self.search()
        self.query_one(PaperList).call_later(batch.close)

    def run_search(self, text: str) -> None:
        """Put a text into the search line and search for it."""
        self.session.text = text
        self.bar.set_text(text)
        self.search()

    def search(self, keep: int | None = None) -> None:
        """Show the place and what stands in the line; what cannot be understood leaves the list as it is.

        Args:
            keep: The paper that the cursor shall stay on, if it is not the one where it is.
        """
        self._hold_complaint()
        if not self.session.is_narrowed:
            self._find(None, keep)
            return
        try:
            query = self.session.query()
        except QueryError as error:
            self.forget_search()
            self._complain(error)
            self.show_facets()  # of what stays in the list
        else:
            self._find(None if query.is_empty else query, keep)

    def _find(self, query: "Query | None", keep: int | None) -> None:
        """Show what answers a query, or all papers, the cursor on a paper if it is there."""
        session = self.session
        if query is None or not query.words:
            session.hit_sort = None
        sort = session.order(query)
        if keep is None:
            keep = session.paper_id if self.moved else self._anchor if sort is not None else None
        if query is None and self._show_all(keep):
            self._heard(None)
            return
        self._settle()
        reading = session.standing(sort)
        at_hand = reading is not None and not session.text.strip()
        if reading is not None and at_hand:
            self.show_listing(Listing(reading.ids, scope=session.scope), place_of(keep, reading.ids) or 0)
        self._ask(Question(query, sort, keep, session.chosen.by_hand, session.scope), session.text)
        self._held_until = 0.0 if at_hand else monotonic() + HOLD

    def _settle(self) -> None:
        """Keep what is selected in the list, which another one takes the place of, paper by paper."""
        if not self.session.chosen.settle(self.session.listing.ids):
            self.session.chosen.let_go()

    @property
    def holds_keys(self) -> bool:
        """Whether the list that the next key is about is still on its way; in the line no key waits."""
        return self._slow is not None and not self.typing and monotonic() < self._held_until

    def _ask(self, question: Question, text: str) -> None:
        here = self.session.paper_id

        def then(outcome: object) -> None:
            self._take(question, text, here, outcome)

        outcome = self.thread.ask(question.answer, then, PATIENCE)
        if outcome is not None:
            then(outcome)
        elif self._slow is None:
            self._slow = self.set_timer(SLOW, self._say_slow)

    def _show_all(self, keep: int | None) -> bool:
        """Show all papers, if their order is at hand; return whether it is."""
        ids = self.session.everything()
        if ids is None:
            return False
        self.forget_search()
        self.session.former, self.advice = None, ()
        self.show_listing(Listing(ids), place_of(keep, ids) or 0)
        return True

    def forget_search(self) -> None:
        """Let go of an answer that is still on its way."""
        self.thread.drop()
        self._be_done()

    def _complain(self, error: QueryError) -> None:
        """Say what is wrong; while one types, only when one stops, since half a value is no mistake."""

        def say() -> None:
            if self.typing and self.bar.options:  # they say as much: what could stand there
                self.bar.answer("")
            else:
                self.bar.fail(str(error), error.position)
            if self.typing:  # choices come and go
                self._complaint = self.set_timer(COMPLAINT, say)

        if self.typing:
            self._complaint = self.set_timer(COMPLAINT, say)
        else:
            say()

    def _hold_complaint(self) -> None:
        if self._complaint is not None:
            self._complaint.stop()
            self._complaint = None

    def _say_slow(self) -> None:
        self.session.slow = True
        self.show_lines()

    def _be_done(self) -> None:
        if self._slow is not None:
            self._slow.stop()
            self._slow = None
        self.session.slow = False

    # Answering

    def _take(self, question: Question, text: str, here: int | None, outcome: object) -> None:
        self._be_done()
        if not isinstance(outcome, Answer):
            self.bar.answer(str(outcome), error=True)
            self.show_lines()
            return
        found, words = outcome.results, question.query.words if question.query else ()
        self.catch_up()
        now = self.session.paper_id
        # The reader may have moved meanwhile, or begun to read.
        stays = now == here and self.is_current
        at = outcome.at if stays else place_of(now, found.ids)
        ids: Sequence[int] = found.ids
        reading = self.session.standing(question.sort)
        if reading is not None and question.scope == self.session.scope:
            # In the order of this moment: it may have been changed while the answer was on its way.
            ids = reading.among(ids[:])
            # Without words the list was at hand, and what was moved in it since took the cursor along.
            at = place_of(question.keep if stays and text.strip() else now, ids)
        self._settle()
        since = self.session.chosen.by_hand.difference(question.chosen)
        self.session.chosen.keep(outcome.kept | still_there(since, found))
        self.session.former = None
        self.found, self.advice = found, ()
        listing = Listing(
            ids,
            found.marker.spans if words else None,
            bool(words) and question.sort is None,
            text,
            found.total,
            found.at_least,
            scope=question.scope,
        )
        self.show_listing(listing, at or 0)
        self._heard(question.query, found.corrections)

    def _heard(self, query: "Query | None", corrections: tuple[tuple[str, str], ...] = ()) -> None:
        """Say what a query was taken for, and have done what can wait."""
        self.bar.explain(corrections, query.notices if query else ())
        if query is not None and query.unclosed is not None:
            self._complain(QueryError(*query.unclosed))
        if query is None:
            self.found = None
        else:
            self.heard(query)
        self.show_facets()
        self.post_message(Relisted())

    def catch_up(self) -> None:
        """Take up where the cursor is: keys outrun messages, and the list knows it before it is heard of."""
        if self.is_current:
            self.session.cursor = self.query_one(PaperList).cursor

    def note_moved(self, message: CursorMoved) -> None:
        """Note that the reader moved the cursor, unless the search line was opened since."""
        self.moved = self.moved or (message.by_reader and message.time > self._line_opened)

    # Commands

    def start_search(self) -> None:
        """Open the search line."""
        self.catch_up()
        self.moved, self._anchor, self._line_opened = False, self.session.paper_id, monotonic()
        self.thread.warm()
        self.bar.open()

    def do_search_start(self, _call: Call) -> None:
        """Type into the search line."""
        self.start_search()

    def do_list_sort(self, call: Call) -> None:
        """Sort the list, the cursor staying on its paper."""
        wanted = dict(SORTING)[call.choice]
        sort = next((sort for sort in SORTS if sort == wanted), None)
        searching = self.session.listing.marks is not None
        if searching:
            self.session.hit_sort = sort
        elif sort is not None and self.session.on_list is not None:
            self.session.list_sort = sort
        elif sort is not None:
            self.session.sort = sort
        else:
            self.notice(f"{BEST}: no words are being searched")
            return
        self.search(self.session.paper_id)
