"""Every shipped theme is legible, and no theme file can do worse than be left out."""

import re
import sys
from itertools import combinations, product
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.widgets import Static

from postil.tui.theme import (
    COLORS,
    DEFAULT,
    PENS,
    Palette,
    choose_theme,
    contrast,
    load_theme,
    load_themes,
    native_ansi,
    read_theme,
    shipped,
    to_textual,
    variable_defaults,
)
from tests.terminal import Terminal

SHIPPED = load_themes([shipped()]).themes
GROUNDS = ("ground", "panel", "cursor-background", "cursor-blurred-background", "sentence-background")
INKS = ("text", "muted", "accent", "unread", "star", "error", "warning", "success")
PEN_PARTS = tuple((f"pen-{pen}-text", f"pen-{pen}-background") for pen in PENS)
TEXT_PAIRS = (
    *product(INKS, GROUNDS),
    ("cursor-text", "cursor-background"),
    ("cursor-text", "cursor-blurred-background"),
    ("selection-text", "selection-background"),
    ("hit-text", "hit-background"),
    *PEN_PARTS,
)
EDGE_PAIRS = (*product(("border", "accent"), ("ground", "panel")), ("accent", "cursor-background"))
VARIABLES = (*COLORS, *(name for pair in PEN_PARTS for name in pair))


@pytest.fixture(params=SHIPPED, ids=lambda palette: palette.name)
def palette(request: pytest.FixtureRequest) -> Palette:
    return request.param


def write(folder: Path, name: str, change: tuple[str, str] = ("", "")) -> Path:
    """Write the default theme under another name with one piece of text replaced."""
    original = (shipped() / f"{DEFAULT}.toml").read_text(encoding="utf-8")
    assert change[0] in original
    file = folder / f"{name}.toml"
    file.write_text(original.replace(*change, 1), encoding="utf-8")
    return file


def distance(one: str, other: str) -> float:
    """Euclidean distance in CIELAB (CIE76); about 2.3 is a just noticeable difference."""
    return sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5


def lab(name: str) -> tuple[float, float, float]:
    color = Color.parse(name)
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def test_the_shipped_themes_are_complete() -> None:
    found = load_themes([shipped()])
    assert found.warnings == ()
    assert [palette.name for palette in found.themes] == ["paper", "sepia", "slate", "vellum"]
    assert {palette.dark for palette in found.themes} == {True, False}
    assert all(palette.description for palette in found.themes)


@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_passes_wcag_aa(palette: Palette, ink: str, ground: str) -> None:
    assert contrast(palette.colors[ink], palette.colors[ground]) >= 4.5


@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_edges_that_carry_meaning_pass_wcag_aa(palette: Palette, edge: str, ground: str) -> None:
    assert contrast(palette.colors[edge], palette.colors[ground]) >= 3


def test_marks_are_told_apart(palette: Palette) -> None:
    """Five pens, hits and the selection: seven grounds, none easily taken for another."""
    grounds = [f"pen-{pen}-background" for pen in PENS] + ["hit-background", "selection-background", "ground"]
    for one, other in combinations(grounds, 2):
        assert distance(palette.colors[one], palette.colors[other]) >= 12, (one, other)


def test_cursor_rows_stand_out(palette: Palette) -> None:
    colors = palette.colors
    strong, weak = colors["cursor-background"], colors["cursor-blurred-background"]
    assert distance(strong, colors["ground"]) > distance(weak, colors["ground"]) >= 2.3


def test_every_theme_generates_without_automatic_colors(palette: Palette) -> None:
    variables = to_textual(palette).to_color_system().generate()
    assert not [name for name, value in variables.items() if "auto" in value]


def test_ratios_agree_with_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == contrast("white", "black") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


STYLESHEET = "\n".join(f".{name} {{ color: ${name}; }}" for name in VARIABLES)


NO_COLOR_APP = """
from textual.app import App
from textual.widgets import Static
from postil.tui.theme import choose_theme, native_ansi, variable_defaults
class Plain(App):
    CSS = "Static { color: $hit-text; background: $hit-background; text-style: $hit-style; }"
    def get_theme_variable_defaults(self):
        return variable_defaults()
    def compose(self):
        yield Static("a hit")
environ = {"NO_COLOR": "1"}
app = Plain(ansi_color=native_ansi(environ))
app.theme = choose_theme(environ)
app.run()
"""


