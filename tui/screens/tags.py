"""The tags: a tree of them, and the papers of one beside it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widgets import Input

from postil.store.query import where

from ..clean_input import CleanInput
from ..commands import Call, Command, Go, Need, Where
from ..desk_view import hints
from ..format import plural
from ..line_pane import LinePane
from ..marking import Marking
from ..messages import EntryReached, Opened
from ..moving import Moving
from ..paper_screen import PaperScreen
from ..place import scope_of
from ..session import Session, parsed
from ..tag_keeping import TagKeeping
from ..tag_view import TagView, tag_entries
from ..two_panes import two_panes
from ..widgets.entry_list import EntryList
from ..widgets.paper_list import PaperList, Shelf

NONE_AT_ALL = "no paper has a tag yet: press t on one"
EMPTY = ("", "No papers here.")
NOTHING = "/"
"""What no entry stands for."""


class TagsScreen(TagKeeping, Moving, Marking, PaperScreen):
    """Shows the tags with their papers, renames, merges and deletes them.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
        show: Shows a place in the library, by its query and its name.
        read: Opens a paper of some papers, by their row ids, under a title.
    """

    DEFAULT_CSS = (
        two_panes("TagsScreen", "tags", "EntryList", "PaperList", ("1fr", "1fr"))
        + """
    TagsScreen Input { display: none; background: $panel; border: none; height: 1; padding: 0 1; }
    TagsScreen Input.-shown { display: block; }
    TagsScreen.-low PaperList { display: none; }
    """
    )

    PLACES: ClassVar[tuple[Where, ...]] = ("tags",)
    AUTO_FOCUS = "EntryList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave_field", show=False)]
    """
    | key | does |
    |---|---|
    | escape | leave the filter for the list, as enter does |
    """

    def __init__(
        self,
        session: Session,
        go: Go,
        show: Callable[[str, str], None],
        read: Callable[..., None],
    ) -> None:
        super().__init__(session, go)
        self._show, self._read = show, read
        self._untagged = 0
        self._papers: Sequence[int] = ()

    def compose(self) -> ComposeResult:
        """Make the tree, the papers beside it and the lines around them."""
        yield self.head_bar
        yield CleanInput(placeholder="show only tags with …", compact=True)
        with Container(id="tags"):
            yield EntryList()
            yield PaperList()
        with Vertical(id="foot"):
            yield self.hint_bar
            yield self.status_bar

    def on_mount(self) -> None:
        """Name the keys."""
        self.hint_bar.hints = hints("tags")
        self.call_after_refresh(self.furnish)

    def on_screen_resume(self) -> None:
        """Show all tags, at first with the cursor on the first one; papers may have been tagged meanwhile."""
        is_new = self.tag_list.entry is None
        self.refresh_papers()
        if is_new:
            self.tag_list.move(1)

    def pane(self) -> LinePane:
        """Return the pane that has the keys."""
        papers = self.query_one(PaperList)
        return papers if papers.has_focus else self.tag_list

    def refresh_papers(self) -> None:
        """Show the tags anew, the cursor where it was."""
        tags = self.session.library.tags
        self.tags, self._untagged = tags.all(), tags.untagged()
        names = {tag.name for tag in self.tags}
        self._look(self.view._replace(chosen=self.view.chosen & names))

    def _look(self, view: TagView) -> None:
        self.view = view
        self.tag_list.show(tag_entries(self.tags, self._untagged, view), NOTHING)
        self._show_papers()

    def _show_papers(self) -> None:
        """Show the papers of the tag under the cursor."""
        listed, papers = self.query_one(PaperList), self.session.library.papers
        asked = self._asked()
        ids: Sequence[int] = papers.ids(*where(parsed(asked))) if asked else ()
        stays, self._papers = ids == self._papers, ids
        shelf = Shelf(len(ids), lambda start, stop: papers.rows(ids[start:stop]), empty=EMPTY)
        listed.show(shelf, listed.cursor if stays else 0)
        self.show_lines()

    def _asked(self) -> str:
        """Return the query of what is under the cursor; "" for nothing."""
        entry = self.tag_list.entry
        return "" if entry is None else scope_of("tag", entry.value) if entry.value else "is:untagged"

    def on_entry_reached(self, _message: EntryReached) -> None:
        """Let the papers follow the cursor."""
        self._show_papers()

    def show_lines(self) -> None:
        """Show the lines around the panes anew."""
        head, status, entry = self.head_bar, self.status_bar, self.tag_list.entry
        head.strong, head.left = "Postil", "› Tags" + (f" › {entry.label}" if entry else "")
        carried = sum(tag.own > 0 for tag in self.tags)
        head.right = f"{plural(carried, 'tag')} · {self._untagged:,} untagged "
        chosen = f"{len(self.view.chosen):,} selected" if self.view.chosen else ""
        place = "  ".join(filter(None, (plural(len(self._papers), "paper"), self.view.order, chosen)))
        status.strong, status.left = "TAGS", self.said or (place if self.tags else NONE_AT_ALL)
        self.show_kept()

    def run_command(self, command: Command, call: Call) -> None:
        """Run a command, and show where the cursor is then."""
        super().run_command(command, call)
        if self.is_current:
            self.show_lines()

    def lacks(self, need: Need) -> bool:
        """Return whether something that a command needs is not there."""
        return not self.wanted() if need is Need.TAG else super().lacks(need)

    # What is shown

    def do_tags_sort(self, _call: Call) -> None:
        """Order by name or by papers."""
        self._look(self.view._replace(by_papers=not self.view.by_papers))

    def do_tags_filter(self, _call: Call) -> None:
        """Type a part of a name."""
        field = self.query_one(Input)
        field.add_class("-shown")
        field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show only what fits."""
        self._look(self.view._replace(text=event.value))
        self.tag_list.move_to(0)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Go to the list."""
        self.action_leave_field()

    def action_leave_field(self) -> None:
        """Go to the list; without a text, hide the field."""
        field = self.query_one(Input)
        field.set_class(bool(field.value), "-shown")
        self.tag_list.focus()

    def do_tags_select(self, _call: Call) -> None:
        """Select the tag or let it go, and step on."""
        self._look(self.view._replace(chosen=self.view.chosen ^ set(self.here())))
        self.tag_list.move(1)

    def do_pane_next(self, _call: Call) -> None:
        """Go from the tags to the papers, or back."""
        papers = self.query_one(PaperList)
        self.set_focus(papers if self.tag_list.has_focus and papers.size else self.tag_list)

    def do_tags_go(self, _call: Call) -> None:
        """Show the papers of the tag in the library; among these, read one."""
        entry = self.tag_list.entry
        if entry is None or self.query_one(PaperList).has_focus:
            self.on_opened()
        else:
            self._show(self._asked(), entry.label)

    def on_entry_chosen(self) -> None:
        """Only stand on what is clicked: its papers are beside it."""

    def on_opened(self, _message: Opened | None = None) -> None:
        """Read the paper."""
        listed, entry = self.query_one(PaperList), self.tag_list.entry
        if self._papers and entry is not None:
            self._read(self._papers, listed.cursor, title=entry.label)

    # The way back

    def do_step_back(self, _call: Call) -> None:
        """Go back to the tags, let go of what is selected, show all tags, or go back."""
        if self.query_one(PaperList).has_focus:
            self.tag_list.focus()
        elif self.view.chosen or self.view.text:
            self.query_one(Input).value = ""
            self.action_leave_field()
            self._look(TagView(by_papers=self.view.by_papers))
        else:
            self.go("back")
