"""What is said when something goes wrong, and the exit status that says it to scripts."""

import sys

from postil.store.errors import LibraryError, QueryError
from postil.store.text.safe import clean_line

IN_PART, USAGE, NO_LIBRARY, INTERRUPTED = 1, 2, 3, 130


def complain(sentence: str) -> None:
    """Tell on standard error what went wrong, in one line."""
    print(f"postil: {clean_line(sentence)}", file=sys.stderr)


def warn(sentence: str) -> None:
    """Tell on standard error what is not as it should be and does no harm."""
    complain(f"warning: {sentence}")


def status(error: Exception) -> int:
    """Return the exit status of an error that was raised on purpose."""
    if isinstance(error, LibraryError):
        return NO_LIBRARY
    return USAGE if isinstance(error, QueryError) else IN_PART
