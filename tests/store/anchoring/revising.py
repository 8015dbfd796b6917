"""Made-up texts and revisions of them, each with the place where a highlighted passage ought to be then."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from types import MappingProxyType
from typing import NamedTuple

from postil.store.text.sentences import sentences
from tests.bench.corpus import Corpus

Word = tuple[str, int | None]
"""A word of a revision, and the number of the old word that it is or stands for."""

Sentence = list[Word]
Draft = list[Sentence]


class Case(NamedTuple):
    """A text, a passage of it, a revision, and where the passage is then; None where it is gone."""

    kind: str
    old: str
    start: int
    stop: int
    new: str
    wanted: tuple[int, int] | None


class Original(NamedTuple):
    """A text as numbered words, with a passage, and words of other texts to write into it."""

    draft: Draft
    passage: range
    sentence: int
    strange: Sequence[Sequence[str]]


Revise = Callable[[Original, Random], Draft]


def _edited(sentence: Sentence, share: float, strange: Sequence[str], random: Random) -> Sentence:
    """Change a share of the words: half are replaced, a quarter left out, and words are added."""
    edited: Sentence = []
    for word, number in sentence:
        if random.random() >= share:
            edited.append((word, number))
            continue
        match random.choice(("replace", "replace", "drop", "add")):
            case "replace":
                edited.append((random.choice(strange), number))
            case "add":
                edited += [(word, number), (random.choice(strange), None)]
    return edited


def _all_edited(original: Original, share: float, random: Random) -> Draft:
    words = [word for sentence in original.strange for word in sentence]
    return [_edited(sentence, share, words, random) for sentence in original.draft]


def word_edits(original: Original, random: Random) -> Draft:
    """Edit 5 to 30 % of all words."""
    return _all_edited(original, random.uniform(0.05, 0.30), random)


def revision(original: Original, random: Random) -> Draft:
    """Revise as authors do: a few words, a sentence more or less somewhere else, a link, a dash."""
    draft = _all_edited(original, random.choice((0, 0.01, 0.02, 0.03)), random)
    others = [number for number in range(len(draft)) if number != original.sentence]
    deeds = random.sample(("add", "drop", "quotes", "case", "nothing"), 2)
    if "quotes" in deeds:
        draft = _typeset(draft, random)
    if "drop" in deeds:
        draft[random.choice(others)] = []
    if "add" in deeds:
        draft.insert(random.choice((*others, len(draft))), _strange(original, random))
    return [sentence for sentence in draft if sentence]


def moved(original: Original, random: Random) -> Draft:
    """Move the passage's sentence to another place."""
    draft = list(original.draft)
    sentence = draft.pop(original.sentence)
    draft.insert(random.choice([n for n in range(len(draft) + 1) if n != original.sentence]), sentence)
    return draft


def moved_and_edited(original: Original, random: Random) -> Draft:
    """Move the passage's sentence, and edit up to a tenth of all words."""
    draft = moved(original, random)
    words = [word for sentence in original.strange for word in sentence]
    share = random.uniform(0.0, 0.10)
    return [_edited(sentence, share, words, random) for sentence in draft]


def replaced(original: Original, random: Random) -> Draft:
    """Put another sentence in the place of the passage's; edit up to a tenth of the other words."""
    draft = _all_edited(original, random.choice((0, random.uniform(0, 0.1))), random)
    draft[original.sentence] = _strange(original, random)
    return draft


def look_alike(original: Original, random: Random) -> Draft:
    """Leave the passage's sentence out, or put one that begins otherwise, while one like it stays."""
    draft = _all_edited(original, random.choice((0, random.uniform(0, 0.1))), random)
    stranger = _strange(original, random)
    resembles = stranger[0][0] == original.draft[original.sentence][0][0]
    draft[original.sentence] = [] if resembles or random.random() < 0.5 else stranger
    return [sentence for sentence in draft if sentence]


MARKS = MappingProxyType({"-": "–", "'": "’", '"': "”", "fi": "ﬁ", "fl": "ﬂ", "...": "…"})


def typography(original: Original, random: Random) -> Draft:
    """Set the text in other type: dashes, quotes, ligatures, capitals, blanks."""
    return _typeset(original.draft, random)


def _typeset(draft: Draft, random: Random) -> Draft:
    chosen = {mark: other for mark, other in MARKS.items() if random.random() < 0.6}

    def typeset(word: str) -> str:
        for mark, other in chosen.items():
            word = word.replace(mark, other)
        return word.title() if random.random() < 0.05 else word

    return [[(typeset(word), number) for word, number in sentence] for sentence in draft]


def _strange(original: Original, random: Random) -> Sentence:
    return [(word, None) for word in random.choice(original.strange)]


KINDS: Mapping[str, Revise] = MappingProxyType(
    {
        "words edited, 5-30 %": word_edits,
        "revision": revision,
        "sentence moved": moved,
        "moved and edited": moved_and_edited,
        "sentence replaced": replaced,
        "look-alike left": look_alike,
        "typography": typography,
    }
)


def cases(number: int, seed: int = 0) -> Iterator[Case]:
    """Yield some cases of each kind."""
    corpus = Corpus(1_000_000, seed)
    random = Random(f"anchoring {seed}")
    abstracts = (str(paper["abstract"]) for paper in corpus.papers(0, 10**9))
    for _ in range(number):
        for kind, revise in KINDS.items():
            draft, strange = _sentences(next(abstracts)), _sentences(next(abstracts))
            yield _case(kind, revise, draft, strange, random)


def _case(
    kind: str, revise: Revise, draft: list[list[str]], strange: list[list[str]], random: Random
) -> Case:
    sentence = random.randrange(len(draft))
    if revise is look_alike:
        resembling = [word for word, _ in _edited([(w, 0) for w in draft[sentence]], 0.2, strange[0], random)]
        at = random.choice((0, sentence, sentence + 1, len(draft)))
        draft.insert(at, resembling)
        sentence += at <= sentence
    numbered, number = [], 0
    for words in draft:
        numbered.append([(word, number + place) for place, word in enumerate(words)])
        number += len(words)
    passage = _passage([number or 0 for _, number in numbered[sentence]], random)
    revised = revise(Original(numbered, passage, sentence, strange), random)
    (old, was), (new, now) = _written(numbered, passage), _written(revised, passage)
    assert was is not None
    return Case(kind, old, *was, new, now)


def _passage(numbers: Sequence[int], random: Random) -> range:
    """Return a passage of a sentence: all of it more often than not, else some words."""
    if random.random() < 0.6 or len(numbers) < 4:
        return range(numbers[0], numbers[-1] + 1)
    size = random.randint(2, min(12, len(numbers)))
    first = random.randrange(len(numbers) - size + 1)
    return range(numbers[first], numbers[first] + size)


def _sentences(text: str) -> list[list[str]]:
    return [text[start:stop].split() for start, stop in sentences(text)]


def _written(draft: Draft, passage: range) -> tuple[str, tuple[int, int] | None]:
    """Return a draft as text, and where its words stand that belong to a passage."""
    text, start, stop = "", None, 0
    for word, number in [word for sentence in draft for word in sentence]:
        text += " " if text else ""
        if number in passage:
            start = len(text) if start is None else start
            stop = len(text) + len(word)
        text += word
    return text, None if start is None else (start, stop)
