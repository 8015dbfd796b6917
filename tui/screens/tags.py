"""The tags: a tree of them, and the papers of one beside it."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Input

from postil.store.query import where

from ..commands import Call, Go, Need, Where
from ..filter_field import FilterField
from ..format import plural
from ..marking import Marking
from ..messages import EntryReached, Opened
from ..place import scope_of
from ..session import Session, parsed
from ..tag_keeping import TagKeeping
from ..tag_view import TagView, tag_entries
from ..two_pane_screen import TwoPaneScreen
from ..widgets.entry_list import EntryList
from ..widgets.paper_list import PaperList, PaperSource

NONE_AT_ALL = "no paper has a tag yet: press t on one"
EMPTY = ("", "No papers here.")
NOTHING = "/"
"""What no entry stands for."""


class TagsScreen(TagKeeping, Marking, TwoPaneScreen[EntryList, PaperList]):
    """Shows the tags with their papers, renames, merges and deletes them.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
        show: Shows a place in the library, by its query and its name.
        read: Opens a paper of some papers, by their row ids, under a title.
    """

    DEFAULT_CSS = """
    TagsScreen.-stacked .listed, TagsScreen.-one .listed { height: 1fr; }
    TagsScreen.-stacked .beside, TagsScreen.-one .beside { height: 1fr; }
    TagsScreen.-low .beside { display: none; }
    """

    PLACES: ClassVar[tuple[Where, ...]] = ("tags",)

    def __init__(
        self,
        session: Session,
        go: Go,
        show: Callable[[str, str], None],
        read: Callable[..., None],
    ) -> None:
        super().__init__(session, go)
        self._show, self._read = show, read
        self._field = FilterField("show only tags with …")
        self._untagged = 0
        self._papers: Sequence[int] = ()

    def panes(self) -> tuple[EntryList, PaperList]:
        """Make the tree, and the papers of a tag."""
        return EntryList(), PaperList()

    def contents(self) -> Iterable[Widget]:
        """Make the filter, and the panes."""
        return self._field, *super().contents()

    def on_screen_resume(self) -> None:
        """Show all tags, at first with the cursor on the first one; papers may have been tagged meanwhile."""
        is_new = self.tag_list.entry is None
        self.refresh_papers()
        if is_new:
            self.tag_list.move(1)

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
        shown, papers = self.beside, self.session.library.papers
        asked = self._asked()
        ids: Sequence[int] = papers.ids(*where(parsed(asked))) if asked else ()
        stays, self._papers = ids == self._papers, ids
        source = PaperSource(len(ids), lambda start, stop: papers.rows(ids[start:stop]), empty=EMPTY)
        shown.show(source, shown.cursor if stays else 0)
        self.show_lines()

    def _asked(self) -> str:
        """Return the query of what is under the cursor; "" for nothing."""
        entry = self.tag_list.entry
        return "" if entry is None else scope_of("tag", entry.value) if entry.value else "is:untagged"

    def on_entry_reached(self, _message: EntryReached) -> None:
        """Let the papers follow the cursor."""
        self._show_papers()

    def heading(self) -> tuple[str, str, str]:
        """Return which tag is under the cursor, and how many there are."""
        entry = self.tag_list.entry
        carried = sum(tag.own > 0 for tag in self.tags)
        here = f" › {entry.label}" if entry else ""
        return f"› Tags{here}", f"{plural(carried, 'tag')} · {self._untagged:,} untagged ", ""

    def standing(self) -> str:
        """Return how many papers are shown, and in which order the tags are."""
        if not self.tags:
            return NONE_AT_ALL
        chosen = f"{len(self.view.chosen):,} selected" if self.view.chosen else ""
        return "  ".join(filter(None, (plural(len(self._papers), "paper"), self.view.order, chosen)))

    def lacks(self, need: Need) -> bool:
        """Return whether something that a command needs is not there."""
        return not self.wanted() if need is Need.TAG else super().lacks(need)

    # What is shown

    def do_tags_sort(self, _call: Call) -> None:
        """Order by name or by papers."""
        self._look(self.view._replace(by_papers=not self.view.by_papers))

    def do_tags_filter(self, _call: Call) -> None:
        """Type a part of a name."""
        self._field.open()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show only what fits."""
        self._look(self.view._replace(text=event.value))
        self.tag_list.move_to(0)

    def do_tags_select(self, _call: Call) -> None:
        """Select the tag or let it go, and step on."""
        self._look(self.view._replace(chosen=self.view.chosen ^ set(self.here())))
        self.tag_list.move(1)

    def do_tags_go(self, _call: Call) -> None:
        """Show the papers of the tag in the library; among these, read one."""
        entry = self.tag_list.entry
        if entry is None or self.beside.has_focus:
            self.on_opened()
        else:
            self._show(self._asked(), entry.label)

    def on_entry_chosen(self) -> None:
        """Only stand on what is clicked: its papers are beside it."""

    def on_opened(self, _message: Opened | None = None) -> None:
        """Read the paper."""
        entry = self.tag_list.entry
        if self._papers and entry is not None:
            self._read(self._papers, self.beside.cursor, title=entry.label)

    def widen(self) -> bool:
        """Let go of what is selected, and show all tags."""
        if not self.view.chosen and not self.view.text:
            return False
        self._field.close()
        self._look(TagView(by_papers=self.view.by_papers))
        return True
