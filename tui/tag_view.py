"""The tags as the screen that keeps them in order shows them. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from postil.store.tag_tree import Tag, by_papers

from .entries import Entry
from .format import plural
from .matching import Names
from .sidebar_view import branch

UNTAGGED = ""
"""The value of the entry that stands for the papers without tags."""
CHOSEN = "✓"


class TagView(NamedTuple):
    """How the tags are looked at.

    Args:
        text: What a name must fit; "" for the whole tree.
        by_papers: Whether those of most papers come first.
        chosen: The tags that are selected.
    """

    text: str = ""
    by_papers: bool = False
    chosen: frozenset[str] = frozenset()

    @property
    def order(self) -> str:
        """The order in words."""
        return "by papers" if self.by_papers else "by name"


def tag_entries(tags: Sequence[Tag], untagged: int, view: TagView) -> list[Entry]:
    """Return the tags as a tree, or those that fit what is typed; before them the papers without tags.

    Args:
        tags: All tags, each followed by those under it.
        untagged: How many papers have none.
        view: How they are looked at.
    """
    ordered = by_papers(tags) if view.by_papers else tags
    if view.text.strip():
        known = {tag.name: tag for tag in ordered}
        return [_entry(known[name], name, view) for name in Names(known).fitting(view.text)]
    rows = [Entry("Untagged", UNTAGGED, untagged)] if tags else []
    return rows + [_entry(tag, branch(tag.name), view) for tag in ordered]


def _entry(tag: Tag, shown: str, view: TagView) -> Entry:
    return Entry(tag.name, tag.name, tag.papers, shown=shown, mark=CHOSEN if tag.name in view.chosen else "")


def told(tags: Sequence[Tag]) -> str:
    """Return tags with their papers in a few words, such as `fundus (4 papers)`."""
    return ", ".join(f"{tag.name} ({plural(tag.papers, 'paper')})" for tag in tags)
