"""A library with papers, and a vault beside it, as tests use them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from postil.store.library import Library
from postil.store.models import Highlight
from postil.store.vault.report import Report
from postil.store.vault.sync import Sync
from tests.store.shelf import record, shelve

ABSTRACT = (
    "Tides move kites. We fly many kites over many tides, and note what each of them does to the other. "
    "Kites rise with the tide; the string of a kite does not."
)
LIST = "abc"
"""The id of the reading list that the harness writes to."""
TITLES = ("On tides", "On kites", "On strings")


def named(owner: str) -> str:
    """Return the line of a file that says whose it is."""
    return f"postil-list: {owner}\n" if owner == LIST else f"postil: {owner}\n"


class Desk:
    """One library and the vault that goes with it.

    Args:
        home: The folder of both.
        vault: The vault, if it is another library's as well.
    """

    def __init__(self, home: Path, vault: Path | None = None) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.home = home
        self.vault = vault or home / "vault"
        self.library = Library.open(home / "library.db")
        if not self.library.counts().papers:
            papers = [record(n, title, abstract=f"{title}. {ABSTRACT}") for n, title in enumerate(TITLES, 1)]
            shelve(self.library, *papers)
        self.keys = [self.library.papers.resolve(title) for title in TITLES]

    @property
    def key(self) -> str:
        return self.keys[0]

    @property
    def owners(self) -> list[str]:
        """The keys of all papers, and the id of a reading list."""
        return [*self.keys, LIST]

    def sync(self, *, dry_run: bool = False, restore: bool = False, settle: float = 0.0) -> Report:
        return Sync(self.library, self.vault, settle=settle).run(dry_run=dry_run, restore=restore)

    def mark(self, quote: str = "many kites", pen: int = 1, comment: str = "", key: str = "") -> Highlight:
        key = key or self.key
        start = self.library.papers.get(key).abstract.index(quote)
        return self.library.highlights.add(key, "abstract", start, start + len(quote), pen, comment)

    def comments(self, key: str = "") -> dict[str, str]:
        return {each.quote: each.comment for each in self.library.highlights.of(key or self.key)}

    def files(self) -> dict[str, bytes]:
        """All files of the vault by path, our own folder left out."""
        found = sorted(path for path in self.vault.rglob("*") if path.is_file())
        relative = {str(path.relative_to(self.vault)): path for path in found}
        return {name: path.read_bytes() for name, path in relative.items() if not name.startswith(".postil/")}

    @property
    def file(self) -> Path:
        """The file of the first paper."""
        (found,) = [
            path for path in self.vault.rglob("*.md")
            if f"postil: {self.key}".encode() in path.read_bytes() and ".postil" not in path.parts
        ]  # fmt: skip
        return found

    def edit(self, old: str, new: str) -> None:
        """Change the first paper's file as an editor does that writes it in place."""
        text = self.file.read_text()
        assert old in text
        self.file.write_text(text.replace(old, new, 1))

    def close(self) -> None:
        self.library.close()


@contextmanager
def opened(home: Path, vault: Path | None = None) -> Iterator[Desk]:
    desk = Desk(home, vault)
    try:
        yield desk
    finally:
        desk.close()