def test_no_color_leaves_no_color() -> None:
    command = [sys.executable, "-c", NO_COLOR_APP]
    with Terminal(command, columns=30, lines=4, env={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for("a hit")
        styles = set(re.findall(rb"\x1b\[([0-9;]*)m", terminal.raw))
        assert not [style for style in styles if b"38" in style or b"48;" in style]
        assert terminal.cells[0][0].underscore


class Bare(App[None]):
    CSS = STYLESHEET + ".styled { text-style: $hit-style; }"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults()

    def compose(self) -> ComposeResult:
        yield Static("text", classes="hit-text styled")


async def test_a_stylesheet_can_use_every_variable_in_every_theme() -> None:
    app = Bare()
    for palette in SHIPPED:
        app.register_theme(to_textual(palette))
    async with app.run_test() as pilot:
        static = app.query_one(Static)
        for palette in SHIPPED:
            app.theme = palette.name
            await pilot.pause()
            assert static.styles.color == Color.parse(palette.colors["hit-text"])
            assert static.styles.text_style.bold
        app.theme = "ansi-dark"
        await pilot.pause()
        assert static.styles.text_style.underline


BAD = {
    "missing": (('star = "#F0CB6B"\n', ""), "colors.star is missing"),
    "pens": (("[pens]", "[pencils]"), "pens.point.background is missing"),
    "part": (('text = "#F4E58A"', 'ink = "#F4E58A"'), "pens.point.text is missing"),
    "flat": (
        ('{ background = "#443E10", text = "#F4E58A" }', '"#443E10"'),
        "pens.point.background is missing",
    ),
    "color": (("#F0CB6B", "sunflower seed"), "colors.star = 'sunflower seed' is not a colour"),
    "alpha": (("#F0CB6B", "#F0CB6B80"), "colors.star"),
    "auto": (("#F0CB6B", "auto 87%"), "colors.star"),
    "number": (('"#F0CB6B"', "7"), "colors.star = 7"),
    "dark": (("dark = true", 'dark = "very"'), "dark must be true or false"),
    "toml": (("[colors]", "[colors"), "it is not TOML"),
    "deep": (("dark = true", "dark = " + "[" * 5000), "it is not TOML"),
    "odd name": (("", ""), "a theme's file name"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_theme_is_left_out_by_name(tmp_path: Path, name: str) -> None:
    change, reason = BAD[name]
    write(tmp_path, name, change)
    found = load_themes([shipped(), tmp_path])
    assert found.themes == SHIPPED
    assert len(found.warnings) == 1
    assert found.warnings[0].startswith(f"theme {name}.toml is left out: ")
    assert reason in found.warnings[0]


def test_bytes_that_are_not_text_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "noise.toml").write_bytes(b"\xff\xfe\x00")
    assert "it is not TOML" in load_themes([tmp_path]).warnings[0]


def test_a_taken_name_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, DEFAULT, ("#F0CB6B", "#FFFFFF"))
    found = load_themes([shipped(), tmp_path])
    assert found.themes == SHIPPED
    assert found.warnings == ("theme vellum.toml is left out: there is already a theme named vellum",)


def test_a_readers_theme_joins_the_shipped_ones(tmp_path: Path) -> None:
    write(tmp_path, "dusk", ("#F0CB6B", "gold"))
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "readme.txt").write_text("not a theme")
    folders = [shipped(), tmp_path, tmp_path / "absent"]
    dusk = load_themes(folders).themes[-1]
    assert (dusk.name, dusk.colors["star"]) == ("dusk", "#FFD700")
    assert load_theme("dusk", folders).themes == (dusk,)


def test_one_theme_is_read_alone(tmp_path: Path) -> None:
    write(tmp_path, "broken", ("[colors]", ""))
    assert load_theme("slate", [tmp_path, shipped()]).warnings == ()


@pytest.mark.parametrize(("name", "reason"), [("broken", "colors.ground"), ("absent", "there is no such")])
def test_a_theme_that_cannot_be_had_gives_the_default(tmp_path: Path, name: str, reason: str) -> None:
    write(tmp_path, "broken", ("[colors]", ""))
    found = load_theme(name, [shipped(), tmp_path])
    assert found.themes == (read_theme(shipped() / "vellum.toml"),)
    assert found.warnings[0].startswith(f"theme {name} is replaced by vellum: {reason}")


def test_no_color_comes_before_any_choice() -> None:
    assert choose_theme({}) == DEFAULT
    assert choose_theme({}, "paper") == "paper"
    assert choose_theme({"POSTIL_THEME": "sepia"}, "paper") == "sepia"
    assert choose_theme({"POSTIL_THEME": ""}, "paper") == "paper"
    assert choose_theme({"POSTIL_THEME": "sepia", "NO_COLOR": ""}) == "ansi-dark"
    assert native_ansi({"NO_COLOR": ""}) is True
    assert native_ansi({"POSTIL_THEME": "sepia"}) is None
