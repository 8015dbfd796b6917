"""What the benches work with: a corpus, the libraries that hold it, a home that is thrown away."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.bench.corpus import Corpus

POSTIL = (sys.executable, "-m", "postil.tui")
SAMPLE = Path(__file__).resolve().parents[2] / "store" / "sample"
DEVELOPING = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
"""What would have a program compiled anew at every start, which no installed one is."""
FOLDERS = ("HOME", "POSTIL_CONFIG_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


@dataclass(frozen=True)
class Bench:
    """One round of benches.

    Args:
        home: A folder that is thrown away at the end.
        files: Where corpus and libraries are kept; a second round finds them there.
        papers: How many papers the corpus has.
        runs: How often to measure; benches that take minutes do it a third as often.
        given: A library to measure on, instead of one that holds the corpus.
        queries: A file of judged queries, for the bench that hides the dumps in the corpus.
        fuzz: How many queries to make up.
        quiet: Seconds without output after which a terminal has drawn all it will.
    """

    home: Path
    files: Path
    papers: int = 100_000
    runs: int = 9
    given: Path | None = None
    queries: Path | None = None
    fuzz: int = 2000
    quiet: float = 0.25

    @property
    def long_runs(self) -> int:
        """How often to measure what takes minutes."""
        return max(1, self.runs // 3)

    @property
    def dumps(self) -> Sequence[Path]:
        """The files in the folder POSTIL_TEST_DUMPS, or else those of the sample library."""
        return sorted(Path(os.environ.get("POSTIL_TEST_DUMPS") or SAMPLE).glob("*.txt"))

    @cached_property
    def small(self) -> Path:
        """The library given, or else one that holds the dumps."""
        return self.given or self.library_of("library-dumps", *self.dumps)

    @cached_property
    def large(self) -> Path:
        """The library given, or else one that holds the corpus."""
        return self.given or self.library_of(f"library-{self.papers}", self.corpus_file)

    @cached_property
    def corpus(self) -> Corpus:
        """The papers."""
        return Corpus(self.papers)

    @cached_property
    def corpus_file(self) -> Path:
        """The papers as JSON lines."""
        return self.kept(f"papers-{self.papers}.jsonl", lambda path: self.write(path, 0, self.papers))

    @cached_property
    def titles_file(self) -> Path:
        """The titles of the large library, newest first, one a line."""
        return self._listed("titles", "title")

    @cached_property
    def rows_file(self) -> Path:
        """The same, each with its facts behind a tab."""
        facts = "title || char(9) || ifnull(published, '') || ' · ' || ifnull(authors_count, 0) || ' authors'"
        return self._listed("rows", facts)

    def write(self, path: Path, start: int, stop: int) -> None:
        """Write papers of the corpus to a file."""
        with path.open("w", encoding="utf-8") as file:
            file.writelines(self.corpus.lines(start, stop))

    def library_of(self, name: str, *sources: Path) -> Path:
        """Return a library that holds some dumps, imported and searched once so that its index stands."""

        def fill(folder: Path) -> None:
            library = folder / "library.db"
            self.postil(library, "import", *map(str, sources))
            self.postil(library, "search", "--limit", "1", "learning", missing=True)

        return self.kept(name, fill) / "library.db"

    def kept(self, name: str, make: Callable[[Path], None], folder: Path | None = None) -> Path:
        """Return a file or folder of this name, made now unless it was before."""
        folder = folder or self.files
        path, unfinished = folder / name, folder / f"unfinished-{name}"
        if not path.exists():
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.unlink(missing_ok=True)
            make(unfinished)
            unfinished.rename(path)
        return path

    def env(self, library: Path) -> dict[str, str]:
        """Return an environment with a home of its own and a library."""
        outside = {name: value for name, value in os.environ.items() if name not in DEVELOPING}
        return {**outside, **dict.fromkeys(FOLDERS, str(self.home)), "POSTIL_LIBRARY": str(library)}

    def postil(self, library: Path, *arguments: str, missing: bool = False) -> str:
        """Run a postil command and return what it prints; with `missing`, finding nothing is no failure."""
        done = subprocess.run(
            [*POSTIL, *arguments], env=self.env(library), stdout=subprocess.PIPE, check=False
        )
        if done.returncode not in ((0, 1) if missing else (0,)):
            raise subprocess.CalledProcessError(done.returncode, arguments)
        return done.stdout.decode()

    def some_titles(self, count: int) -> list[str]:
        """Return titles from all over the large library, the same ones every time."""
        with self.reading() as db:
            last = db.execute("SELECT max(id) FROM paper").fetchone()[0]
            ids = random.Random("titles").choices(range(1, last + 1), k=count)
            rows = (db.execute("SELECT title FROM paper WHERE id >= ? LIMIT 1", (each,)) for each in ids)
            return [row.fetchone()[0] for row in rows]

    def _listed(self, name: str, columns: str) -> Path:
        def write(path: Path) -> None:
            with self.reading() as db, path.open("w", encoding="utf-8") as file:
                rows = db.execute(f"SELECT {columns} FROM paper ORDER BY published DESC, id DESC")
                file.writelines(f"{text}\n" for (text,) in rows)

        folder = self.home if self.given else self.files
        return self.kept(f"{name}-{self.papers}.txt", write, folder)

    def reading(self, library: Path | None = None) -> closing[sqlite3.Connection]:
        """Open a library's file, the large one's unless another is given, to read it past Postil."""
        path = library or self.large
        return closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True))


@contextmanager
def bench(files: Path | None, **settings: object) -> Iterator[Bench]:
    """Set up a home that is thrown away, and the files with it unless they have a folder to stay in."""
    with tempfile.TemporaryDirectory(prefix="postil-bench-") as home:
        kept = files or Path(home, "files")
        kept.mkdir(parents=True, exist_ok=True)
        yield Bench(Path(home), kept.absolute(), **settings)  # type: ignore[arg-type]
