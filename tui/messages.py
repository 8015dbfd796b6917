"""What widgets and screens tell those that they stand on."""

from typing import TYPE_CHECKING

from textual.message import Message

from postil.store.errors import PostilError

if TYPE_CHECKING:
    from postil.store.search.engine import Results

if TYPE_CHECKING:
    pass


class CursorMoved(Message):
    """The list's cursor stands on another paper.

    Args:
        index: Its place in the list, from 0.
        by_reader: Whether the reader moved it, rather than the list changing under it.
    """

    def __init__(self, index: int, by_reader: bool) -> None:
        super().__init__()
        self.index = index
        self.by_reader = by_reader


class Opened(Message):
    """A paper was chosen to be read."""


class EntryReached(Message):
    """The cursor stands on another entry of a list of choices.

    Args:
        value: What choosing it would mean.
    """

    def __init__(self, value: str) -> None:
        super().__init__()
        self.value = value


class EntryChosen(Message):
    """An entry of a list of choices was chosen.

    Args:
        value: What it means.
        label: What it is called.
    """

    def __init__(self, value: str, label: str) -> None:
        super().__init__()
        self.value = value
        self.label = label


class SearchLeft(Message):
    """The reader left the search line; what stands in it still holds."""


class Noticed(Message):
    """Something to tell the reader that needs no answer.

    Args:
        text: One sentence, or less.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Imported(Message):
    """An import has ended; the library may hold other papers now."""


class SearchAnswered(Message):
    """The search thread has an answer.

    Args:
        thread: The thread that answers; a library that was left has another.
        number: The number of the question.
        answer: What was found, or why nothing could be.
    """

    def __init__(self, thread: object, number: int, answer: "Results | PostilError") -> None:
        super().__init__()
        self.thread = thread
        self.number = number
        self.answer = answer
