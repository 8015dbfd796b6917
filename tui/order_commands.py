"""The commands that keep order: what is said of papers, what is selected, saved searches, history."""

from .command import BOTH, DESK, LINE, LIST, MARKED, Command, Need

SAVED = tuple((str(number), f"saved search {number}") for number in range(1, 10))
RATINGS = (*((str(number), "★" * number or "no stars") for number in range(6)), ("x", "no rating"))

ORDER: tuple[Command, ...] = (
    Command("select.toggle", "select", "Select the paper, or let it go, and step on.",
            ("space",), ("library",), (Need.PAPER,)),
    Command("select.range", "select a range", "Begin a range here; moving extends it, V again keeps it.",
            ("V",), ("library",), (Need.PAPER,)),
    Command("searches.save", "save search", "Save the search under a name.",
            ("ctrl+a",), (*LIST, *LINE), (Need.SEARCH,)),
    Command("searches.run", "saved search", "Run a saved search; its number alone, after a moment, does too.",
            ("g /",), LIST, choices=SAVED),
    Command("searches.rename", "rename", "Rename the saved search under the cursor.",
            ("c c",), LIST, (Need.SAVED,)),
    Command("searches.delete", "delete", "Delete the saved search under the cursor; u brings it back.",
            ("d d",), LIST, (Need.SAVED,)),
    Command("paper.read", "read or unread", "Mark read, or unread again.", ("r",), BOTH, MARKED,
            hint=4, hint_text=("r", "mark read")),
    Command("paper.drop", "drop", "Drop the paper, or take it back.", ("x",), BOTH, MARKED, hint=5),
    Command("paper.star", "star", "Star the paper, or take the star away.",
            ("s",), BOTH, MARKED, hint=4),
    Command("paper.rate", "rate", "Rate the paper from 0 to 5.", ("R",), BOTH, MARKED, RATINGS),
    Command("history.undo", "undo", "Take back the last change.", ("u",), DESK, hint=6),
    Command("history.redo", "redo", "Do again what was undone.", ("ctrl+r",), DESK),
)  # fmt: skip
