"""What was decided in one sitting of triage: by place in the pile, and step by step. Pure."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from postil.store.triage import Verdict

from .document import Document, Writer
from .format import SEPARATOR, plural

SAID: Mapping[Verdict, str] = MappingProxyType(
    {"keep": "kept", "star": "kept, starred", "later": "later", "drop": "dropped"}
)
"""What a paper is after each verdict."""

AT_END = (("⏎", "show what you kept"), ("u", "take the last back"), ("q", "back"))
"""The keys that matter once the pile is done."""


class Judged(NamedTuple):
    """A verdict that was given.

    Args:
        place: The paper's place in the pile.
        before: What was said of it before in this sitting.
        after: What is said now.
    """

    place: int
    before: Verdict | None
    after: Verdict


class Sifting:
    """The verdicts of a sitting, as they stand after whatever was undone."""

    def __init__(self) -> None:
        self._verdicts: dict[int, Verdict] = {}
        self._steps: dict[int, Judged] = {}

    def at(self, place: int) -> Verdict | None:
        """Return what is said of the paper at a place, if anything is."""
        return self._verdicts.get(place)

    def judge(self, place: int, verdict: Verdict, step_id: int | None) -> None:
        """Note a verdict.

        Args:
            place: The paper's place in the pile.
            verdict: What is said of it.
            step_id: The step of history that it is; None where it changed nothing.
        """
        if step_id is not None:
            self._steps[step_id] = Judged(place, self.at(place), verdict)
        self._verdicts[place] = verdict

    def undone(self, step_id: int) -> int | None:
        """Take note that a step was undone; return the place of its paper, if it was a verdict given here."""
        judged = self._steps.get(step_id)
        if judged is None:
            return None
        if judged.before is None:
            self._verdicts.pop(judged.place, None)
        else:
            self._verdicts[judged.place] = judged.before
        return judged.place

    def redone(self, step_id: int) -> int | None:
        """Take note that a step was done again; return the place of its paper, if it was a verdict."""
        judged = self._steps.get(step_id)
        if judged is None:
            return None
        self._verdicts[judged.place] = judged.after
        return judged.place

    def counts(self) -> dict[str, int]:
        """Return how many papers were kept, put off and dropped, and how many of the kept ones starred."""
        given = Counter(self._verdicts.values())
        return {
            "kept": given["keep"] + given["star"],
            "later": given["later"],
            "dropped": given["drop"],
            "starred": given["star"],
        }

    def words(self) -> str:
        """Return how many papers went where, in a line."""
        counts = self.counts()
        return SEPARATOR.join(f"{name} {counts[name]:,}" for name in ("kept", "later", "dropped"))


def summary(sifting: Sifting, papers: int, seconds: float) -> Document:
    """Return what stands at the end of a pile: how many papers went where, and how long that took.

    Args:
        sifting: What was decided.
        papers: How many there were.
        seconds: How long the sitting lasted.
    """
    counts = sifting.counts()
    skipped = papers - counts["kept"] - counts["later"] - counts["dropped"]
    writer = Writer()
    writer.add("That is the whole pile", "title")
    writer.add(f"\n{plural(papers, 'paper')} in {lasting(seconds)}", "muted")
    writer.add("\n\n")
    starred = f", {counts['starred']:,} of them starred" if counts["starred"] else ""
    rows = (
        ("kept", counts["kept"], f"to read{starred}"),
        ("later", counts["later"], "asked again on another day"),
        ("dropped", counts["dropped"], ""),
        ("skipped", skipped, "still waiting"),
    )
    width = len(f"{papers:,}")
    for name, number, said in rows:
        if number or name != "skipped":
            writer.add(f"{number:>{width},} ", "accent")
            writer.add(f"{name:<9}")
            writer.add(f"{said}\n", "muted")
    writer.add("\n")
    for key, does in AT_END:
        writer.add(f"{key:>{width}} ", "key")
        writer.add(f"{does}\n")
    return writer.document()


def lasting(seconds: float) -> str:
    """Return how long something lasted, in words as exact as anybody wants."""
    if seconds < 90:
        return plural(max(round(seconds), 1), "second")
    return plural(round(seconds / 60), "minute")


def by_sentences(document: Document) -> Document:
    """Return a paper in which every sentence begins a line, for who reads quickly; offsets hold."""
    text = list(document.text)
    for (_, stop), _after in zip(document.sentences, document.sentences[1:], strict=False):
        text[stop] = "\n"
    return document._replace(text="".join(text), sentences=())
