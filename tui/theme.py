"""Colour themes: read from TOML, checked, and handed to Textual.

A theme is one file, and the file's name is the theme's name: ``vellum.toml`` is `vellum`. It holds ``dark``,
``description``, a table ``[colors]`` with every colour below and a table ``[pens]`` with the five pens, each
``{ background = "#RRGGBB", text = "#RRGGBB" }``. A key of ``[colors]`` is, after a ``$``, its name in TCSS.

    $ground                     the desk itself: lists, the paper, the screen's background
    $panel                      what lies on the desk: sidebar, status line, dialogs, the search line
    $rule                       hairlines that only please the eye
    $border                     borders that carry meaning (focus, fields); 3:1 on ground and panel
    $text $muted                reading text; dates, counts, hints: 4.5:1 on every ground and cursor row
    $accent                     the one accent: headings, keys, the cursor's bar; a ground for $ground text
    $cursor-background          the row under the cursor in the focused pane
    $cursor-text
    $cursor-blurred-background  the same row while another pane has the focus; its text is $text
    $selection-background       selected text and selected rows
    $selection-text
    $sentence-background        the sentence being read; its text is $text
    $hit-background $hit-text   a search hit inside a title or a text
    $unread $star               the unread dot and the star
    $error $warning $success    words and glyphs of notices
    $pen-NAME-background        a highlight, where NAME is point, method, data, result or doubt
    $pen-NAME-text

Text styles, each used alone, for what must show without colour too (``text-style: $hit-style;``):
`$cursor-style`, `$hit-style`, `$selection-style`, `$pen-style`, `$muted-style`. Textual's own variables
($background, $surface, $foreground, $primary, $text-muted, $scrollbar ...) follow from these.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from textual.color import Color, ColorParseError
from textual.theme import Theme

import postil.themes

DEFAULT = "vellum"
ANSI = "ansi-dark"
COLORS = (
    *("ground", "panel", "rule", "border", "text", "muted", "accent"),
    *("cursor-background", "cursor-text", "cursor-blurred-background"),
    *("selection-background", "selection-text", "sentence-background", "hit-background", "hit-text"),
    *("unread", "star", "error", "warning", "success"),
)
PENS = ("point", "method", "data", "result", "doubt")

_STYLES = MappingProxyType(
    {
        "cursor-style": "none",
        "hit-style": "bold",
        "selection-style": "none",
        "pen-style": "none",
        "muted-style": "none",
    }
)
_STYLES_WITHOUT_COLOR = MappingProxyType(
    {
        "cursor-style": "reverse",
        "hit-style": "bold underline",
        "selection-style": "reverse",
        "pen-style": "underline",
        "muted-style": "dim",
    }
)
# Textual derives these from the primary colour, or leaves them to "auto", which Color.parse cannot read.
_TEXTUAL = MappingProxyType(
    {
        "text": "text",
        "text-muted": "muted",
        "text-disabled": "muted",
        "foreground-muted": "muted",
        "foreground-disabled": "muted",
        "block-cursor-foreground": "cursor-text",
        "block-cursor-background": "cursor-background",
        "block-cursor-blurred-foreground": "text",
        "block-cursor-blurred-background": "cursor-blurred-background",
        "block-hover-background": "cursor-blurred-background",
        "border-blurred": "rule",
        "surface-active": "cursor-blurred-background",
        "scrollbar": "rule",
        "scrollbar-hover": "border",
        "scrollbar-active": "accent",
        "scrollbar-background": "ground",
        "scrollbar-background-hover": "ground",
        "scrollbar-background-active": "ground",
        "scrollbar-corner-color": "ground",
        "footer-foreground": "muted",
        "footer-background": "panel",
        "footer-key-foreground": "accent",
        "footer-description-foreground": "muted",
        "input-cursor-foreground": "ground",
        "input-cursor-background": "text",
        "input-selection-foreground": "selection-text",
        "input-selection-background": "selection-background",
        "screen-selection-foreground": "selection-text",
        "screen-selection-background": "selection-background",
        "link-color": "accent",
        "link-color-hover": "ground",
        "link-background-hover": "accent",
        "button-foreground": "text",
        "button-color-foreground": "ground",
    }
)


class ThemeError(ValueError):
    """A theme file that cannot be used; the message says which key is at fault."""


class Palette(NamedTuple):
    """One theme: its name, what its author says of it, and its colours as ``#RRGGBB``.

    `colors` holds every name of `COLORS`, and ``pen-NAME-background`` and ``pen-NAME-text`` for all `PENS`.
    """

    name: str
    dark: bool
    description: str
    colors: Mapping[str, str]


class ThemeSet(NamedTuple):
    """The themes that could be read, in the order found, and one sentence about each that could not."""

    themes: tuple[Palette, ...]
    warnings: tuple[str, ...]


def shipped() -> Path:
    """Return the folder of the themes that come with Postil."""
    return Path(postil.themes.__path__[0])


def load_themes(folders: Iterable[Path]) -> ThemeSet:
    """Read every theme in the folders; of two with one name the first counts and the second warns."""
    themes: dict[str, Palette] = {}
    warnings: list[str] = []
    for file in chain.from_iterable(map(_files, folders)):
        try:
            palette = read_theme(file)
        except ThemeError as error:
            warnings.append(f"theme {file.name} is left out: {error}")
            continue
        if palette.name in themes:
            warnings.append(f"theme {file.name} is left out: there is already a theme named {palette.name}")
        else:
            themes[palette.name] = palette
    return ThemeSet(tuple(themes.values()), tuple(warnings))


def load_theme(name: str, folders: Iterable[Path]) -> ThemeSet:
    """Read only the theme called `name`; when it is missing or bad, the default one with a warning."""
    wanted = (file for folder in folders for file in _files(folder) if _stem(file) == name)
    try:
        file = next(wanted, None)
        if file is None:
            raise ThemeError("there is no such file")
        return ThemeSet((read_theme(file),), ())
    except ThemeError as error:
        default = read_theme(shipped() / f"{DEFAULT}.toml")
        return ThemeSet((default,), (f"theme {name} is replaced by {DEFAULT}: {error}",))


def read_theme(file: Path) -> Palette:
    """Read and check one theme file.

    Raises:
        ThemeError: It cannot be read, is not TOML, or a key is missing or of the wrong kind.
    """
    name = _stem(file)
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", name):
        raise ThemeError("a theme's file name is made of letters, digits, - and _")
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ThemeError(error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise ThemeError(f"it is not TOML ({error})") from error
    dark, description = data.get("dark"), data.get("description", "")
    if not isinstance(dark, bool) or not isinstance(description, str):
        raise ThemeError("dark must be true or false, and description a text")
    return Palette(name, dark, description, MappingProxyType(_colors(data)))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21, whichever comes first.

    Source: WCAG 2.2, definitions of "contrast ratio" and "relative luminance".
    """
    darker, lighter = sorted((_luminance(Color.parse(one)), _luminance(Color.parse(other))))
    return (lighter + 0.05) / (darker + 0.05)


