"""A choice among many names: a field that narrows them as one types, and the names under it."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from postil.store.errors import PostilError

from ..commands import Call
from ..dialog import Dialog
from ..entries import Entry
from ..line_pane import LinePane
from ..messages import EntryChosen
from ..search_field import SearchField
from ..strips import drawn
from ..widgets.entry_list import EntryList

PAGE = 0.9


class ChooserScreen(Dialog):
    """Offers names; Enter takes one, and perhaps another one, until Escape leaves.

    Its result is the name that was taken last, or None.

    Args:
        title: What stands over it.
        footer: The keys, in a line under it.
        doing: What the status line calls the mode meanwhile.
        offer: Returns the entries that fit what is typed, the best first.
        take: Takes the value of the entry that was chosen; returns whether that was all.
    """

    DEFAULT_CSS = """
    ChooserScreen { background: $ground 0%; }
    ChooserScreen #frame { max-width: 60; height: 70%; }
    ChooserScreen .title { text-wrap: nowrap; text-overflow: ellipsis; }
    ChooserScreen .footer { height: auto; max-height: 3; }
    ChooserScreen EntryList { height: 1fr; background: $ground; margin: 1 0 0 0; }
    ChooserScreen SearchField:focus { border: none; background-tint: $panel 0%; }
    """

    AUTO_FOCUS = "#typed"

    def __init__(
        self,
        title: str,
        footer: str,
        doing: str,
        offer: Callable[[str], Sequence[Entry]],
        take: Callable[[str], bool],
    ) -> None:
        super().__init__(title, footer)
        self.doing = doing
        self._offer, self._take = offer, take
        self._taken: str | None = None

    def contents(self) -> ComposeResult:
        """Make the field and the list."""
        yield SearchField(self._narrow, self._press, "type to find, or a new name", "typed")
        yield EntryList(lit=True)

    def on_mount(self) -> None:
        """Offer everything."""
        self._narrow("")

    def pane(self) -> LinePane:
        """Return the list."""
        return self.query_one(EntryList)

    def _narrow(self, text: str) -> None:
        """Offer what fits, the best under the cursor."""
        self._say(self._footer)
        listed = self.query_one(EntryList)
        listed.show(self._offer(text), "")
        listed.move_to(0)

    def _press(self, key: str) -> bool:
        """Carry out what a key in the field means; return whether it means anything."""
        listed = self.query_one(EntryList)
        match key:
            case "enter":
                self._choose()
            case "escape":
                self.leave()
            case "down" | "ctrl+n":
                listed.move(1)
            case "up":
                self._go_up()
            case "pagedown" | "pageup":
                listed.page(PAGE if key == "pagedown" else -PAGE)
            case _:
                return False
        return True

    def _go_up(self) -> None:
        """Go up; from the first entry to the last, which may be a new one."""
        listed = self.query_one(EntryList)
        before = listed.entry
        listed.move(-1)
        if listed.entry is before:
            listed.move_to(-1)

    def _choose(self) -> None:
        """Take what is under the cursor; what cannot be done is told, and everything stays as it is."""
        listed, field = self.query_one(EntryList), self.query_one(SearchField)
        entry = listed.entry
        if entry is None or entry.value is None:
            return
        try:
            done = self._take(entry.value)
        except PostilError as error:
            self._say(str(error))
            return
        self._taken = entry.value
        if done:
            self.leave()
            return
        field.set_text("")
        listed.show(self._offer(""), "")
        listed.reach(entry.value)

    def _say(self, text: str) -> None:
        self.query_one(".footer", Static).update(Content(drawn(text)))

    def leave(self) -> None:
        """Go away; what was taken holds."""
        self.dismiss(self._taken)

    def on_entry_chosen(self, _message: EntryChosen) -> None:
        """Take the entry that was clicked."""
        self._choose()

    def do_dialog_accept(self, _call: Call) -> None:
        """Take what is under the cursor."""
        self._choose()

    def do_dialog_filter(self, _call: Call) -> None:
        """Go back to the field."""
        self.query_one(SearchField).focus()
