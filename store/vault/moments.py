"""When a highlight was made, as a file says it: to the second, and the same on every machine."""

import re
from datetime import UTC, datetime

MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} UTC"


def written(created: str) -> str | None:
    """Return a moment of the library as a file says it; None for what names none."""
    try:
        moment = datetime.fromisoformat(created)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return f"{moment.replace(tzinfo=None).isoformat(' ', 'seconds')} UTC"


def read(text: str) -> str | None:
    """Return the moment that a file says, if it says one."""
    return written(as_kept(text)) if re.fullmatch(MOMENT, text) else None


def as_kept(moment: str) -> str:
    """Return a moment of a file as the library keeps it."""
    return moment.removesuffix(" UTC").replace(" ", "T") + "+00:00"
