"""What recall shows: a card with a gap where the reader marked it, and the pages around. Pure."""

from collections.abc import Sequence

from postil.store.cloze import hidden, passage_of
from postil.store.models import Highlight, Paper
from postil.store.recall import GRADES, Ahead

from .document import Document, Writer
from .format import facts_line, in_days, plural
from .layout import HANG

INVITATION = (
    "Recall asks you for your own highlights: a few a day, about a minute, each again when you are about "
    "to forget it.",
    "You see where a passage stood, try to say what you marked, look, and press 1 to 4 for how "
    "well you knew it.",
    "It stays in this library, u takes any of it back, and Q ends it.",
)

BEGIN = (("⏎", "begin"), ("q", "leave it"))
LOOK = (("space", "look"), ("d d", "ask no more"), ("u", "undo"), ("?", "help"), ("q", "back"))
GRADE = (*((str(number), name) for number, name in enumerate(GRADES, 1)), ("⏎", "read"), *LOOK[1:])
AT_END = (("u", "take the last back"), ("?", "help"), ("q", "back"))
"""The keys that matter: before it is begun, before and after one looks, and at the end."""


def card(highlight: Highlight, paper: Paper, days: Sequence[int] | None) -> Document:
    """Return a highlight to be recalled.

    Args:
        highlight: Which.
        paper: The paper that it stands in.
        days: After how many days it is asked again, for each grade; None while it is to be recalled.
    """
    passage, writer = passage_of(highlight, paper), Writer()
    if highlight.field != "title":
        writer.add(f"{paper.title}\n".replace(HANG, " "), "title")
    writer.add(facts_line(paper), "muted")
    writer.add("\n\n")
    text = (hidden(passage) if days is None else passage.text).replace(HANG, " ")
    writer.add(text[: passage.start])
    writer.add(text[passage.start : passage.stop], f"pen-{highlight.pen}")
    writer.add(text[passage.stop :])
    if highlight.comment:
        writer.add("\n\n")
        writer.add("You wrote", "heading")
        writer.add(f"\n{highlight.comment.strip().replace(HANG, ' ')}")
    writer.add("\n\n")
    if days is None:
        writer.add("What did you mark here?", "muted")
    for number, (name, number_of) in enumerate(zip(GRADES, days or (), strict=False), 1):
        writer.add(f"{number} ", "key")
        writer.add(f"{name:<7}")
        writer.add(f"{in_days(number_of)}\n", "muted")
    return writer.document()


def invitation() -> Document:
    """Return what recall is, before the reader wants it."""
    writer = Writer()
    writer.add("Recall", "title")
    for line in INVITATION:
        writer.add(f"\n\n{line}")
    writer.add("\n\n")
    _keys(writer, BEGIN)
    return writer.document()


def end(grades: Sequence[int], tomorrow: Ahead, week: int, any_marked: bool) -> Document:
    """Return what stands behind the last card.

    Args:
        grades: How well each was recalled in this sitting.
        tomorrow: What is to be recalled tomorrow.
        week: How many known ones come in the next seven days.
        any_marked: Whether anything is highlighted at all.
    """
    writer = Writer()
    if not any_marked:
        writer.add("Nothing is highlighted yet", "title")
        writer.add("\n\nRead a paper, and press 1 to 5 on a sentence; it will be asked here.\n")
        return writer.document()
    writer.add("That is today's minute" if grades else "Nothing to recall today", "title")
    if grades:
        known = sum(grade > 1 for grade in grades)
        writer.add(f"\n{plural(len(grades), 'highlight')} recalled, {known:,} of them known", "muted")
    writer.add("\n\n")
    new = f", {tomorrow.new:,} of them new" if tomorrow.new else ""
    for name, number, said in (("tomorrow", tomorrow.due, new), ("within a week", week, "")):
        writer.add(f"{name:<15}")
        writer.add(plural(number, "highlight"), "accent")
        writer.add(f"{said}\n", "muted")
    writer.add("\n")
    _keys(writer, AT_END if grades else AT_END[1:])
    return writer.document()


def _keys(writer: Writer, keys: Sequence[tuple[str, str]]) -> None:
    width = max(len(key) for key, _ in keys)
    for key, does in keys:
        writer.add(f"{key:>{width}} ", "key")
        writer.add(f"{does}\n")
