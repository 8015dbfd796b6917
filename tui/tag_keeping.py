"""Keeping tags in order: renaming, merging and deleting what is selected or under the cursor."""

from collections.abc import Callable, Sequence
from functools import partial

from postil.store.errors import PostilError
from postil.store.tag_tree import Tag, moved

from .commands import Call, Go
from .layout import crop
from .lazy import load
from .screen_part import ScreenPart
from .session import Session
from .tag_view import TagView, told
from .widgets.entry_list import EntryList

NAMED = 40
"""Cells that names may take in a title."""
MERGING = "⏎ merge · esc leave them"


class TagKeeping(ScreenPart):
    """A screen with a list of tags, of which some may be selected.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__(session, go)
        self.view = TagView()
        self.tags: tuple[Tag, ...] = ()

    @property
    def tag_list(self) -> EntryList:
        """The list of tags."""
        return self.query_one(EntryList)

    def wanted(self) -> list[str]:
        """Return the selected tags, or the one under the cursor."""
        return [tag.name for tag in self.tags if tag.name in self.view.chosen] or self.here()

    def here(self) -> list[str]:
        """Return the tag under the cursor, if there is one."""
        entry = self.tag_list.entry
        return [entry.value] if entry is not None and entry.value else []

    def _become(self, names: Sequence[str], become: Callable[[], Tag], done: str) -> None:
        """Make tags another one, and say what that is."""

        def change() -> list[Tag]:
            into = become()
            called = moved([tag.name for tag in self.tags], names, into.name)
            self.session.renamed.note("tag", called)
            return [into]

        self._change(change, done)

    def _change(self, change: Callable[[], Sequence[Tag]], done: str) -> None:
        """Change tags, and say what they are or were."""
        try:
            tags = change()
        except PostilError as error:
            self.notice(str(error))
            self.refresh_papers()
            return
        self.view = self.view._replace(chosen=frozenset())
        self.notice(f"{done}: {told(tags)} · u undoes")
        self.refresh_papers()
        self.tag_list.reach(tags[0].name)

    def do_tags_rename(self, _call: Call) -> None:
        """Ask for another name."""
        old = next(iter(self.here()), "")

        def rename(new: str | None) -> None:
            if new and new != old:
                self._become([old], lambda: self.session.library.tags.rename(old, new), "renamed")

        if old:
            naming = load("tui.screens.naming:NameScreen")
            self.app.push_screen(naming(f"Rename the tag {crop(old, NAMED)} to", old), rename)

    def do_tags_merge(self, _call: Call) -> None:
        """Ask for the tag to merge into."""
        names = self.wanted()

        def merge(into: str | None) -> None:
            if into:
                self._become(names, lambda: self.session.library.tags.merge(names, into), "merged")

        title = f"Merge {crop(', '.join(names), NAMED)} into"
        offer = partial(load("tui.tag_choice:others"), self.tags, names)
        chooser = load("tui.screens.chooser:ChooserScreen")
        self.app.push_screen(chooser(title, MERGING, "TAGS", offer, lambda _name: True), merge)

    def do_tags_delete(self, _call: Call) -> None:
        """Delete the tags."""
        names = self.wanted()
        self._change(lambda: self.session.library.tags.delete(names), "deleted")
