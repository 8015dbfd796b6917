"""The commands that keep order: what is said of papers, what is selected, saved searches, history."""

from .command import BOTH, DESK, LINE, LIST, MARKED, RECALL, TRIAGE, Command, Need

SAVED = tuple((str(number), f"saved search {number}") for number in range(1, 10))
GRADES = (("1", "again"), ("2", "hard"), ("3", "good"), ("4", "easy"))
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
    Command("go.triage", "triage", "Decide paper by paper what to keep: of the selected, or of what waits in "
            "the list.", ("T",), LIST, (Need.PAPERS, Need.FEWER), hint=5),
    Command("triage.keep", "keep", "Keep the paper for reading.", ("y", "right"), TRIAGE, (Need.PAPER,),
            hint=1),
    Command("triage.drop", "drop", "Drop the paper.", ("x", "left"), TRIAGE, (Need.PAPER,), hint=1),
    Command("triage.later", "later", "Ask about the paper again on another day.", ("l",), TRIAGE,
            (Need.PAPER,), hint=1),
    Command("triage.star", "star", "Keep the paper, and star it.", ("s",), TRIAGE, (Need.PAPER,), hint=1),
    Command("triage.open", "read", "Read the paper; at the end, show what was kept.", ("enter",), TRIAGE,
            hint=2),
    Command("triage.next", "skip", "Go to the next paper without a word on this one.", ("]",), TRIAGE,
            (Need.PAPER,), hint=3, hint_text=("] [", "skip")),
    Command("triage.previous", "paper before", "Go to the paper before.", ("[",), TRIAGE),
    Command("triage.page", "page", "Go a page down.", ("space",), TRIAGE, (Need.PAPER,)),
    Command("go.recall", "recall", "Recall your own highlights: a minute a day.", ("g v",), BOTH),
    Command("recall.look", "look", "Show what you marked.", ("space",), RECALL, (Need.CARD,)),
    Command("recall.open", "read", "Look; then read the passage in its paper.", ("enter", "l", "right"),
            RECALL),
    Command("recall.grade", "how well", "Say how well you knew it: again, hard, good or easy.", (), RECALL,
            (Need.CARD, Need.ANSWER), GRADES),
    Command("recall.leave_out", "ask no more", "Ask for this highlight no more; u brings it back.", ("d d",),
            RECALL, (Need.CARD,)),
    Command("recall.stop", "end recall", "End recall; the cards stay.", ("Q",), RECALL),
    Command("paper.topics", "topics", "Give automatic topics to the paper, or take them away.",
            ("g w",), BOTH, MARKED),
    Command("history.undo", "undo", "Take back the last change.", ("u",), DESK, hint=6),
    Command("history.redo", "redo", "Do again what was undone.", ("ctrl+r",), DESK),
)  # fmt: skip
