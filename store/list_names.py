"""What reading lists are called: names of one line; no two differ in case or accents alone."""

from collections.abc import Sequence

from .errors import NotFound, PostilError
from .models import ReadingList
from .prose import kept
from .text.folding import fold


def line(text: str) -> str:
    """Return a text in one line, as the library keeps it."""
    return " ".join(kept(text).split())


def find(name: str, lists: Sequence[ReadingList]) -> ReadingList:
    """Return the list of a name.

    Args:
        name: As a reader types it: case and accents do not matter, unless they tell two lists apart.
        lists: All lists.

    Raises:
        NotFound: There is none of this name; the error names the one that is most like it.
    """
    wanted = line(name)
    alike = [each for each in lists if fold(each.name) == fold(wanted)]
    found = next((each for each in alike if each.name == wanted), alike[0] if alike else None)
    if found is None:
        raise NotFound(f'there is no list "{wanted}"{_suggested(wanted, [each.name for each in lists])}')
    return found


def refuse(wanted: ReadingList, lists: Sequence[ReadingList]) -> None:
    """Refuse a list without a name, or with the name of another.

    Args:
        wanted: The list as it shall be.
        lists: All lists.

    Raises:
        PostilError: It cannot be called so.
    """
    if not wanted.name:
        raise PostilError("a list needs a name")
    for other in lists:
        if fold(other.name) == fold(wanted.name) and other.list_id != wanted.list_id:
            raise PostilError(f'another list is called "{other.name}"')


def _suggested(name: str, names: Sequence[str]) -> str:
    # Deferred: only a reader who mistypes a name pays for it.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    best = process.extractOne(name, names, scorer=fuzz.WRatio, processor=fold, score_cutoff=60)
    return f'; did you mean "{best[0]}"?' if best else "; `postil lists ls` names them"
