"""Take the pictures of Postil: the real app, in a real browser's terminal, on a copy of a library.

    python screenshots/make.py [--only NAME] [--library FILE] [--out DIR]
    python screenshots/make.py --shot 120x36:vellum:"j j enter" --out /tmp/state.png

Keys stand apart by spaces. A key is a name (enter, escape, tab, space, up, pagedown, ctrl+d, ...), `wait` for
one second of patience, or anything else, which is typed: "/ retinal space vessel enter".
"""

import argparse
import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from postil.tui.theme import load_theme, shipped  # noqa: E402 - the line above makes both importable
from screenshots.browser import Browser, PictureError, served  # noqa: E402
from screenshots.evenings import evenings  # noqa: E402
from screenshots.stage import lists_at_work, vault_at_work  # noqa: E402
from tests.terminal import key_bytes  # noqa: E402

COMMAND = (sys.executable, "-m", "postil.tui")


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture to take: its name, the terminal's size, the theme, the keys pressed first.

    `stage` puts a library and what goes with it into the home that the app is given.
    """

    name: str
    columns: int
    lines: int
    theme: str
    keys: str = ""
    stage: Callable[[Path], None] | None = None

    @classmethod
    def parse(cls, text: str) -> "Shot":
        """Read ``COLUMNSxLINES:THEME:KEYS``; the theme and the keys may be left out.

        Raises:
            ValueError: The size is not two numbers.
        """
        size, theme, keys = (*text.split(":", 2), "", "")[:3]
        columns, lines = map(int, size.split("x"))
        return cls("shot", columns, lines, theme or "vellum", keys)


MARKED = (
    "j enter 1 a read space this space first escape ) 2 ) ) a compare space with space the space earlier "
    "space teachers, space and space ask space what space became space of space the space licence; space "
    "then space try space it space on space maps escape ( ( } }"
)
"""Keys that mark a paper and write in its margin."""
RECALLED = "j enter ) 4 ) ) a better space without space it escape ) 1"
"""Keys that mark three passages, one with a comment."""

SHOTS = (
    Shot("library", 120, 34, "vellum", "j j s j r j"),
    Shot("search", 120, 34, "slate", "/ difusion enter j"),
    Shot("completion", 120, 34, "vellum", "/ attention space year:202 wait down"),
    Shot("facets", 120, 34, "paper", "/ language space model wait enter h j j j j j j j j f wait"),
    Shot("advice", 100, 30, "sepia", "/ difusion space year:1999 wait enter wait"),
    Shot("related", 120, 34, "slate", "/ diffusion enter escape g r wait"),
    Shot("reader", 100, 30, "sepia", "j j j enter ) ) )"),
    Shot("margin", 120, 30, "vellum", MARKED),
    Shot("margin-narrow", 80, 24, "paper", MARKED),
    Shot("margin-pocket", 40, 24, "slate", MARKED),
    Shot("highlights", 100, 24, "sepia", f"{MARKED} ] 3 ] 4 g h wait j"),
    Shot("sync", 120, 35, "vellum", "wait wait wait M wait j", vault_at_work),
    Shot("sync-narrow", 40, 24, "paper", "wait wait wait M wait j", vault_at_work),
    Shot("list", 120, 34, "vellum", "wait g L enter j j j", lists_at_work),
    Shot("list-pocket", 40, 24, "paper", "wait g L enter j j j", lists_at_work),
    Shot("lists", 120, 30, "slate", "wait g L wait", lists_at_work),
    Shot("triage", 120, 34, "vellum", "T y x ]"),
    Shot("triage-pocket", 40, 24, "sepia", "T y x l s s"),
    Shot("triage-end", 100, 24, "slate", "j j space j space j space T y x s"),
    Shot("recall", 100, 24, "vellum", f"{RECALLED} q g v enter"),
    Shot("tags", 120, 30, "slate", "wait g T wait j j j", evenings),
    Shot("news", 120, 30, "vellum", "g n wait j wait l j", evenings),
    Shot("stats", 100, 34, "sepia", "g s wait", evenings),
    Shot("stats-pocket", 40, 24, "slate", "g s wait", evenings),
    Shot("history", 120, 30, "paper", "g u wait j", evenings),
    Shot("topics", 120, 34, "paper", "/ topic:vlm enter j w"),
    Shot("why", 100, 30, "vellum", "/ lora enter escape w"),
    Shot("explain", 100, 30, "slate", "/ difusion enter w wait"),
    Shot("narrow", 80, 24, "paper", "j"),
    Shot("pocket", 40, 24, "paper", "j"),
    Shot("help", 100, 30, "slate", "?"),
    Shot("import", 100, 30, "paper", "g i"),
)


def take(browser: Browser, shot: Shot, library: Path | None, command: Sequence[str]) -> bytes:
    """Run the app as the shot says; return the PNG."""
    ground = load_theme(shot.theme, [shipped()]).themes[0].colors["ground"]
    with (
        _room(shot, library) as env,
        served(command, env) as address,
        browser.page(address, shot.columns, shot.lines, ground),
    ):
        browser.settle(0.3)
        for key in shot.keys.split():
            if key == "wait":
                browser.settle(1, timeout=1)
                continue
            browser.send(key_bytes(key))
            browser.settle(0.2)
        browser.settle(0.3)
        return browser.picture()


@contextmanager
def _room(shot: Shot, library: Path | None) -> Iterator[dict[str, str]]:
    """Give the app a home of its own and a copy of the library: pictures leave no trace in either."""
    with tempfile.TemporaryDirectory(prefix="postil-picture-", ignore_cleanup_errors=True) as home:
        copy = Path(home, "library.db" if library is None or shot.stage else library.name)
        if shot.stage is not None:
            shot.stage(Path(home))
        elif library is not None:
            for file in library.parent.glob(f"{library.stem}.*"):
                shutil.copy(file, home)
        folders = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
        env = {**os.environ, **dict.fromkeys(folders, home), "POSTIL_CONFIG_DIR": home}
        env.pop("NO_COLOR", None)
        yield {**env, "POSTIL_LIBRARY": str(copy), "POSTIL_THEME": shot.theme}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", metavar="NAME", help="take one picture of the table")
    parser.add_argument("--shot", metavar="SHOT", type=Shot.parse, help="COLUMNSxLINES[:THEME[:KEYS]]")
    parser.add_argument("--library", metavar="FILE", type=Path, help="the library; else the sample library")
    parser.add_argument(
        "--out", metavar="PATH", type=Path, default=ROOT / "screenshots", help="folder or .png"
    )
    parser.add_argument(
        "--app", metavar="COMMAND", type=shlex.split, default=COMMAND, help="instead of postil"
    )
    return parser.parse_args()


def main() -> None:
    """Take one picture, or all."""
    arguments = _arguments()
    shots = [arguments.shot] if arguments.shot else [s for s in SHOTS if arguments.only in (None, s.name)]
    if not shots:
        raise SystemExit(f"no such picture; there are {', '.join(shot.name for shot in SHOTS)}")
    try:
        _take_all(shots, arguments)
    except PictureError as error:
        raise SystemExit(str(error)) from None


def _take_all(shots: Sequence[Shot], arguments: argparse.Namespace) -> None:
    with Browser.started() as browser:
        for shot in shots:
            picture = take(browser, shot, arguments.library, arguments.app)
            out = arguments.out if arguments.out.suffix == ".png" else arguments.out / f"{shot.name}.png"
            out.parent.mkdir(parents=True, exist_ok=True)
            out.write_bytes(picture)
            print(f"{out}  {shot.columns}x{shot.lines} {shot.theme} {shot.keys}")


if __name__ == "__main__":
    main()
