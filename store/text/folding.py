"""Texts without what readers do not tell apart: case, accents and typographic variants."""

import re
import sqlite3
import unicodedata

# As a text: `re` compiles it when it is first used, and a start does not use it.
_FOREIGN = r"[^\x00-\x7f]+"


def fold(text: str) -> str:
    """Return a text without case, accents and typographic variants (NFKD)."""
    if text.isascii():
        return text.lower()
    return re.sub(_FOREIGN, _unfolded, text).casefold()


def _unfolded(found: re.Match[str]) -> str:
    """Return a run of characters beyond ASCII without case and accents; there are few in most texts."""
    marked = unicodedata.normalize("NFKD", found.group().casefold())
    return "".join(char for char in marked if not unicodedata.combining(char))


def teach_folding(db: sqlite3.Connection) -> None:
    """Let SQL on a connection say `fold(text)`; SQLite's own folding ends with ASCII."""
    db.create_function("fold", 1, fold, deterministic=True)
