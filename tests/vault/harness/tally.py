"""Words that somebody saved, and whether they are still there."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from postil.store.vault.paper_file import read_paper
from postil.store.vault.papers import PaperKind

from ..desk import LIST, Desk, named
from .fields import day_of

DECIDED = "SELECT 1 FROM change WHERE table_name = 'triage' AND json_extract(after, '$.day') = ?"


class Tally:
    """Every word that was saved, with where it belongs; a word stands nowhere else."""

    def __init__(self) -> None:
        self._words: dict[str, tuple[str, str]] = {}
        self._days: dict[str, str] = {}
        self._number = 0
        self.aside = 0
        self.lost: list[str] = []

    def word(self) -> str:
        """Return a word that nobody wrote before."""
        self._number += 1
        return f"w{self._number:06}x"

    def acknowledge(self, word: str, key: str, place: str) -> None:
        """Note that a word was saved; of a field with one value only the last one is looked for."""
        if place == "triage":
            self._days[key] = word
        self._words[f"-{word}" if place == "refused" else word] = (key, place)

    @property
    def acknowledged(self) -> int:
        """How many words were saved."""
        return len(self._words)

    def check(self, *desks: Desk) -> None:
        """Look for every word, in the file and, where it belongs to us, in the library of each desk."""
        self.lost.clear()
        self.aside = 0
        places = [(_library(desk), _files(desk), _aside(desk)) for desk in desks]
        absorbed = set().union(*(aside for _, _, aside in places))
        self.lost += _undecided(self._days, desks, absorbed)
        self.lost += [told for desk in desks for told in _apart(desk)]
        for word, (key, place) in self._words.items():
            if place == "triage":
                continue
            for number, (library, files, _) in enumerate(places):
                if place != "own" and word not in library[key]:
                    self.lost.append(f"{word} ({place} of {key}) is not in library {number}")
                if word not in files[key]:
                    if place == "own" and word in absorbed:
                        self.aside += 1
                    else:
                        self.lost.append(f"{word} ({place} of {key}) is not in the file of {number}")

    def by_place(self) -> Counter[str]:
        """Return how many words were saved where."""
        return Counter(place for _, place in self._words.values())


def _words(text: str) -> set[str]:
    return set(text.replace(",", " ").replace("[", " ").replace("]", " ").split())


def _library(desk: Desk) -> dict[str, set[str]]:
    library = desk.library
    lists = {each.list_id: _words(each.description) for each in library.lists.all()}
    return {LIST: lists.get(LIST, set())} | {
        key: _words(
            "\n".join(
                (
                    *(each.comment for each in library.highlights.of(key)),
                    library.notes.get(key),
                    *library.papers.get(key).tags,
                    *_judged(desk, key),
                )
            )
        )
        for key in desk.keys
    }


def _judged(desk: Desk, key: str) -> Iterator[str]:
    """Yield the topics that were accepted, and with a sign those that were refused."""
    for one in desk.library.topics.standing(desk.library.papers.get(key)):
        if one.verdict is not None:
            yield one.topic if one.verdict else f"-{one.topic}"


def _undecided(days: dict[str, str], desks: Iterable[Desk], absorbed: set[str]) -> Iterator[str]:
    """Tell which last days, written into files, neither history knows of nor what was kept aside."""
    for key, word in days.items():
        day = day_of(word)
        if day not in absorbed and not any(
            desk.library.db.execute(DECIDED, (day,)).fetchone() for desk in desks
        ):
            yield f"{day} (triage of {key}) is in no history"


def _apart(desk: Desk) -> Iterator[str]:
    """Tell of which papers the fields of the file say something else than the library."""
    library = PaperKind(desk.library).in_library(desk.keys)
    for data in desk.files().values():
        for key in desk.keys:
            if named(key).encode() in data:
                file = read_paper(data).said
                if (file.tags, file.topics, file.values) != (
                    library[key].tags,
                    library[key].topics,
                    library[key].values,
                ):
                    yield f"the file of {key} says {file}, the library {library[key]}"


def _files(desk: Desk) -> dict[str, set[str]]:
    texts = [data.decode() for data in desk.files().values()]
    return {key: set().union(*(_words(text) for text in texts if named(key) in text)) for key in desk.owners}


def _aside(desk: Desk) -> set[str]:
    folder = Path(desk.vault) / ".postil" / "absorbed"
    return set().union(*(_words(path.read_text()) for path in folder.glob("*.md")))
