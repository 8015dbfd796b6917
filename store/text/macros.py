"""LaTeX macros by name: the ones that only set type, a few of our own, and pylatexenc for all others."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from .scripts import lowered, raised

# Macros that change how their argument looks, not what it says.
_TYPE = re.compile(
    r"text(?:bf|it|sc|rm|tt|sf|sl|up|md|normal)?|math(?:rm|bf|it|sf|tt|cal|frak|scr|op|bin|rel)"
    r"|emph|uline|underline|overline|underbrace|overbrace|boldsymbol|bm|pmb|operatorname|[mh]box"
    r"|ensuremath|url|path"
)
_SPACES = MappingProxyType(
    {"quad": " ", "qquad": " ", "space": " ", "left": "", "right": "", "big": "", "Big": ""}
)
_ACCENT = re.compile("vec|d?dot|hat|check|breve|acute|grave|tilde|bar|mathbb|[ckruvH]")
_UNSTABLE = frozenset({"today"})
# One letter each, and more often a regular expression or a path (`\d+`, `C:\b`) unless braces follow.
_NEEDS_BRACES = frozenset("bcdHkrtuv")
# A formula may leave the braces out: `\\hat x`, `\\mathbb R`.
_BARE_ARGUMENT = re.compile(
    r"\\(hat|bar|vec|dot|ddot|tilde|math[a-z]+|boldsymbol|bm)(?:\s+|(?=\\))(\\[A-Za-z]+|[A-Za-z])"
)
_BEFORE_LETTER = re.compile(r"\\([A-Za-z]+)\s+(?=[A-Za-z])")


def _fraction(over: str, under: str) -> str:
    """Write a fraction in one line."""
    return "/".join(part if part.isalnum() else f"({part})" for part in (over, under))


def _root(body: str) -> str:
    """Write a square root in one line."""
    return f"√{body}" if len(body) == 1 or body.isdigit() else f"√({body})"


_OWN: Mapping[tuple[str, int], Callable[..., str]] = MappingProxyType(
    {
        ("frac", 2): _fraction,
        ("tfrac", 2): _fraction,
        ("dfrac", 2): _fraction,
        ("nicefrac", 2): _fraction,
        ("sqrt", 1): _root,
        ("href", 2): lambda address, shown: f"{shown} ({address})",
        ("textsuperscript", 1): raised,
        ("textsubscript", 1): lowered,
    }
)


def expand(name: str, arguments: list[str]) -> str | None:
    r"""Render a macro.

    Args:
        name: The macro's name without its backslash.
        arguments: The groups in braces behind it, already rendered.

    Returns:
        Its text, or None for a macro that should stay as it is.
    """
    if own := _OWN.get((name, len(arguments))):
        return own(*arguments)
    if name in _SPACES:
        return _SPACES[name] + _rest(arguments)
    if _TYPE.fullmatch(name):
        return arguments[0] + _rest(arguments[1:]) if arguments else None
    if name in _NEEDS_BRACES and not arguments:
        return None
    return _known(name, tuple(arguments))


def in_formula(body: str) -> str:
    r"""Spell out what a formula may leave to the eye, so that each macro stands with its arguments.

    Args:
        body: A formula, such as `\\hat x + 5 \\mu m`.

    Returns:
        The formula with braces around bare arguments, and no blank between a Greek letter and the next.
    """
    body = _BARE_ARGUMENT.sub(r"\\\1{\2}", body)
    return _BEFORE_LETTER.sub(_joined, body)


def _joined(match: re.Match[str]) -> str:
    """Join a letter written as a macro to the letter behind it: the blank only ends the name."""
    letter = expand(match[1], [])
    return letter if letter and len(letter) == 1 and letter.isalpha() else match[0]


def _rest(arguments: list[str] | tuple[str, ...]) -> str:
    """Give back groups that were no arguments, without the empty ones that only end a macro's name."""
    return "".join(f"{{{argument}}}" for argument in arguments if argument)


@lru_cache(maxsize=512)
def _known(name: str, arguments: tuple[str, ...]) -> str | None:
    """Ask pylatexenc for a symbol, which takes no argument, or for an accent, which takes one."""
    # Deferred: few texts hold macros, and a command that reads none should not wait for it to load.
    from pylatexenc.latex2text import LatexNodes2Text, get_default_latex_context_db  # noqa: PLC0415

    # Its other categories guess (`\\cite` as "<cit.>") or belong to one school's homework.
    symbols = get_default_latex_context_db().filter_context(["latex-base", "advanced-symbols"])
    spec = symbols.get_macro_spec(name)
    meaning = getattr(spec, "simplify_repl", None)
    if _ACCENT.fullmatch(name) and len(arguments) == 1:
        return str(LatexNodes2Text(latex_context=symbols).latex_to_text(f"\\{name}{{{arguments[0]}}}"))
    if not isinstance(meaning, str) or not meaning.strip() or "%" in meaning or name in _UNSTABLE:
        return None
    return meaning + _rest(arguments)
