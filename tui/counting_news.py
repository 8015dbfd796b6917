"""Having the news counted, import by import, on threads: a large import is no reason to wait."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from time import monotonic

from textual import work
from textual.worker import get_current_worker

from postil.store.library import Library
from postil.store.news import seen
from postil.store.news.brought import Brought, brought
from postil.store.news.runs import runs, since
from postil.store.news.terms import NewTerm, new_terms
from postil.store.search.index import Index

from .commands import Go
from .in_turn import HOLD
from .news_view import SINCE, Block, run_heading
from .screen_part import ScreenPart
from .session import Session

MOST = 40
"""Imports that are shown; what earlier ones brought is told by `postil new --since`."""


class CountingNews(ScreenPart):
    """A screen that shows news as they are counted.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__(session, go)
        self.blocks: dict[str, Block] = {}
        self.earlier = 0
        self._asked: set[str] = set()
        self._held_until = 0.0
        self._unseen = since(session.library.db, seen.last_seen(session.library.db))

    @property
    def holds_keys(self) -> bool:
        """Whether even the first block, which the next key is about, is still being counted."""
        first = next(iter(self.blocks.values()), None)
        return first is not None and first.came is None and monotonic() < self._held_until

    def gather(self) -> None:
        """Find the imports, and have what they brought counted."""
        every, today = runs(self.session.library.db), date.today().isoformat()
        self.earlier = max(len(every) - MOST, 0)
        blocks = [Block(SINCE, "SINCE YOU LAST LOOKED", self._unseen)] if self._unseen.dumps else []
        blocks += [Block(str(run.number), run_heading(run, today), run.stretch) for run in every[:MOST]]
        self.blocks = {block.name: block for block in blocks}
        self._held_until = monotonic() + HOLD
        self.refresh_papers()
        self._count(blocks)

    @work(thread=True, group="count", exit_on_error=False)
    def _count(self, blocks: Sequence[Block]) -> None:
        worker = get_current_worker()
        with Library.open(self.session.library.path) as library:
            for block in blocks:
                if worker.is_cancelled:
                    return
                self.app.call_from_thread(self._take, block.name, brought(library.db, block.stretch))

    def _take(self, name: str, came: Brought) -> None:
        self._change(self.blocks[name]._replace(came=came))

    def ask_terms(self, block: Block) -> None:
        """Have the new terms of a block found, once."""
        if block.name not in self._asked:
            self._asked.add(block.name)
            self._find_terms(block)

    @work(thread=True, group="terms", exit_on_error=False)
    def _find_terms(self, block: Block) -> None:
        here = self.session.library
        with Library.open(here.path, rules=here.rules.apart()) as library:
            index = partial(Index.open, library.db, library.path, rules=library.rules)
            found = new_terms(library.db, block.stretch, index)
        self.app.call_from_thread(self._take_terms, block.name, tuple(found))

    def _take_terms(self, name: str, found: Sequence[NewTerm]) -> None:
        self._change(self.blocks[name]._replace(terms=found))

    def _change(self, block: Block) -> None:
        self.blocks[block.name] = block
        if self.is_attached:
            self.refresh_papers()

    def look(self) -> None:
        """Remember that the reader has looked at all that is shown."""
        library = self.session.library
        if self._unseen.dumps and not library.readonly:
            with library.transaction() as db:
                seen.remember(db, self._unseen.until, self._unseen.last)
