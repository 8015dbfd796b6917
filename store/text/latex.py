"""LaTeX in titles and abstracts, rendered with caution: what is not surely LaTeX stays as it is."""

import re
import unicodedata

from .macros import expand, in_formula
from .scripts import lowered, raised

_SPAN = 400  # The longest formula inside a line of text, in characters.
_QUOTED = 300  # How far an escaped quote may be from the one that closes it.
_KEPT = "\x02\x03"  # Stand for the braces a formula shows while those that only group are taken out.


def _group(depth: int) -> str:
    """Build the pattern of a balanced group in braces, nested at most so deep."""
    inner = _group(depth - 1) if depth else r"(?!)"
    return rf"\{{(?:[^{{}}\\]|\\.|{inner})*+\}}"


_GROUP = _group(3)
_TOKEN = re.compile(
    rf"""
    \$\$(?P<display>[^$]{{1,{_SPAN}}})\$\$
    | \$(?!\s)(?P<inline>(?:[^$\\]|\\.){{1,{_SPAN}}}+)(?<!\s)\$
    | \\\((?P<round>(?:(?!\\[()]).){{1,{_SPAN}}}+)\\\)
    | \\\[(?P<square>(?:(?!\\[\[\]]).){{1,{_SPAN}}}+)\\\]
    | \\(?P<escaped>[%&_\#${{}}])
    | \\(?P<accent>['"`^~]|[=.](?={{))(?P<letter>\{{\\?[A-Za-z]\}}|\\[ij](?![A-Za-z])|[A-Za-z])
    | \\{{1,2}}(?P<name>[A-Za-z]+)\*?(?P<groups>(?:{_GROUP})*+)
    | \{{(?=\\[A-Za-z'"`^~])(?P<braced>(?:[^{{}}\\]|\\.|{_GROUP})*+)\}}
    | \\\\(?=\s|$)(?P<newline>)
    """,
    re.VERBOSE | re.DOTALL,
)
_ARGUMENT = re.compile(_GROUP, re.DOTALL)
_SCRIPT = re.compile(rf"(?<!\\)([\^_])\s?({_GROUP}|\\[A-Za-z]++(?:{_GROUP})?|[^\s\\{{}}])", re.DOTALL)
_MATH_SIGN = re.compile(r"\\[A-Za-z]|[\\^_~={}<>≤≥×±]")
_SURE_SIGN = re.compile(r"\\[A-Za-z]|[\\^_~]")
_PROSE = re.compile(r"[A-Za-z]{2,}[,.;:]?\s|\s[A-Za-z]{2,}|[-/,.:;]$")
_MATH_SPACE = re.compile(r"\\[,;: ]|\\\\|~")
_SWITCH = re.compile(r"\\(?:bf|it|em|tt|sc|rm|sf|sl)(?:series|shape)?\b\s*")
_CONTRACTION = re.compile(r"\\'(?:s|t|d|m|ll|re|ve)(?![A-Za-z])")
_CLOSING_QUOTE = re.compile(r"\w[.,!?]?\\[\"'](?![A-Za-z{\\])")
_COMBINING = dict(zip("'\"`^~=.", "\u0301\u0308\u0300\u0302\u0303\u0304\u0307", strict=True))


def render(text: str) -> str:
    r"""Render the LaTeX in a text as Unicode.

    Amounts such as `$5 and $10` are no formulas, and macros nobody knows (`\ours`) stay as they are.

    Args:
        text: Text with or without LaTeX, such as `MedS$^3$`.

    Returns:
        The text to show (`MedS³`); the very same text when it holds no LaTeX or cannot be read.
    """
    if "\\" not in text and "$" not in text:
        return text
    try:
        return _replace(text)
    except Exception:  # whatever a stranger's LaTeX does to the parsers, its text can still be read
        return text


def _replace(text: str) -> str:
    """Replace each piece of LaTeX that is understood."""
    pieces: list[str] = []
    end = 0
    at = 0
    while match := _TOKEN.search(text, at):
        shown = _piece(match)
        at = match.start() + 1 if shown is None else match.end()
        if shown is not None:
            pieces += text[end : match.start()], shown
            end = at
    return "".join((*pieces, text[end:]))


def _piece(match: re.Match[str]) -> str | None:
    """Render one piece, or return None where it should stay."""
    kind = match.lastgroup
    if kind in ("display", "inline"):
        # Two amounts with a digit behind the second dollar are far more common than such a formula.
        money = match.string[match.end() : match.end() + 1].isdigit()
        return _formula(match[kind], _SURE_SIGN if money else _MATH_SIGN, prose=not money)
    if kind in ("round", "square"):
        return _formula(match[kind], _MATH_SIGN, prose=False)
    if kind == "letter":
        return _accented(match)
    if kind == "groups":
        return _macro(match["name"], _ARGUMENT.findall(match["groups"]))
    if kind == "braced":
        return _replace(_SWITCH.sub("", match["braced"], count=1))
    return match["escaped"] or ""


def _formula(body: str, sign: re.Pattern[str], prose: bool) -> str | None:
    r"""Render a formula, unless it looks like money, prose, or an escaped bracket such as `\[CLS\]`.

    Args:
        body: What stands between the delimiters.
        sign: What tells a formula.
        prose: Whether a body without such a sign will do if it reads like no prose, as `n` or `F`.

    Returns:
        The formula in Unicode, or None where the text should stay.
    """
    if not sign.search(body) and (not prose or _PROSE.search(body)):
        return None
    shown = _math(body).replace(_KEPT[0], "{").replace(_KEPT[1], "}")
    return " ".join(shown.split()) or None


def _math(body: str) -> str:
    """Render what stands between dollars."""
    body = body.replace(r"\{", _KEPT[0]).replace(r"\}", _KEPT[1])
    body = _SCRIPT.sub(lambda script: _script(script[1], script[2]), body)
    body = _replace(_MATH_SPACE.sub(" ", in_formula(body).replace(r"\!", "")))
    return body.replace("{", "").replace("}", "").replace(r"\|", "‖")


def _script(sign: str, body: str) -> str:
    """Render a superscript or a subscript."""
    inner = _math(body[1:-1] if body.startswith("{") else body).strip()
    return raised(inner) if sign == "^" else lowered(inner)


def _macro(name: str, groups: list[str]) -> str | None:
    """Render a macro with its arguments, which may hold LaTeX themselves."""
    return expand(name, [_replace(group[1:-1]) for group in groups])


def _accented(match: re.Match[str]) -> str | None:
    r"""Put an accent on its letter where that makes a letter; an escaped quote (`it\'s`) makes none."""
    text, start = match.string, match.start()
    inside = start > 0 and text[start - 1].isalpha()
    if inside and _CONTRACTION.match(text, start):
        return None
    if (
        not inside
        and match["accent"] in "'\""
        and _CLOSING_QUOTE.search(text, match.end(), match.end() + _QUOTED)
    ):
        return None
    letter = match["letter"].strip("{}\\")
    composed = unicodedata.normalize("NFC", letter + _COMBINING[match["accent"]])
    return composed if len(composed) == 1 else None
