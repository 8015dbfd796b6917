"""A reading list in the library: shown in its own order, put in order, passed on."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from .asking import place_of
from .asking_days import AskingDays
from .collecting import Collecting
from .commands import Call, Need
from .finding import Finding
from .lazy import load

if TYPE_CHECKING:
    from postil.store.models import ReadingList

    from .on_list import OnList
    from .widgets.list_bar import ListBar
    from .widgets.paper_list import Lead

CARRYING = "⏎ move there · esc leave"


class ListKeeping(AskingDays, Collecting, Finding):
    """A screen that keeps reading lists in order.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    _listed: "OnList | None" = None
    """The reading list as it is shown."""
    _reading: "ReadingList | None" = None
    """The reading list that was shown last, as it was called then."""
    _list_bar: "ListBar | None" = None

    def lacks(self, need: Need) -> bool:
        """Return whether something that a command needs is not there."""
        if need is Need.OWN_ORDER:
            return self.session.own_order is None
        return super().lacks(need)

    # Showing

    def leads(self) -> "dict[str, Callable[[int], Lead]]":
        """Return what stands before the papers of a reading list; nothing elsewhere."""
        self._listed = on_list = self.session.on_list
        if on_list is None:
            return {}
        self._reading = on_list.reading
        return {"lead": partial(load("tui.list_leads:lead"), on_list, date.today())}

    def show_list_bar(self) -> None:
        """Show above a reading list what it asks and how far it is."""
        on_list = self.session.on_list
        if on_list is not None:
            if self._list_bar is None:
                self._list_bar = load("tui.widgets.list_bar:ListBar")()
                self.mount(self._list_bar, before="#panes")
            load("tui.list_leads:fill")(self._list_bar, on_list.reading, date.today())
        if self._list_bar is not None:
            self._list_bar.display = on_list is not None

    def follow(self) -> None:
        """Stay on the list or tag that is shown, if it is called otherwise by now."""
        session = self.session
        former = self._reading
        if former is not None:
            names = {one.list_id: one.name for one in session.library.lists.all()}
            if names.get(former.list_id, former.name) != former.name:  # another desk may have renamed it
                session.renamed.note("list", {former.name: names[former.list_id]})
        if session.follow():  # what is still on its way was asked by the former name
            self.search(session.paper_id)

    def relist(self) -> None:
        """Show the reading list as it is now, where its papers or their order have changed."""
        session, before = self.session, self._listed
        now = session.on_list
        is_gone = now is None and session.scope.startswith("list:")
        if now == before and not is_gone:
            return
        if now is None or before is None or now.items.keys() != before.items.keys():
            self.search(now.nearest(session.listing.ids, session.cursor) if now is not None else None)
            return
        here, listing = session.paper_id, session.listing
        if session.own_order is not None:
            listing = listing._replace(ids=now.among(listing.ids))
        self.show_listing(listing, place_of(here, listing.ids) or 0)

    # Putting in order

    def do_listed_down(self, call: Call) -> None:
        """Move the papers down."""
        self._move(call.times)

    def do_listed_up(self, call: Call) -> None:
        """Move the papers up."""
        self._move(-call.times)

    def _move(self, steps: int) -> None:
        on_list, papers = self.session.own_order, self.targets() or []
        if on_list is None:
            return
        place = on_list.target(papers, steps, self.session.listing.ids[:])
        if place is None:
            self.notice(f"that is the {'end' if steps > 0 else 'beginning'} of the list")
            return
        self.session.library.lists.place(on_list.reading.name, self._target_keys(), place)
        self.relist()

    def do_listed_remove(self, _call: Call) -> None:
        """Take the papers off the list."""
        name = self._list_name()
        removed = self.session.library.lists.remove(name, self._target_keys())
        self._changed(removed, f"taken off {name} · u undoes")

    def do_listed_carry(self, _call: Call) -> None:
        """Choose another list, and move the papers there."""
        source, keys, lists = self._list_name(), self._target_keys(), self.session.library.lists

        def carry(name: str) -> bool:
            with self.session.library.change(f"move to the list {name}"):
                if all(one.name != name for one in lists.all()):
                    lists.new(name)
                moved = lists.carry(keys, source, name)
            self.session.last_list = name
            self._changed(moved, f"moved to {name} · u undoes")
            return True

        offer = partial(load("tui.list_choice:others"), lists, source)
        chooser = load("tui.screens.chooser:ChooserScreen")
        self.app.push_screen(chooser(f"Move from {source} to", CARRYING, "LISTS", offer, carry))

    def do_listed_due(self, _call: Call) -> None:
        """Ask by when the papers are to be read."""
        name, keys = self._list_name(), self._target_keys()
        on_list, here = self.session.on_list, self.session.paper_id
        item = on_list.items.get(here) if on_list is not None and here is not None else None

        def keep(day: str | None) -> None:
            changed = self.session.library.lists.set_due(name, keys, day)
            self._changed(changed, f"due {day}" if day else "due no day any more")

        self.ask_day(f"Due on {name}", item.due if item is not None else None, keep)

    def _list_name(self) -> str:
        on_list = self.session.on_list
        return "" if on_list is None else on_list.reading.name
