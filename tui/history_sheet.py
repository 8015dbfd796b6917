"""A step of history as a document: what it is, and what it changed. Pure."""

from collections.abc import Iterable, Sequence

from postil.store.models import Step
from postil.store.text.safe import clean_line

from .change_words import Told
from .document import Document, Writer
from .format import SEPARATOR, age, plural
from .layout import HANG
from .text_diff import Line

STATES = {"done": "", "undone": "undone", "abandoned": "undone for good"}
STYLES = {"+": ("accent", "key"), "-": ("muted", "gone")}
"""How a line that came or went looks, and a word in it that is another one."""

FOR_GOOD = "Something else was done after it was undone, so that it cannot be done again."


def facts_of(step: Step) -> str:
    """Return when a step was, how much it changed, and how it stands, in a line."""
    quiet = "by itself" if step.quiet else ""
    return SEPARATOR.join(
        filter(None, (age(step.at), plural(step.rows, "change"), quiet, STATES[step.state]))
    )


def step_document(step: Step, told: Sequence[Told], more: int) -> Document:
    """Return a step with what it changed.

    Args:
        step: The step.
        told: What became of the first things that it changed.
        more: How many rows are not told.
    """
    writer = Writer()
    writer.add(clean_line(step.label), "title")
    writer.add(f"\n{facts_of(step)}", "muted")
    if step.state == "abandoned":
        writer.add(f"\n{FOR_GOOD}", "muted")
    for one in told:
        writer.add("\n\n")
        writer.add(one.heading, "heading")
        _lines(writer, one.lines)
    if more:
        writer.add(f"\n\nand {plural(more, 'change')} more", "muted")
    return writer.document()


def _lines(writer: Writer, lines: Iterable[Line]) -> None:
    for sign, text, words in lines:
        style, other = STYLES.get(sign, ("", "title"))
        # What is broken over several rows hangs behind its sign.
        writer.add("\n")
        writer.add(f"{sign}{HANG}", style)
        at = 0
        for start, stop in words:
            writer.add(text[at:start], style)
            writer.add(text[start:stop], other)
            at = stop
        writer.add(text[at:], style)


def nothing_document(words: str) -> Document:
    """Return what is said where there is no step to show.

    Args:
        words: What was filtered by; "" where nothing was changed yet.
    """
    writer = Writer()
    if words:
        writer.add("No step has these words", "heading")
        writer.add("\n\nesc shows all steps again.")
    else:
        writer.add("Nothing was changed yet", "heading")
        writer.add(
            "\n\nWhatever you say of papers is a step here: a status, a tag, a note, a list. Each can be "
            "taken back with u and done again with ctrl+r, today or in a year."
        )
    return writer.document()
