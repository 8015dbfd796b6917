"""The dump formats, by name and by look."""

from ..errors import ImportFailure
from .base import Importer
from .json_lines import JsonLines
from .lines import wide_encoding
from .papers_page import PapersPage


def formats() -> tuple[Importer, ...]:
    """List the dump formats.

    Returns:
        One importer each, in the order in which `auto` tries them.
    """
    return JsonLines(), PapersPage()


FORMATS: tuple[str, ...] = tuple(importer.name for importer in formats())
"""The names of the formats, as `--format` takes them beside `auto`."""


def importer_for(format: str, head: bytes, name: str) -> Importer:
    """Find the importer for a dump.

    Args:
        format: The name of a format, or `auto`.
        head: The first few thousand bytes of the dump.
        name: The name of the dump.

    Returns:
        The importer to read it with; it reports an encoding that it cannot read by itself.

    Raises:
        ImportFailure: There is no such format, or none fits.
    """
    names = ", ".join(FORMATS)
    if format != "auto":
        for importer in formats():
            if importer.name == format:
                return importer
        raise ImportFailure(f"there is no format called {format}; there are auto, {names}")
    encoding = wide_encoding(head)
    shown = head.decode(encoding, "ignore").encode("utf-8", "ignore") if encoding else head
    for importer in formats():
        if importer.sniffs(shown, name):
            return importer
    raise ImportFailure(f"looks like no dump that Postil knows; name its format with --format ({names})")
