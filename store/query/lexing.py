"""A query text as lexemes: what the parser reads and completion looks at."""

import re
from collections.abc import Iterator

from .fields import FIELDS

_NOISE = re.compile("[\x00-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile(r'\\(["\\])')
_LEXEME = re.compile(
    rf"""
    (?P<minus>-(?=[^\s-]))?
    (?: (?P<open>\() | (?P<close>\))
      | (?P<field>{"|".join(FIELDS)}):(?:"(?P<quoted>(?:[^"\\]|\\.?)*)(?:"|$)|(?P<value>[^\s()"]*))
      | "(?P<phrase>[^"]*)(?:"|$)
      | (?P<exact>'(?=[^\s()]))?(?P<word>[^\s()]+)
    )""",
    re.VERBOSE | re.IGNORECASE,
)


def lexemes(text: str) -> Iterator[re.Match[str]]:
    """Yield the lexemes of any text, in order; controls count as blanks. Takes time in proportion to it."""
    return _LEXEME.finditer(_SURROGATE.sub("\ufffd", _NOISE.sub(" ", text)))


def unescaped(text: str) -> str:
    """Return what a value means, its backslashes before quotes and backslashes gone."""
    return _ESCAPED.sub(r"\1", text)
