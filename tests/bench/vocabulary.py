"""Words without end: common ones first, then made-up ones, as frequent as words in real text are.

The frequencies of the head follow Zipf and Mandelbrot (`1 / (rank + SHIFT)`); those of the tail fall off
faster, as they do in real collections, so that the number of distinct words grows after Heaps' law.
"""

from collections.abc import Callable
from functools import lru_cache
from random import Random

from tests.bench.words import ACCENTS, COMMON, COMPOUNDS, ENDINGS, GIVEN, NAME_ENDS, NUCLEI, ONSETS

SLOTS = 1 << 16
SHIFT = 20
HEAD = 6000
"""Ranks of the head; the tail begins here."""

FALL = 1.9
"""How fast the tail thins out: of ranks above x times `HEAD` there is a share of x ** (-1 / FALL)."""

PEOPLE = 1 << 14

TOPICS = 300
TOPIC_WORDS = 48
TOPIC_SLOTS = 256
TOPIC_SHIFT = 3

SYLLABLES = len(ONSETS) * len(NUCLEI)
SHORT, LONG = SYLLABLES**2 * len(ENDINGS), SYLLABLES**3 * len(ENDINGS)
STRIDE = 136_699_237
"""Prime to both spaces, so that neighbours in rank are no neighbours in spelling, and no two words agree."""


@lru_cache(HEAD * 16)
def word(rank: int) -> str:
    """Return the word of a rank, from 0; no two ranks share one."""
    if rank < len(COMMON):
        return COMMON[rank]
    if rank % 8 == 3:
        return _stem(rank // 2) + "s"
    if rank % 8 == 7:
        return _stem(rank // 4 & ~1) + "ing"
    return _stem(rank)


def _stem(rank: int) -> str:
    """Return a made-up word without an ending of grammar."""
    syllables, space = (2, SHORT) if rank < HEAD else (3, LONG)
    code = rank * STRIDE % space
    accented = code % 61 == 0
    code, ending = divmod(code, len(ENDINGS))
    parts = []
    for _ in range(syllables):
        code, syllable = divmod(code, SYLLABLES)
        parts.append(ONSETS[syllable // len(NUCLEI)] + NUCLEI[syllable % len(NUCLEI)])
    text = "".join(parts)
    return (text.translate(ACCENTS) if accented else text) + ENDINGS[ending]


def rare(random: Random) -> int:
    """Draw a rank of the tail."""
    return int(HEAD * (1 - random.random()) ** -FALL) % LONG


def name(rank: int) -> str:
    """Return a name such as MoraNet, for a method of its own."""
    end = NAME_ENDS[rank % len(NAME_ENDS)]
    return _stem(rank // len(NAME_ENDS)).capitalize() + end


def people() -> list[str]:
    """Return names of authors, with some to spare behind the last of `PEOPLE`."""
    surnames = (word(2 * HEAD + number // 2).capitalize() for number in range(PEOPLE + 16))
    return [f"{GIVEN[number % len(GIVEN)]} {surname}" for number, surname in enumerate(surnames)]


def head() -> list[str]:
    """Return `SLOTS` words of the head, each as often as it should be drawn."""
    return _laid_out(word, HEAD, SHIFT, SLOTS)


def topics(seed: int) -> list[list[str]]:
    """Return for every topic `TOPIC_SLOTS` words and pairs of words, each as often as it should be drawn."""
    return [_topic(Random(f"topic {seed} {number}")) for number in range(TOPICS)]


def _topic(random: Random) -> list[str]:
    ranks = [int(100 * 300 ** random.random()) for _ in range(TOPIC_WORDS)]
    terms = [_term(rank, random) for rank in ranks]
    return _laid_out(terms.__getitem__, TOPIC_WORDS, TOPIC_SHIFT, TOPIC_SLOTS)


def _term(rank: int, random: Random) -> str:
    """Return a word of a topic: alone, as a pair or as a compound."""
    kind = random.random()
    if kind < 0.12:
        return f"{word(rank)}-{random.choice(COMPOUNDS)}"
    return f"{word(rank)} {word(random.randrange(200))}" if kind < 0.5 else word(rank)


def _laid_out(term: Callable[[int], str], ranks: int, shift: int, slots: int) -> list[str]:
    """Return terms by rank, each once for every slot that its frequency is worth."""
    weights = [1 / (rank + shift) for rank in range(1, ranks + 1)]
    scale, reached, laid = slots / sum(weights), 0.0, list[str]()
    for rank, weight in enumerate(weights):
        reached += weight * scale
        laid += [term(rank)] * (round(reached) - len(laid))
    return laid
