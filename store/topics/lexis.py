"""Which words of patterns a word of a text fits: worked out once for every word that is met."""

from collections import defaultdict
from collections.abc import Iterator

from ..text.folding import fold

NOTHING, BREAK = 0, 1
"""The classes of a word that fits nothing, and of the end of a sentence."""

MOST = 200_000
"""Words that are remembered; then all are forgotten."""

_HEAD = 3
"""Letters by which words with a star are looked up."""


class Lexis:
    """The words of all patterns, numbered; and the classes of words that fit the same of them."""

    def __init__(self) -> None:
        self._slots: dict[str, int] = {}
        self._whole: defaultdict[str, list[int]] = defaultdict(list)
        self._bare: defaultdict[str, list[int]] = defaultdict(list)
        self._cased: defaultdict[str, list[int]] = defaultdict(list)
        self._begun: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        self._ended: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        self._classes: dict[frozenset[int], int] = {frozenset(): NOTHING}
        self.fits: list[frozenset[int]] = [frozenset(), frozenset()]
        """What each class fits."""
        self._known: dict[str, int] = {}

    def __len__(self) -> int:
        """How many words the patterns have."""
        return len(self._slots)

    def slot(self, words: str) -> int:
        """Return the number of a pattern's word, or of some words of which any will do."""
        if words not in self._slots:
            number = self._slots[words] = len(self._slots)
            for word in words.split("|"):
                self._learn(word, number)
        return self._slots[words]

    def _learn(self, word: str, number: int) -> None:
        bare = word.strip("*")
        key = fold(bare) if bare == bare.lower() else bare
        if word.endswith("*"):
            self._begun[fold(key)[:_HEAD]].append((key, number))
        elif word.startswith("*"):
            self._ended[fold(key)[-_HEAD:]].append((key, number))
        elif word.endswith("!"):
            self._bare[key[:-1]].append(number)
        elif key == fold(key):
            self._whole[key].append(number)
        else:
            self._cased[key].append(number)

    def class_of(self, word: str) -> int:
        """Return the class of a word of a text."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= MOST:
                self._known.clear()
            found = self._known[word] = self.classify(word)
        return found

    def classify(self, word: str) -> int:
        """Return the class of a word of a text, for a caller that remembers it."""
        low = word if word.islower() and word.isascii() else fold(word)
        fits = [*self._whole.get(low, ()), *self._bare.get(low, ())]
        for start, number in self._begun.get(low[:_HEAD], ()):
            if (low if start.islower() else word).startswith(start):
                fits.append(number)
        if low[-_HEAD:] in self._ended:
            fits += self._ending(low, word)
        if low.endswith("s"):
            fits += self._singular(low)
            fits += self._ending(low[:-1], word.removesuffix("s"))
        if low != word:
            fits += self._written(word)
        return self._class(frozenset(fits)) if fits else NOTHING

    def _class(self, fits: frozenset[int]) -> int:
        if fits not in self._classes:
            self._classes[fits] = len(self.fits)
            self.fits.append(fits)
        return self._classes[fits]

    def _singular(self, plural: str) -> Iterator[int]:
        """Yield what a plural fits as its singular."""
        if len(plural) <= 2:
            return
        yield from self._whole.get(plural[:-1], ())
        if plural.endswith("ies"):
            yield from self._whole.get(f"{plural[:-3]}y", ())
        elif plural.endswith("es"):
            yield from self._whole.get(plural[:-2], ())

    def _ending(self, low: str, word: str) -> Iterator[int]:
        """Yield what a word fits by its end."""
        for end, number in self._ended.get(low[-_HEAD:], ()):
            if (low if end.islower() else word).endswith(end):
                yield number

    def _written(self, word: str) -> Iterator[int]:
        """Yield what a word fits just as it is written, or in the plural, or with a number behind it."""
        bare = word.rstrip("0123456789") or word
        for form in {word, word.removesuffix("s"), bare, bare.removesuffix("s")}:
            yield from self._cased.get(form, ())
