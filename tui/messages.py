"""What widgets and screens tell those that they stand on."""

from typing import Any

from textual.message import Message

from .entries import Kind


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
        kind: Whether it is a place or a saved search.
    """

    def __init__(self, value: str, label: str, kind: Kind = "place") -> None:
        super().__init__()
        self.value = value
        self.label = label
        self.kind = kind


class Noticed(Message):
    """Something to tell the reader that needs no answer.

    Args:
        text: One sentence, or less.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class FieldLeft(Message):
    """A field was left for what it narrows."""


class Imported(Message):
    """An import has ended; the library may hold other papers now."""


class Selecting(Message):
    """The reader began to select text, or ended it."""


class Told(Message):
    """The search thread has done something.

    Args:
        thread: The thread; a library that was left has another.
        task: What was to do.
        outcome: What came of it, or why nothing could.
    """

    def __init__(self, thread: object, task: Any, outcome: object) -> None:
        super().__init__()
        self.thread = thread
        self.task = task
        self.outcome = outcome


class Relisted(Message):
    """The library shows another listing, under whatever stands over it."""


class Synced(Message):
    """The thread that keeps vault and library in step has something to tell.

    Args:
        thread: The thread; a library that was left has another.
        event: What happened.
    """

    def __init__(self, thread: object, event: Any) -> None:
        super().__init__()
        self.thread = thread
        self.event = event
