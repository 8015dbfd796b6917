"""What a picture needs on the desk before it is opened: a library and a vault that were worked at."""

from datetime import date, timedelta
from pathlib import Path

from postil.store import sample
from postil.store.importing import ImportRun
from postil.store.library import Library
from postil.store.vault.sync import Sync

VAULT = Path("Documents", "Postil")
"""Where a vault is below one's home, unless one says otherwise."""


def vault_at_work(home: Path) -> None:
    """Make a library with a vault of which several files and papers changed since they were last synced."""
    with Library.open(home / "library.db") as library:
        ImportRun(library).run(sorted(Path(sample.__path__[0]).glob("*.txt")))
        vault = home / VAULT
        keys = library.papers.keys(list(library.papers.all("newest"))[:6])
        for pen, key in enumerate(keys[:5], 1):
            abstract = library.papers.get(key).abstract
            library.highlights.add(key, "abstract", 0, abstract.index(". ") + 1, pen)
        library.notes.set(keys[0], "Compare with the older baseline.\n\nIs the data public?")
        Sync(library, vault, settle=0.0).run()
        files = {key: _file(vault, key) for key in keys[:5]}
        _edit(files[keys[0]], "Is the data public?", "The data is public; see the appendix.")
        library.notes.set(keys[0], "Compare with the older baseline, on both sets.\n\nIs the data public?")
        _edit(files[keys[1]], "\ndate: ", "\nstatus: reading\nrating: 4\ndate: ")
        files[keys[2]].write_text("")
        library.reading.set_star(keys[5:], True)
        library.reading.set_status(keys[3:4], "read")


def lists_at_work(home: Path) -> None:
    """Make a library with reading lists that are half read, and with smart lists."""
    today = date.today()
    with Library.open(home / "library.db") as library:
        ImportRun(library).run(sorted(Path(sample.__path__[0]).glob("*.txt")))
        keys = library.papers.keys(list(library.papers.all("newest")))
        lists, searches = library.lists, library.searches
        soon, late = ((today + timedelta(days)).isoformat() for days in (3, -2))
        lists.new("Journal club", "What we read on Thursdays.", "Which would change how we train?", soon)
        lists.add("Journal club", [keys[place] for place in (3, 7, 1, 12, 20)])
        lists.set_done("Journal club", [keys[3], keys[7], keys[1]], True)
        lists.set_due("Journal club", [keys[12]], late)
        lists.set_due("Journal club", [keys[20]], (today + timedelta(1)).isoformat())
        lists.new("Thesis, chapter 2", question="Who measured it before us, and on what?", due=late)
        lists.add("Thesis, chapter 2", keys[5:17])
        lists.set_done("Thesis, chapter 2", keys[5:8], True)
        lists.new("Someday")
        lists.add("Someday", keys[30:36])
        searches.save("unread diffusion", "diffusion is:unread")
        searches.save("club or language", 'list:"journal club" OR language')
        library.reading.set_status([keys[3], keys[7], keys[1]], "read")


def _file(vault: Path, key: str) -> Path:
    return next(
        path for path in vault.rglob("*.md") if f"postil: {key}\n" in path.read_text(encoding="utf-8")
    )


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
