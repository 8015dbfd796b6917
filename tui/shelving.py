"""What can be done to lists as a whole: made, named, described, put in order, deleted, written to files."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from postil.store.errors import PostilError
from postil.store.history import Sitting

from .asking_days import AskingDays
from .commands import Call, Command, Need
from .lazy import load
from .session import parsed
from .shelf import ShelfRow

if TYPE_CHECKING:
    from postil.store.query import Query


class Shelving(AskingDays):
    """A screen with lists, one of them under the cursor.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    @property
    def current(self) -> ShelfRow | None:
        """The list under the cursor."""
        raise NotImplementedError

    def reach(self, kind: str, name: str) -> None:
        """Show the lists anew, with the cursor on one of them."""
        raise NotImplementedError

    def consult(
        self, kind: str, work: Callable[[Any], Any], then: Callable[[Any], None], lasting: bool = False
    ) -> None:
        """Have something done on the search thread, and take up what comes of it."""
        raise NotImplementedError

    def asked_of(self, row: ShelfRow) -> "Query":
        """Return what a smart list asks.

        Raises:
            QueryError: It cannot be understood.
        """
        return self.session.asked(parsed(row.about, self.session.pens))

    def lacks(self, need: Need) -> bool:
        """Return whether something that a command needs is not there."""
        if need is Need.SHELF:
            return self.current is None
        if need is Need.READING:
            return self.current is None or self.current.kind != "list"
        return super().lacks(need)

    def ask_line(
        self, title: str, text: str, then: Callable[[str], None], hint: str, empty: bool = False
    ) -> None:
        """Ask for a line; what cannot be done with it is told."""

        def taken(line: str | None) -> None:
            if line is None:
                return
            try:
                then(line)
            except PostilError as error:
                self.notice(str(error))

        self.app.push_screen(load("tui.screens.naming:NameScreen")(title, text, hint, empty), taken)

    # Making and naming

    def do_lists_new(self, _call: Call) -> None:
        """Ask for a name, and make a reading list."""

        def make(name: str) -> None:
            self.reach("list", self.session.library.lists.new(name).name)
            self.notice(f"made: {name}")

        self.ask_line("New reading list", "", make, "a name")

    def do_lists_rename(self, _call: Call) -> None:
        """Ask for another name."""
        current = self.current
        if current is None:
            return
        library, old, kind = self.session.library, current.name, current.kind

        def rename(name: str) -> None:
            if kind == "list":
                self.session.renamed.note("list", {old: library.lists.rename(old, name).name})
            else:
                library.searches.rename(old, name)
            self.reach(kind, name)
            self.notice(f"renamed: {name}")

        self.ask_line(f"Rename {old} to", old, rename, "a name")

    def choice_label(self, command: Command, key: str) -> str | None:
        """Return what a choice means; a smart list has no description, and saved searches have names."""
        current = self.current
        if command.id == "lists.edit" and current is not None:
            if current.kind == "list":
                return {"q": "question", "d": "description"}[key]
            return "query" if key == "q" else None
        if command.id == "lists.run":
            named = self.session.library.searches.all()
            return named[int(key) - 1].name if int(key) <= len(named) else None
        return super().choice_label(command, key)

    def do_lists_edit(self, call: Call) -> None:
        """Write the question or the description of a reading list, or the query of a smart list."""
        current = self.current
        if current is None:
            return
        if current.kind == "search":
            self._edit_query(current.name) if call.choice == "q" else self.notice(
                "a smart list has no description: e q edits its query"
            )
            return
        if call.choice == "d":
            self._edit_description(current.name)
            return
        lists, name = self.session.library.lists, current.name

        def ask(question: str) -> None:
            lists.describe(name, question=question)
            self.reach("list", name)

        asked = lists.get(name).question
        self.ask_line(f"The question of {name}", asked, ask, "what its papers should answer", empty=True)

    def _edit_description(self, name: str) -> None:
        library, sitting = self.session.library, Sitting()

        def keep(text: str) -> None:
            with library.change(f"describe the list {name}", sitting=sitting):
                library.lists.describe(name, description=text)

        screen = load("tui.screens.writing:WritingScreen")
        said = library.lists.get(name).description
        self.app.push_screen(screen(f"Description · {name}", said, keep), lambda _: self.reach("list", name))

    def _edit_query(self, name: str) -> None:
        searches, pens = self.session.library.searches, self.session.pens

        def save(query: str) -> None:
            searches.save(name, query, pens)
            self.reach("search", name)

        self.ask_line(f"The query of {name}", searches.get(name).query, save, "words and fields")

    def do_lists_due(self, _call: Call) -> None:
        """Ask by when the list is to be read."""
        current = self.current
        if current is None:
            return
        lists, name = self.session.library.lists, current.name

        def keep(day: str | None) -> None:
            lists.describe(name, due=day or "")
            self.reach("list", name)

        self.ask_day(f"{name} is due", lists.get(name).due, keep)

    # Order

    def do_lists_down(self, call: Call) -> None:
        """Move the list down among the others of its kind."""
        self._move(call.times)

    def do_lists_up(self, call: Call) -> None:
        """Move the list up."""
        self._move(-call.times)

    def _move(self, steps: int) -> None:
        current, library = self.current, self.session.library
        if current is None:
            return
        reading = current.kind == "list"
        names = [one.name for one in (library.lists.all() if reading else library.searches.all())]
        here = names.index(current.name)
        place = max(0, min(here + steps, len(names) - 1))
        if place == here:
            self.notice(f"{current.name} is the {'last' if steps > 0 else 'first'} of them")
            return
        move = library.lists.reorder if reading else library.searches.move
        move(current.name, place + 1)
        self.reach(current.kind, current.name)

    def do_lists_delete(self, _call: Call) -> None:
        """Delete the list."""
        current, library = self.current, self.session.library
        if current is not None:
            (library.lists if current.kind == "list" else library.searches).delete(current.name)
            self.refresh_papers()
            self.notice(f"deleted: {current.name} · u undoes")
