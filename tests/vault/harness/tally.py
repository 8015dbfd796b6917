"""Words that somebody saved, and whether they are still there."""

from collections import Counter
from pathlib import Path

from ..desk import LIST, Desk, named


class Tally:
    """Every word that was saved, with where it belongs; a word stands nowhere else."""

    def __init__(self) -> None:
        self._words: dict[str, tuple[str, str]] = {}
        self._number = 0
        self.aside = 0
        self.lost: list[str] = []

    def word(self) -> str:
        """Return a word that nobody wrote before."""
        self._number += 1
        return f"w{self._number:06}x"

    def acknowledge(self, word: str, key: str, place: str) -> None:
        """Note that a word was saved."""
        self._words[word] = (key, place)

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
        for word, (key, place) in self._words.items():
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
                )
            )
        )
        for key in desk.keys
    }


def _files(desk: Desk) -> dict[str, set[str]]:
    texts = [data.decode() for data in desk.files().values()]
    return {key: set().union(*(_words(text) for text in texts if named(key) in text)) for key in desk.owners}


def _aside(desk: Desk) -> set[str]:
    folder = Path(desk.vault) / ".postil" / "absorbed"
    return set().union(*(_words(path.read_text()) for path in folder.glob("*.md")))
