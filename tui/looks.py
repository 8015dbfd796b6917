"""How the parts of a pane look, in the theme's words, and as styles to draw with.

Textual's component classes do the same by a node of their own in the stylesheet for each part of each widget,
which are weighed anew whenever a class or the focus changes: a fifth of a first frame.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, NamedTuple

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color

from .theme import PENS


class Look(NamedTuple):
    """How a part looks; what is left out is as it is beneath.

    Args:
        color: The theme's variable for the text.
        background: The theme's variable for the ground.
        style: Text styles, or after a `$` the theme's variable for them.
    """

    color: str = ""
    background: str = ""
    style: str = ""


Looks = Mapping[str, Look]

PEN_LOOKS: Looks = MappingProxyType(
    {
        f"pen-{number}": Look(f"pen-{pen}-text", f"pen-{pen}-background", "$pen-style")
        for number, pen in enumerate(PENS, 1)
    }
)
"""What is marked with each of the five pens."""


class Styled:
    """A widget whose parts have looks: its own, and those of the classes it is made of."""

    LOOKS: ClassVar[Looks] = {}

    _variables: Mapping[str, str] = MappingProxyType({})
    _styles: Mapping[str, Style] = MappingProxyType({})

    def restyle(self, variables: Mapping[str, str]) -> None:
        """Take on a theme, before anything is drawn.

        Args:
            variables: The theme's variables; while they are the same ones, nothing is to do.
        """
        if variables is self._variables:
            return
        self._variables = variables
        looks: dict[str, Look] = {}
        for base in reversed(type(self).__mro__):
            looks |= vars(base).get("LOOKS", {})
        self._styles = {name: _style(look, variables) for name, look in looks.items()}

    def named(self, name: str) -> Style:
        """Return the style of a part, to be laid over that of the widget."""
        return self._styles[name]


def _style(look: Look, variables: Mapping[str, str]) -> Style:
    said = variables[look.style[1:]] if look.style.startswith("$") else look.style
    flags = {word: True for word in said.split() if word != "none"}
    return Style(color=_color(look.color, variables), bgcolor=_color(look.background, variables), **flags)  # type: ignore[arg-type]


def _color(name: str, variables: Mapping[str, str]) -> RichColor | None:
    return Color.parse(variables[name]).rich_color if name else None
