"""Topics as the desk shows them: a list to choose from, and what speaks for each. No Textual here."""

from collections.abc import Sequence

from postil.store.library import Library
from postil.store.models import Paper
from postil.store.topics.reasons import evidence, shown
from postil.store.topics.verdicts import Standing

from .document import Writer
from .entries import Entry
from .format import plural

MOST_PLACES = 3
"""Places that the why sheet names for a topic; `postil topics why` names them all."""
SAID = {None: "", True: "  you accepted it", False: "  you refused it"}


class Judging:
    """The topics of one paper, or of several: what they have, and what the reader says of it.

    Args:
        library: Whose papers.
        keys: Their keys.
    """

    def __init__(self, library: Library, keys: Sequence[str]) -> None:
        self._library, self._keys = library, keys
        self._paper = library.papers.get(keys[0]) if len(keys) == 1 else None
        self._said: dict[str, bool] = {}
        self._first = tuple(one.topic for one in self._standing())

    @property
    def title(self) -> str:
        """What it is about."""
        return f"Topics · {self._paper.title if self._paper else plural(len(self._keys), 'paper')}"

    def _standing(self) -> Sequence[Standing]:
        return self._library.topics.standing(self._paper) if self._paper else ()

    def entries(self, words: str = "") -> list[Entry]:
        """Return the topics to choose from, those of the paper first.

        Args:
            words: What a name must have.
        """
        standing = {one.topic: one for one in self._standing()}
        names = dict.fromkeys((*self._first, *sorted(self._library.topics.names())))
        wanted = words.casefold().split()
        return [
            Entry(f"{name}{SAID[self._verdict(name, standing)]}", name, added=self._has(name, standing))
            for name in names
            if all(word in name for word in wanted)
        ]

    def _verdict(self, name: str, standing: dict[str, Standing]) -> bool | None:
        return standing[name].verdict if name in standing else self._said.get(name)

    def _has(self, name: str, standing: dict[str, Standing]) -> bool:
        return standing[name].given if name in standing else self._said.get(name, False)

    def toggle(self, topic: str) -> None:
        """Give a topic, or take it away from papers that have it; of several papers, all are given it first.

        Raises:
            LibraryError: Nothing can be written.
        """
        topics = self._library.topics
        if self._paper:
            topics.toggle(self._paper, topic)
        else:
            given = not self._said.get(topic, False)
            (topics.accept if given else topics.refuse)(self._keys, topic)
            self._said[topic] = given


def write_topics(writer: Writer, standing: Sequence[Standing], paper: Paper) -> None:
    """Write why a paper has its topics: what was found where, and what it is worth."""
    if not standing:
        return
    writer.add("\n")
    writer.add("Topics", "heading")
    writer.add("   g w changes them", "muted")
    for one in standing:
        writer.add("\n  ")
        writer.add(one.topic, "" if one.given else "muted")
        writer.add(SAID[one.verdict], "accent")
        found = sorted(evidence(one, paper), key=lambda place: -place.worth)
        for place in found[:MOST_PLACES]:
            writer.add(f"\n    {place.worth:4.2f}  ", "key")
            writer.add(f"\t{place.field}: {place.around}  ‹{shown(place.pattern)}›", "muted")
        if len(found) > MOST_PLACES:
            writer.add(f"\n    and {plural(len(found) - MOST_PLACES, 'place')} more", "muted")
        if one.reason and one.reason.by:
            writer.add(f"\n    implied by {', '.join(one.reason.by)}", "muted")
    writer.add("\n")
