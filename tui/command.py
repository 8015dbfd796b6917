"""What a command of the desk is, where commands work and lead, and what they need."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Literal, NamedTuple

Where = Literal[
    "library", "search", "reader", "select", "triage", "recall", "highlights", "lists", "tags", "news",
    "stats", "sync", "history", "dialog",
]  # fmt: skip

PLACES: dict[Where, str] = {
    "library": "In the library",
    "search": "In the search line",
    "reader": "In the reader",
    "select": "While selecting",
    "triage": "In triage",
    "recall": "In recall",
    "highlights": "Among the highlights",
    "lists": "Among the lists",
    "tags": "Among the tags",
    "news": "Among the news",
    "stats": "In the statistics",
    "sync": "At the vault",
    "history": "In the history",
    "dialog": "In a dialog",
}
"""Where commands work, with the heading that help gives each place."""

Way = Literal[
    "library", "reader", "zen", "search", "related", "back", "out", "empty", "help", "messages", "palette",
    "why", "topics", "themes", "import", "triage", "recall", "highlights", "tags", "lists", "history", "news",
    "stats", "sync",
]  # fmt: skip
"""Where a screen can lead, by what is to be seen there."""

Go = Callable[[Way], None]
"""Leads there at once."""


class Need(Enum):
    """What a command needs before it can run; the value says so when it is missing."""

    PAPER = "there is no paper here"
    FEWER = "more than 100,000 papers are selected; narrow the list first"
    PAPERS = "there are no papers in this list"
    LINKS = "this paper has no links"
    HIGHLIGHT = "go to a highlight first: press }"
    HIGHLIGHTS = "nothing is highlighted here"
    HITS = "no words are being searched: press / first"
    SEARCH = "nothing is being searched: press / first"
    ENTRY = "go to the places first: press h"
    TAG = "go to a tag first"
    CARD = "there is nothing to recall here"
    ANSWER = "look first: space shows what you marked"
    SAVED = "go to a list or a saved search first: press h"
    LISTED = "show a reading list first: press g L"
    OWN_ORDER = "the list is in another order: S p shows its own"
    SHELF = "there is no list yet: n makes one"
    READING = "a smart list has none"
    CHOICES = "nothing is offered to complete the line"
    CORRECTION = "no word was corrected"
    VAULT = "there is no vault yet: press M to make it"
    FILE = "go to a file first"
    NEWS = "nothing is new here"
    DONE = "nothing was changed yet, or all is undone"
    UNDONE = "nothing was undone, or something was done since"
    STEP = "there is no step here"
    CONCERNED = "this step concerns no paper"
    OWNER = "this file belongs to no paper of the library"


@dataclass(frozen=True, slots=True)
class Call:
    """How a command was called.

    Args:
        count: The number typed before it, such as 5 in `5j`.
        choice: The key that followed it, where it offers choices.
    """

    count: int | None = None
    choice: str = ""

    @property
    def times(self) -> int:
        """How often to do it: the count, or once."""
        return self.count or 1


class Command(NamedTuple):
    """One thing that a reader can do.

    Args:
        id: Its name, such as `paper.star`.
        label: A word or two for the hint line and the which-key panel.
        help: One sentence for help and palette.
        keys: The keys that run it; a sequence is written with blanks between its keys. Without any, its
            choices are its keys.
        where: Where it works.
        needs: What must be there.
        choices: Keys that may follow, each with its meaning; the command then needs one of them.
        hint: Its rank in the hint line; 0 keeps it out.
        hint_text: Its key and label in the hint line, where they are not its first key and its label.
        way: Where it leads, on a screen that does nothing else with it.
    """

    id: str
    label: str
    help: str
    keys: tuple[str, ...]
    where: tuple[Where, ...]
    needs: tuple[Need, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    hint: int = 0
    hint_text: tuple[str, str] | None = None
    way: Way | None = None

    @property
    def handler(self) -> str:
        """The name of the method that carries it out."""
        return "do_" + self.id.replace(".", "_")

    def sequences(self) -> list[tuple[tuple[str, ...], str]]:
        """Return every key sequence that runs it, each with the choice it makes."""
        starts = [tuple(keys.split(" ")) for keys in self.keys]
        if not self.choices:
            return [(start, "") for start in starts]
        return [((*start, key), key) for start in starts or [()] for key, _meaning in self.choices]

    @property
    def typed(self) -> tuple[str, ...]:
        """What is typed for it, as help shows it; a choice that needs no key before it stands for itself."""
        if not self.choices:
            return self.keys
        return tuple(f"{keys} …" for keys in self.keys) or (f"{self.choices[0][0]}-{self.choices[-1][0]}",)


BOTH: tuple[Where, ...] = ("library", "reader")
TEXT: tuple[Where, ...] = ("reader", "select")
SELECT: tuple[Where, ...] = ("select",)
ALONE: tuple[Where, ...] = ("triage", "recall")
"""Where one thing is shown at a time."""
NEWS: tuple[Where, ...] = ("news",)
ASIDE: tuple[Where, ...] = (*NEWS, "stats")
"""Where one looks at the library from beside it."""
AMONG_LISTS: tuple[Where, ...] = ("lists",)
AT_TAGS: tuple[Where, ...] = ("tags",)
PANES: tuple[Where, ...] = (
    *BOTH, "select", *ALONE, "highlights", *AMONG_LISTS, *AT_TAGS, *ASIDE, "sync", "history", "dialog",
)  # fmt: skip
MARKS: tuple[Where, ...] = ("reader", "highlights")
DESK: tuple[Where, ...] = (*BOTH, *ALONE, "highlights", *AMONG_LISTS, *AT_TAGS)
EVERYWHERE: tuple[Where, ...] = (*DESK, "select", *ASIDE, "sync", "history")
AT_VAULT: tuple[Where, ...] = ("sync",)
IN_HISTORY: tuple[Where, ...] = ("history",)
LIST: tuple[Where, ...] = ("library",)
MARKED = (Need.PAPER, Need.FEWER)
LINE: tuple[Where, ...] = ("search",)
TRIAGE: tuple[Where, ...] = ("triage",)
ONE_PAPER: tuple[Where, ...] = (*BOTH, "triage")
"""Where there is one paper of which something can be said."""
RECALL: tuple[Where, ...] = ("recall",)
