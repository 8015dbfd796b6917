"""HTML in titles and abstracts, made markdown where it surely is HTML."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from .scripts import lowered, raised

_TAGS = (
    "p|br|hr|b|i|u|em|strong|small|sub|sup|a|ul|ol|li|dl|dt|dd|div|span|h[1-6]|blockquote|code|pre|tt|"
    "table|thead|tbody|tr|td|th|section|sec|title|label|italic|bold|script|style"
)
_TAG = re.compile(rf"</?(?:jats:)?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_CLOSING = re.compile(rf"</(?:jats:)?(?:{_TAGS})\s*>|<br\s*/?>|\A\s*<p(?:\s[^<>]*)?>", re.IGNORECASE)
_PREFIX = re.compile(r"(</?)jats:", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style)\b[^>]*>(?:(?!</?\1).)*</\1\s*>", re.IGNORECASE | re.DOTALL)
_SCRIPT = re.compile(r"<(su[bp])>([^<>]{1,80})</\1>", re.IGNORECASE)
_RENAMED = re.compile(r"(</?)(italic|bold|title|sec)\b", re.IGNORECASE)
_NAMES = {"italic": "em", "bold": "strong", "title": "h4", "sec": "div"}
_EMPHASIS = ("b", "i", "u", "em", "strong", "a", "code", "tt")
_STYLE: Mapping[str, Any] = MappingProxyType(
    {
        "heading_style": "ATX",
        "bullets": "-",
        "escape_asterisks": False,
        "escape_underscores": False,
        "escape_misc": False,
    }
)
_MOST_TAGS = 5000  # Beyond this it is no abstract, and the parser's time would grow without bound.


def from_html(text: str, plain: bool = False) -> str:
    """Turn HTML into markdown, and leave all other text as it is.

    Text is HTML when a well-known tag is closed in it, or breaks a line: `p<0.005`, `<SEP>` and
    `List<int>` are none. Only then are entities such as `&amp;` decoded.

    Args:
        text: A title or an abstract from anywhere.
        plain: Whether to leave emphasis out, as in titles.

    Returns:
        Markdown, or the very same text where it is no HTML or cannot be read as such.
    """
    if "<" not in text or not _CLOSING.search(text) or len(_TAG.findall(text)) > _MOST_TAGS:
        return text
    # Deferred: it loads a whole HTML parser, which few dumps need.
    from markdownify import markdownify  # noqa: PLC0415

    try:
        return str(markdownify(_prepared(text), strip=list(_EMPHASIS) if plain else None, **_STYLE)).strip()
    except RecursionError:  # tags nested thousands deep
        return text


def markdown_of(html: str) -> str:
    """Turn a piece of HTML into clean markdown: what a reader pastes from a page into a note.

    Args:
        html: HTML, whole or in part.

    Returns:
        Markdown without blank lines in a row; the very same text where its tags are nested too deep.
    """
    # Deferred: it loads a whole HTML parser.
    from markdownify import markdownify  # noqa: PLC0415

    try:
        text = str(markdownify(_UNSEEN.sub("", html), **_STYLE))
    except RecursionError:
        return html
    lines = (line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _prepared(text: str) -> str:
    """Write journals' tags as plain HTML, scripts as Unicode, and save every other `<` from the parser."""
    text = _UNSEEN.sub("", _PREFIX.sub(r"\1", text))
    text = _SCRIPT.sub(lambda match: (raised if match[1].lower() == "sup" else lowered)(match[2]), text)
    text = _escape_other(text)
    return _RENAMED.sub(lambda match: match[1] + _NAMES[match[2].lower()], text)


def _escape_other(text: str) -> str:
    """Escape each `<` that opens no tag we know."""
    pieces: list[str] = []
    end = 0
    for tag in _TAG.finditer(text):
        pieces += text[end : tag.start()].replace("<", "&lt;"), tag[0]
        end = tag.end()
    return "".join((*pieces, text[end:].replace("<", "&lt;")))
