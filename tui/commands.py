"""Every command of the desk, declared once.

A declaration feeds its key, the hint line, the palette, the help screen, the which-key panel and the README's
table. A screen carries a command out in a method named after its id: `paper.star` runs `do_paper_star`. One
that only leads elsewhere names its way, and needs no method.
"""

from collections.abc import Iterable

from postil.store.models import PENS, SORTS

from .command import (
    AMONG_LISTS,
    ASIDE,
    AT_TAGS,
    AT_VAULT,
    BOTH,
    DESK,
    EVERYWHERE,
    IN_HISTORY,
    LINE,
    LIST,
    MARKS,
    NEWS,
    ONE_PAPER,
    PANES,
    PLACES,
    SELECT,
    TEXT,
    Call,
    Command,
    Go,
    Need,
    Way,
    Where,
)
from .order_commands import ORDER

__all__ = [
    "BEST",
    "COMMANDS",
    "PLACES",
    "SORTING",
    "Call",
    "Command",
    "Go",
    "Need",
    "Way",
    "Where",
    "commands_of",
    "shown",
]

DIGITS = tuple((str(number), f"link {number}") for number in range(1, 10))
PEN_KEYS = tuple((str(number), name) for number, name in enumerate(PENS, 1))
BEST = "best match"


def _lettered(names: Iterable[str]) -> dict[str, str]:
    """Return names by a letter of each that no earlier one has taken, the first that is free."""
    found: dict[str, str] = {}
    for name in names:
        found[next(letter for letter in name if letter.isalpha() and letter not in found)] = name
    return found


SORTING = tuple(_lettered((BEST, *SORTS)).items())
"""The orders of a list by the letter that chooses them."""

