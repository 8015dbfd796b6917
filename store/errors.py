"""Errors that the library raises on purpose, each worth one sentence to the reader."""


class PostilError(Exception):
    """A failure that has a plain explanation; its text is one sentence for the reader."""


class LibraryError(PostilError):
    """The library cannot be used: locked, corrupt, not a Postil library, or made by a newer version."""


class QueryError(PostilError):
    """A query that cannot be understood.

    Args:
        message: One sentence.
        position: Where in the query text the trouble starts, in characters from 0.
    """

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.position = position


class ImportFailure(PostilError):
    """A dump that cannot be read at all; its text says why, and whoever reports it names the file."""


class NotFound(PostilError):
    """No paper answers to a key."""


class Ambiguous(PostilError):
    """Several papers answer to a key."""
