"""Words with a colon in them that name no field: a slip of the finger, or just a word."""

import re
from collections.abc import Mapping, Sequence

from ..errors import QueryError
from .fields import FIELDS, is_taken

_LIKE_A_FIELD = re.compile(r"""([^\W\d_]+):["'<>=.]*\w""")
_LONGEST = 14
_SYNONYMS: Mapping[str, str] = {"date": "published", "dump": "source", "by": "author", "organization": "org"}


def stranger(word: str, position: int, pens: Sequence[str]) -> str | None:
    """Return a sentence on a word that looks like a field and is none; None if it does not look so.

    Args:
        word: A word of the query.
        position: Where it stands in the query text.
        pens: The names of the five pens.

    Raises:
        QueryError: A field of nearly that name was meant.
    """
    looks = _LIKE_A_FIELD.match(word)
    if looks is None:
        return None
    name = looks[1]
    meant = _meant(name.lower(), word[len(name) + 1 :].strip("\"'"), pens) if len(name) <= _LONGEST else None
    if meant:
        raise QueryError(
            f"there is no field {name}:, did you mean {meant}:? (in quotes it is searched as words)", position
        )
    shown = word if len(word) <= 2 * _LONGEST else f"{word[: 2 * _LONGEST]}…"
    return f"there is no field {name[: 2 * _LONGEST]}:, so {shown} is searched as words"


def _meant(typed: str, value: str, pens: Sequence[str]) -> str | None:
    """Return the field that a mistyped name stands for, if that is likely enough."""
    if typed in _SYNONYMS:
        return _SYNONYMS[typed]
    # Deferred: only a reader who types an unknown name pays for it.
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    near = sorted((OSA.distance(typed, name), name) for name in FIELDS)
    return next((name for slips, name in near if _is_likely(typed, name, slips, value, pens)), None)


def _is_likely(typed: str, name: str, slips: int, value: str, pens: Sequence[str]) -> bool:
    """Return whether one who types a name means a field.

    Short names are near to many words, so that more has to speak for them: the value is one that the field
    takes; or, where it takes any, a letter is missing or too many rather than another one.
    """
    if slips > (1 if len(name) < 8 else 2):
        return False
    if len(name) > 4 or sorted(typed) == sorted(name):
        return True
    return len(typed) != len(name) if FIELDS[name].kind == "free" else is_taken(name, value, pens)
