"""Choosing among reading lists by typing: any number of them, one after the other, or a new one."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from postil.store.errors import PostilError
from postil.store.text.folding import fold

from ..clean_input import CleanInput
from ..dialog import Dialog
from ..entries import Entry
from ..messages import EntryChosen
from ..widgets.entry_list import EntryList

NOTHING = "\0"
"""The value of no entry."""
NEW = ""
"""The value of the entry that makes a list."""


class ListPickerScreen(Dialog):
    """Offers reading lists; its result is the name that was taken last, or None.

    Args:
        title: What stands over it.
        footer: The keys that matter.
        offer: Returns the lists as they are now; an entry's value is the list's name.
        take: Carries out what choosing a name means, and returns what to say of it.
        stays: Whether one may go on choosing.
    """

    DEFAULT_CSS = """
    ListPickerScreen #frame { max-width: 56; }
    ListPickerScreen EntryList { max-height: 16; }
    """

    AUTO_FOCUS = "#name"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down,ctrl+n", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("pagedown", "step(10)", show=False),
        Binding("pageup", "step(-10)", show=False),
    ]
    """
    | key | does |
    |---|---|
    | escape | leave; what was chosen holds |
    | down, ctrl+n, up, pagedown, pageup | go to another list |
    """

    def __init__(
        self,
        title: str,
        footer: str,
        offer: Callable[[], Sequence[Entry]],
        take: Callable[[str], str],
        stays: bool = True,
    ) -> None:
        super().__init__(title, footer)
        self._offer, self._take, self._stays = offer, take, stays
        self._entries: Sequence[Entry] = ()
        self._taken: str | None = None
        self.add_class("-small")

    def contents(self) -> ComposeResult:
        """Make the line and the lists."""
        yield CleanInput(placeholder="a list, or a new one", compact=True, id="name")
        yield EntryList(lit=True)

    def on_mount(self) -> None:
        """Offer all lists."""
        self._entries = self._offer()
        self._show("")

    def _show(self, text: str) -> None:
        words = fold(text).split()
        found = [one for one in self._entries if all(word in fold(one.value or "") for word in words)]
        name = " ".join(text.split())
        if name and all(fold(one.value or "") != fold(name) for one in self._entries):
            found.append(Entry(f"+ new list “{name}”", NEW))
        self.query_one(EntryList).show(found or [Entry("type a name to make a list")], NOTHING)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what matches, the first one under the cursor."""
        self._show(event.value)
        self.query_one(EntryList).move_to(0)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Take the list under the cursor."""
        self.query_one(EntryList).choose()

    def on_entry_chosen(self, message: EntryChosen) -> None:
        """Take a list; if one may go on, offer all of them as they are now."""
        field = self.query_one(CleanInput)
        name = message.value or " ".join(field.value.split())
        try:
            said = self._take(name)
        except PostilError as error:
            self._say(str(error))
            return
        self._taken = name
        if not self._stays:
            self.dismiss(name)
            return
        self._say(said)
        self._entries = self._offer()
        with self.prevent(Input.Changed):
            field.value = ""
        self._show("")
        self.query_one(EntryList).reach(name)
        field.focus()

    def _say(self, text: str) -> None:
        for footer in self.query(".footer").results(Static):
            footer.update(Content(text))

    def action_step(self, entries: int) -> None:
        """Go to another list."""
        self.query_one(EntryList).move(entries)

    def action_leave(self) -> None:
        """Leave."""
        self.dismiss(self._taken)

    def leave(self) -> None:
        """Leave."""
        self.dismiss(self._taken)