COMMANDS: tuple[Command, ...] = (
    Command("move.down", "down", "Go down a paper, or a line.", ("j", "down"), PANES, hint=1,
            hint_text=("j k", "move")),
    Command("move.up", "up", "Go up a paper, or a line.", ("k", "up"), PANES),
    Command("move.first", "first", "Go to the first paper, or the top.", ("g g", "home"), PANES),
    Command("move.last", "last", "Go to the last paper, or the end; with a count, to that one.",
            ("G", "end"), PANES),
    Command("move.half_down", "half a page down", "Go half a page down.", ("ctrl+d",), PANES),
    Command("move.half_up", "half a page up", "Go half a page up.", ("ctrl+u",), PANES),
    Command("move.page_down", "page down", "Go a page down.", ("pagedown", "ctrl+f"), PANES),
    Command("move.page_up", "page up", "Go a page up.", ("pageup", "ctrl+b"), PANES),
    Command("paper.open", "read", "Read the paper, or choose what is under the cursor.",
            ("enter", "l", "right"), ("library",), hint=2),
    Command("pane.back", "back a pane", "Go to the pane on the left.", ("h", "left"), (*LIST, *NEWS)),
    Command("pane.next", "next pane", "Go to the next pane.", ("tab",),
            (*LIST, *AMONG_LISTS, *AT_TAGS, *NEWS, *AT_VAULT, *IN_HISTORY)),
    Command("pane.previous", "previous pane", "Go to the pane before.", ("shift+tab",), (*LIST, *NEWS)),
    Command("unread.next", "next unread", "Go to the next unread paper.",
            ("}",), ("library",), (Need.PAPERS,)),
    Command("unread.previous", "previous unread", "Go to the unread paper before.",
            ("{",), ("library",), (Need.PAPERS,)),
    Command("list.sort", "sort", "Sort the list; while words are searched, the best match stands first.",
            ("S",), LIST, choices=SORTING),
    Command("facet.add", "add to the search", "Add the place under the cursor to the search line, or take it "
            "out; Enter goes there instead.", ("f",), LIST, (Need.ENTRY,)),
    Command("search.complete", "complete", "Complete the word, or show what could stand here.",
            ("tab",), LINE, hint=2),
    Command("search.accept", "complete", "Take what is offered.", ("right",), LINE, (Need.CHOICES,)),
    Command("search.down", "next choice", "Go to the next choice; without one, to the list.",
            ("down", "ctrl+n"), LINE),
    Command("search.up", "choice before", "Go to the choice before; in an empty line, to earlier searches.",
            ("up", "ctrl+p"), LINE),
    Command("search.recall", "recall", "Show earlier searches.", ("ctrl+r",), LINE, hint=4),
    Command("search.exact", "as typed", "Search a corrected word exactly as it was typed.",
            ("ctrl+e",), (*LIST, *LINE), (Need.CORRECTION,)),
    Command("search.clear", "clear", "Clear the line.", ("ctrl+u",), LINE),
    Command("search.leave", "to the list", "Take the choice, or go to the list; the search holds.",
            ("enter",), LINE, hint=1, hint_text=("⏎ esc", "to the list")),
    Command("search.close", "to the list", "Hide the choices, or go to the list; the search holds.",
            ("escape",), LINE),
    Command("paper.next", "next paper", "Read the next paper.", ("]",), ("reader",), hint=2,
            hint_text=("] [", "next")),
    Command("paper.previous", "previous paper", "Read the paper before.", ("[",), ("reader",)),
    Command("read.page", "page", "Go a page down; at the end, to the next paper.",
            ("space",), ("reader",), hint=4),
    Command("sentence.next", "next sentence", "Go to the next sentence.", (")",), TEXT, hint=5,
            hint_text=(") (", "sentence")),
    Command("sentence.previous", "previous sentence", "Go to the sentence before.", ("(",), TEXT),
    Command("select.begin", "select", "Select from here; moving extends it.", ("v",), ("reader",),
            (Need.PAPER,), hint=4),
    Command("select.sentence", "select the sentence", "Select the sentence.", ("V",), TEXT, (Need.PAPER,)),
    Command("select.word_next", "next word", "Go to the end of the next word.", ("w",), SELECT, hint=1,
            hint_text=("w b", "by words")),
    Command("select.word_previous", "word before", "Go to the beginning of a word.", ("b",), SELECT),
    Command("select.next", "next character", "Go to the next character.", ("l", "right"), SELECT),
    Command("select.previous", "character before", "Go to the character before.", ("h", "left"), SELECT),
    Command("select.swap", "swap ends", "Move the other end.", ("o",), SELECT, hint=5),
    Command("select.copy", "copy", "Copy what is selected.", ("y",), SELECT, hint=4),
    Command("select.leave", "end", "Select nothing.", ("v", "q"), SELECT),
    Command("highlight.pen", "highlight", "Highlight with that pen: what is selected, else the sentence; or "
            "give the highlight another pen.", (), TEXT, (Need.PAPER,), PEN_KEYS, hint=2),
    Command("highlight.comment", "comment", "Highlight, and write what you say to it.", ("a",), TEXT,
            (Need.PAPER,), hint=3),
    Command("highlight.next", "next highlight", "Go to the next highlight.", ("}",), ("reader",),
            (Need.HIGHLIGHTS,), hint=5, hint_text=("} {", "highlight")),
    Command("highlight.previous", "highlight before", "Go to the highlight before.", ("{",), ("reader",),
            (Need.HIGHLIGHTS,)),
    Command("highlight.edit", "edit the comment", "Write what you say to the highlight.", ("enter",),
            ("reader",), (Need.HIGHLIGHT,)),
    Command("highlight.delete", "delete", "Delete the highlight; u brings it back.", ("d d",), MARKS,
            (Need.HIGHLIGHT,)),
    Command("highlight.go", "read", "Read the passage.", ("enter", "l", "right"), ("highlights",),
            (Need.HIGHLIGHT,), hint=2),
    Command("highlights.pen", "pen", "Show only the highlights of that pen; again, all.", (), ("highlights",),
            (), PEN_KEYS, hint=3),
    Command("highlights.list", "list", "Show only the papers on a reading list, or all again.", ("L",),
            ("highlights",)),
    Command("highlights.detached", "detached", "Show only what is no longer in its text; again, all.", ("D",),
            ("highlights",)),
    Command("highlights.sort", "order", "Order by paper, or by the date of marking.", ("S",), ("highlights",),
            hint=5),
    Command("highlights.filter", "search", "Show only what answers a query: its words stand in quote, "
            "comment or title.", ("/",), ("highlights",), hint=3),
    Command("highlights.export", "export", "Write what is shown as a file: markdown, CSV or JSON Lines.",
            ("X",), ("highlights",), (Need.HIGHLIGHTS,), hint=4),
    Command("sync.now", "sync now", "Sync now; where there is no vault yet, make it.", ("M",), AT_VAULT,
            hint=1),
    Command("sync.restore", "restore", "Write files again that are gone from the vault.", ("R",), AT_VAULT,
            (Need.VAULT,), hint=3),
    Command("sync.paper", "read", "Read the paper that the file belongs to.", ("enter", "l", "right"),
            AT_VAULT, (Need.OWNER,), hint=2),
    Command("sync.edit", "file in $EDITOR", "Open the file in $EDITOR.", ("E",), AT_VAULT, (Need.FILE,),
            hint=3),
    Command("note.edit", "note", "Write the note on the paper.", ("e",), ONE_PAPER, (Need.PAPER,), hint=4),
    Command("note.external", "note in $EDITOR", "Write the note in $EDITOR.", ("E",), ONE_PAPER,
            (Need.PAPER,)),
    Command("read.zen", "zen", "Hide everything but the text, or show it again.",
            ("z",), BOTH, (Need.PAPER,), way="zen"),
    Command("paper.why", "why", "Show where every field comes from, and what a hit's score is made of.",
            ("w",), ONE_PAPER, (Need.PAPER,), hint=5, way="why"),
    Command("paper.related", "related", "Show the papers that are most like this one, and why.",
            ("g r",), BOTH, (Need.PAPER,), way="related"),
    Command("link.open", "open a link", "Open a numbered link in the browser.",
            ("o",), BOTH, (Need.PAPER, Need.LINKS), DIGITS),
    Command("yank.link", "yank link", "Copy the first link, or the title if there is none.",
            ("y y",), BOTH, (Need.PAPER,)),
    Command("yank.title", "yank title", "Copy the title.", ("y t",), BOTH, (Need.PAPER,)),
    Command("yank.markdown", "yank markdown", "Copy the paper as markdown.", ("y m",), BOTH, (Need.PAPER,)),
    Command("yank.quote", "yank quote", "Copy the highlight, or the sentence, with its reference.", ("y q",),
            MARKS),
    Command("yank.bibtex", "yank BibTeX", "Copy the paper as BibTeX.", ("y b",), BOTH, (Need.PAPER,)),
    *ORDER,
    Command("search.start", "search", "Search titles and abstracts as you type.", ("/",), BOTH, hint=3,
            way="search"),
    Command("search.next", "next hit", "Go to the next hit.", ("n",), BOTH, (Need.HITS,)),
    Command("search.previous", "previous hit", "Go to the hit before.", ("N",), BOTH, (Need.HITS,)),
    Command("go.library", "library", "Go to the library.", ("g l",),
            (*DESK, *ASIDE, *AT_VAULT, *IN_HISTORY), way="library"),
    Command("go.highlights", "highlights", "Show the highlights of all papers.", ("g h",), BOTH,
            way="highlights"),
    Command("go.lists", "lists", "Show all reading lists and smart lists.", ("g L",), BOTH, way="lists"),
    Command("go.tags", "tags", "Show the tags with their papers, and keep them in order.", ("g T",), BOTH,
            way="tags"),
    Command("go.sync", "vault", "Show how vault and library stand, and what the last syncs did.", ("M",),
            DESK, way="sync"),
    Command("go.import", "import", "Import papers from a file or folder.", ("g i",), BOTH, way="import"),
    Command("go.empty", "start empty", "Leave the sample and start a library of your own.",
            ("g e",), ("library",), way="empty"),
    Command("go.themes", "themes", "Choose a theme, with live preview.", ("g t",), BOTH, way="themes"),
    Command("go.messages", "messages", "Show every notice so far.", ("g m",), BOTH, way="messages"),
    Command("palette.open", "palette", "Find any command by name.", (":", "ctrl+p"), EVERYWHERE,
            way="palette"),
    Command("help.open", "help", "Show every key that works here.", ("?",), EVERYWHERE, hint=2, way="help"),
    Command("step.back", "back", "Go one step back.", ("escape",), PANES, way="back"),
    Command("screen.back", "back", "Go back; from the library, quit.", ("q",),
            (*DESK, *ASIDE, *AT_VAULT, *IN_HISTORY, "dialog"), hint=3, way="back"),
    Command("dialog.accept", "choose", "Choose what is under the cursor.", ("enter",), ("dialog",), hint=2),
    Command("dialog.filter", "filter", "Show only what matches.", ("/",), ("dialog",), hint=3),
)  # fmt: skip


def commands_of(*places: Where) -> tuple[Command, ...]:
    """Return the commands that work in any of some places, in order of declaration."""
    return tuple(command for command in COMMANDS if set(places) & set(command.where))


def shown(key: str) -> str:
    """Return a key as a reader sees it."""
    return {"enter": "⏎", "escape": "esc", "pagedown": "pgdn", "pageup": "pgup"}.get(key, key)
