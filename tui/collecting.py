"""Putting papers on reading lists, from wherever they are."""

from functools import partial

from postil.store.reading import said_of

from .commands import Call, Need
from .format import plural
from .lazy import load
from .marking import Marking

ON_OR_OFF = "⏎ on or off · esc close"


class Collecting(Marking):
    """A screen whose papers can be put on reading lists.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    def lacks(self, need: Need) -> bool:
        """Return whether something that a command needs is not there."""
        if need is Need.LISTED:
            return self.session.on_list is None
        return super().lacks(need)

    def do_paper_lists(self, _call: Call) -> None:
        """Choose the lists that the papers are on."""
        library, keys = self.session.library, self._target_keys()

        def take(name: str) -> bool:
            self._put_on_or_off(keys, name)
            return False

        offer = partial(load("tui.list_choice:offered"), library.lists, keys)
        chooser = load("tui.screens.chooser:ChooserScreen")
        title = f"Lists · {said_of(library.db, keys)}"
        self.app.push_screen(chooser(title, ON_OR_OFF, "LISTS", offer, take), self._collected)

    def _put_on_or_off(self, keys: list[str], name: str) -> None:
        """Put papers on a list, or take them off where all are on it."""
        library = self.session.library
        if all(one.name != name for one in library.lists.all()):
            with library.change(f"make the list {name} of {plural(len(keys), 'paper')}"):
                library.lists.new(name)
                library.lists.add(name, keys)
        elif library.lists.of(keys).get(name) == len(keys):
            library.lists.remove(name, keys)
            return
        else:
            library.lists.add(name, keys)
        self.session.last_list = name

    def _collected(self, name: str | None) -> None:
        if name is not None:
            self.session.chosen.let_go(self.targets())
            self.refresh_papers()

    def do_paper_list_again(self, call: Call) -> None:
        """Put the papers on the list that was used last; the first time, choose it."""
        lists = self.session.library.lists
        known = [one.name for one in lists.all()]
        name = self.session.last_list if self.session.last_list in known else ""
        name = name or (known[0] if len(known) == 1 else "")
        if not name:
            self.do_paper_lists(call)
            return
        self.session.last_list = name
        added = lists.add(name, self._target_keys())
        if added:
            self._changed(added, f"put on {name}")
        else:
            self.notice(f"on {name} already")

    def do_listed_done(self, _call: Call) -> None:
        """Tick the papers, or take the tick away where all have one."""
        on_list = self.session.on_list
        if on_list is None:
            return
        papers = [paper for paper in self.targets() or () if paper in on_list.items]
        done = not all(on_list.items[paper].done for paper in papers)
        keys = [on_list.items[paper].key for paper in papers]
        changed = self.session.library.lists.set_done(on_list.reading.name, keys, done)
        self._changed(changed, f"{'done' if done else 'not done'} on {on_list.reading.name}")
