"""Raised and lowered characters: what Unicode has of superscripts and subscripts."""

_RAISED = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ∘°∗′",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ°°*′",
)
_LOWERED = str.maketrans(
    "0123456789+-−=()aehijklmnoprstuvxβγρφχ",
    "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
)
# These stand high by themselves.
_HIGH = frozenset("*†‡′″°'™®")


def raised(text: str) -> str:
    """Write text as a superscript.

    Args:
        text: What stands high, such as `-3` or `th`.

    Returns:
        Superscript characters (`⁻³`), or the text behind `^` where Unicode lacks one of them.
    """
    if text and _HIGH.issuperset(text):
        return text
    return _scripted(text, _RAISED, "^")


def lowered(text: str) -> str:
    """Write text as a subscript.

    Args:
        text: What stands low, such as `2` or `max`.

    Returns:
        Subscript characters (`₂`), or the text behind `_` where Unicode lacks one of them.
    """
    return _scripted(text, _LOWERED, "_")


def _scripted(text: str, table: dict[int, int], sign: str) -> str:
    """Translate all of the text or none of it."""
    bare = "".join(text.split())
    if all(ord(char) in table for char in bare):
        return bare.translate(table)
    return f"{sign}{text}" if bare.isalnum() else f"{sign}({text})"
