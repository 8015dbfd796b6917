"""What the search line offers while one types, and what its keys do."""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events

from postil.store.errors import LibraryError, QueryError
from postil.store.models import Counts

from .advising import Advising
from .commands import Call, Command, Go, Need, commands_of
from .lazy import load
from .offers import Option, exactly, offered, recalled
from .session import Session, parsed
from .widgets.paper_list import PaperList

if TYPE_CHECKING:
    from postil.store.query import Query
    from postil.store.query.completing import Completion
    from postil.store.search import Searcher

RECALLED = 20
"""Earlier searches that are offered."""


class KnownValues:
    """What a library has to offer for completion: figures that are known, and words from the index.

    Args:
        counts: How many papers of the library stand where.
        searcher: Finds words, authors and organisations, and counts what else is asked for.
        rest: The query that a value would narrow.
        smart: The names of the smart lists.
    """

    def __init__(
        self, counts: Counts, searcher: "Searcher", rest: "Query", smart: Sequence[str] = ()
    ) -> None:
        self._counts, self._searcher, self._rest, self._smart = counts, searcher, rest, smart
        self.values = searcher.values

    def smart(self) -> Sequence[str]:
        """Return the names of the smart lists."""
        return self._smart

    def counts(self) -> Counts:
        """Return how many papers stand where, of those that answer the rest of the line."""
        if self._rest.is_empty:
            return self._counts
        return self._searcher.counts(self._searcher.search(self._rest).matched)


class Completing(Advising):
    """A screen whose search line completes, recalls and takes back.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__(session, go)
        self._line_keys: dict[str, Command] = {
            key: command for command in commands_of("search") for key in command.keys
        }
        self._awaited: tuple[str, int] | None = None
        """The line and its cursor for which choices are wanted."""

    def lacks(self, need: Need) -> bool:
        """Return whether something that a command needs is not there."""
        if need is Need.CHOICES:
            return not self.bar.options
        if need is Need.CORRECTION:
            return not self.bar.corrections
        return super().lacks(need)

    def take_key(self, key: str) -> bool:
        """Carry out what a key in the search line means; return whether it means anything here."""
        command = self._line_keys.get(key)
        if command is None or any(self.lacks(need) for need in command.needs if need is not Need.SEARCH):
            return False
        if key == "right" and self.bar.cursor < len(self.bar.text):
            return False
        self.run_command(command, Call())
        return True

    def field_takes(self, event: events.Key) -> bool:
        """Return whether the search line would have taken a key that came by it."""
        by_name = event.key in self._line_keys and not self.bar.has_passed(event)
        return by_name or super().field_takes(event)

    # Offering

    def search_for(self, text: str) -> None:
        """Search for what is being typed, and then see what could complete it."""
        super().search_for(text)
        if text:
            self.call_later(self._complete, asked=False)  # the field tells before its cursor has moved
        else:
            self.bar.offer(())

    def _complete(self, asked: bool) -> None:
        text, cursor, base, pens = self.bar.text, self.bar.cursor, self.session.base, self.session.pens
        self._awaited = text, cursor
        rest = self._beside(text, cursor)
        smart = [search.name for search in self.session.library.searches.all()]

        def work(searcher: "Searcher") -> "Completion":
            completion: Completion = load("store.query.completing:complete")(
                text, cursor, KnownValues(base, searcher, rest, smart), asked=asked, pens=pens
            )
            return completion

        def then(completion: "Completion") -> None:
            if self.typing and (self.bar.text, self.bar.cursor) == (text, cursor) == self._awaited:
                self._offer(offered(text, completion, asked), completion.start, asked)

        self.later("complete", work, then)

    def _beside(self, text: str, cursor: int) -> "Query":
        """Return the place and what stands in the line beside the cursor; all papers if that is no query."""
        beside: str = load("store.query.completing:without")(text, cursor)
        try:
            pens = self.session.pens
            return self.session.asked(parsed(self.session.scope, pens).narrowed(parsed(beside, pens)))
        except QueryError:
            return parsed("")

    def _offer(self, options: list[Option], start: int, asked: bool) -> None:
        if asked and len(options) == 1:
            self._put(options[0])
        else:
            self.bar.offer(options, start)

    def _put(self, option: Option) -> None:
        """Put a choice into the line; a field wants a value next."""
        self.bar.offer(())
        self.bar.set_text(option.text, option.cursor)
        super().search_for(option.text)
        if option.text[: option.cursor].endswith(":"):
            self._complete(asked=True)

    # What the keys do

    def do_search_complete(self, _call: Call) -> None:
        """Take the choice, or the first one; where there are none, ask for some."""
        if self.bar.options:
            self._put(self.bar.choice or self.bar.options[0])
        else:
            self._complete(asked=True)

    def do_search_accept(self, call: Call) -> None:
        """Take the choice, or the first one."""
        self.do_search_complete(call)

    def do_search_down(self, _call: Call) -> None:
        """Go to the next choice; without any, to the list."""
        if self.bar.options:
            self.bar.move_choice(1)
        else:
            self.leave_search()

    def do_search_up(self, _call: Call) -> None:
        """Go to the choice before; in an empty line, to earlier searches."""
        if self.bar.options:
            self.bar.move_choice(-1)
        elif not self.bar.text:
            self._recall()

    def do_search_recall(self, _call: Call) -> None:
        """Offer earlier searches."""
        self._recall()

    def _recall(self) -> None:
        options = recalled(self.session.library.searches.recent(RECALLED))
        if options:
            self.bar.offer(options, 0, 0)
        else:
            self.notice("no earlier searches")

    def do_search_exact(self, _call: Call) -> None:
        """Search the corrected words exactly as they were typed."""
        text = exactly(self.bar.text, self.bar.corrections)
        self.bar.set_text(text)
        self.search_for(text)

    def do_search_clear(self, _call: Call) -> None:
        """Clear the line."""
        self.bar.set_text("")
        self.search_for("")

    def do_search_leave(self, _call: Call) -> None:
        """Take the choice that the reader moved to, or go to the list and remember the search."""
        if self.bar.choice:
            self._put(self.bar.choice)
            return
        self.leave_search()
        if self.session.text.strip() and not self.session.library.readonly:
            with suppress(LibraryError):  # busy just now: one search of late less is no loss
                self.session.library.searches.remember(self.session.text.strip())

    def do_search_close(self, _call: Call) -> None:
        """Hide the choices, and those that are on their way; or go to the list."""
        self._awaited = None
        if self.bar.options:
            self.bar.offer(())
        else:
            self.leave_search()

    def leave_search(self) -> None:
        """Go back to the list; an empty line hides."""
        self.moved = True
        self.bar.offer(())
        self.focus_pane(self.query_one(PaperList))
        if not self.bar.text:
            self.bar.set_text("")