def to_textual(palette: Palette) -> Theme:
    """Return the palette as a Textual theme that carries all variables of this module's table."""
    colors = palette.colors
    return Theme(
        name=palette.name,
        dark=palette.dark,
        primary=colors["accent"],
        secondary=colors["muted"],
        accent=colors["accent"],
        foreground=colors["text"],
        background=colors["ground"],
        surface=colors["panel"],
        panel=colors["panel"],
        boost=colors["panel"],
        error=colors["error"],
        warning=colors["warning"],
        success=colors["success"],
        variables={**{name: colors[ours] for name, ours in _TEXTUAL.items()}, **_STYLES, **colors},
    )


def variable_defaults() -> dict[str, str]:
    """Return our variables for themes that lack them, such as Textual's ansi ones: text styles, no colours.

    The value of `App.get_theme_variable_defaults`; a stylesheet with an unknown variable would not load.
    """
    names = (*COLORS, *(f"pen-{pen}-{part}" for pen in PENS for part in ("background", "text")))
    return {**dict.fromkeys(names, "ansi_default"), **_STYLES_WITHOUT_COLOR}


def choose_theme(environ: Mapping[str, str], configured: str = DEFAULT) -> str:
    """Return the name of the theme to start with: without colour under NO_COLOR, else the reader's."""
    return ANSI if native_ansi(environ) else environ.get("POSTIL_THEME") or configured


def native_ansi(environ: Mapping[str, str]) -> bool | None:
    """Return the value of `App(ansi_color=...)`: True under NO_COLOR, None to leave it to the theme.

    Any NO_COLOR counts, an empty one too, since that is when Textual takes the colours out: the app must know
    it before it has a theme, or it makes greys of them, black on black.
    """
    return True if "NO_COLOR" in environ else None


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    found = (file for file in folder.iterdir() if file.name.endswith(".toml") and file.is_file())
    return sorted(found, key=lambda file: file.name)


def _stem(file: Path) -> str:
    return file.name.removesuffix(".toml")


def _colors(data: Mapping[str, Any]) -> dict[str, str]:
    colors = {name: _color(data, "colors", name) for name in COLORS}
    for pen in PENS:
        for part in ("background", "text"):
            colors[f"pen-{pen}-{part}"] = _color(data, "pens", pen, part)
    return colors


def _color(data: Mapping[str, Any], *path: str) -> str:
    value: Any = data
    where = ".".join(path)
    for key in path:
        if not isinstance(value, Mapping) or key not in value:
            raise ThemeError(f"{where} is missing")
        value = value[key]
    try:
        color = Color.parse(value) if isinstance(value, str) else None
    except ColorParseError:
        color = None
    if color is None or color.a != 1 or color.ansi is not None:
        raise ThemeError(f"{where} = {value!r} is not a colour such as #16130F")
    return color.hex


def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
