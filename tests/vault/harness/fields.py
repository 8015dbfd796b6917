"""What a reader changes by hand in the frontmatter of a paper's file."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial

TAGS = re.compile(r"^tags:.*$", re.MULTILINE)


def day_of(word: str) -> str:
    """Return the day that stands for a word where only a day can."""
    return (date(2027, 1, 1) + timedelta(int(word.strip("wx")))).isoformat()


def with_item(text: str, word: str, name: str, sign: str = "") -> str:
    """Return a file with a word more in a list of its frontmatter."""
    if f"\n{name}: [" not in text:
        return TAGS.sub(rf"\g<0>\n{name}: [{sign}{word}]", text, count=1)
    return text.replace(f"\n{name}: [", f"\n{name}: [{sign}{word}, ", 1).replace(", ]", "]", 1)


def with_triage(text: str, word: str) -> str:
    """Return a file whose paper is put off until the day that stands for a word."""
    line = f"triage: later {day_of(word)}"
    if "\ntriage:" not in text:
        return TAGS.sub(rf"\g<0>\n{line}", text, count=1)
    return re.sub(r"^triage:.*$", line, text, count=1, flags=re.MULTILINE)


FIELDS: Mapping[str, Callable[[str, str], str]] = {
    "tag": partial(with_item, name="tags"),
    "topic": partial(with_item, name="topics"),
    "refused": partial(with_item, name="topics", sign="-"),
    "triage": with_triage,
}
"""How a word is put into each field, by what the place is called."""
