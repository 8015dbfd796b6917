"""A corpus of made-up papers of any size, the same ones every time, in the shape of `postil … --json`.

`python -m tests.bench.corpus 1000000 > papers.jsonl` writes a million papers;
`python -m tests.bench.corpus 1000000 --queries 500` writes queries for them with the papers wanted.
Each paper has a topic, draws part of its words from that, and stands in the order of its date.
"""

import argparse
import json
import signal
import sys
from array import array
from collections.abc import Iterator
from itertools import islice
from operator import itemgetter
from random import Random

from tests.bench.asking import known
from tests.bench.vocabulary import HEAD, head, name, people, rare, topics, word
from tests.bench.words import FRAMES, HOUSES, TITLES

FIRST_YEAR, YEARS = 2011, 15
BLOCK = 100
"""Papers drawn from one source of chance: any of them can be had without those before its block."""

SENTENCES = range(7, 11)
AUTHORS = (1, 2, 3, 3, 4, 5, 6, 8)
RARE = range(3, 9)
"""How many words of the tail a paper has."""

DAYS = 28
LITTLE = frozenset(("a", "and", "as", "for", "from", "in", "of", "on", "the", "to", "under", "via", "with"))

Paper = dict[str, object]
_FRAMES = [(frame, frame.count("%s")) for frame in FRAMES]
_TITLES = [(frame, frame.count("%s")) for frame in TITLES]
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


class Corpus:
    """The papers of a corpus, made as they are asked for.

    Args:
        size: How many papers span the years; papers beyond that belong to the last month.
        seed: Another number makes other papers.
    """

    def __init__(self, size: int, seed: int = 0) -> None:
        self.size = size
        self._seed = seed
        self._head = head()
        self._topics = topics(seed)
        self._people = people()

    def papers(self, start: int = 0, stop: int | None = None) -> Iterator[Paper]:
        """Yield the papers from one number to another, by default all."""
        stop = self.size if stop is None else stop
        for block in range(start // BLOCK, -(-stop // BLOCK)):
            first = max(start - block * BLOCK, 0)
            yield from islice(self._block(block), first, min(stop - block * BLOCK, BLOCK))

    def lines(self, start: int = 0, stop: int | None = None) -> Iterator[str]:
        """Yield the same as lines of JSON."""
        return (_encode(paper) + "\n" for paper in self.papers(start, stop))

    def spread(self, count: int) -> Iterator[Paper]:
        """Yield some papers from all over the corpus."""
        for number in range(count):
            at = number * self.size // count
            yield from self.papers(at, at + 1)

    def _block(self, block: int) -> Iterator[Paper]:
        random = Random(f"papers {self._seed} {block}")
        for number in range(block * BLOCK, (block + 1) * BLOCK):
            yield self._paper(number, random)

    def _paper(self, number: int, random: Random) -> Paper:
        topic = self._topics[int(len(self._topics) * random.random() ** 1.5)]
        own, opening = self._coined(random)
        return {
            "title": self._title(topic, own, random),
            "abstract": self._abstract(topic, own, opening, random),
            **_dated(number, self.size),
            **self._facts(own, random),
        }

    def _facts(self, own: str, random: Random) -> Paper:
        """Return authors, and what only some papers have: an organization, comments, a link."""
        count, first = AUTHORS[random.getrandbits(3)], random.getrandbits(14)
        authors = self._people[first : first + count]
        facts: Paper = {"authors": authors, "authors_count": count}
        chance = random.random()
        if chance < 0.3:
            house = HOUSES[first % len(HOUSES)]
            facts["organization"] = f"{word(4000 + int(1000 * chance)).capitalize()} {house}"
        if 0.2 < chance < 0.45:
            facts["comments"] = int(40 * random.random() ** 3) + 1
        if chance > 0.7:
            facts["links"] = [f"https://github.com/{word(HEAD + first)}/{own or 'code'}"]
        return facts

    def _coined(self, random: Random) -> tuple[str, str]:
        """Return what a paper calls its own, if anything, and how it introduces that."""
        kind = random.random()
        if kind < 0.45:
            return name(rare(random) - HEAD), ""
        if kind < 0.65:
            words = [self._head[random.getrandbits(16)] for _ in range(random.choice((3, 3, 4)))]
            short = "".join(part[0] for part in words).upper()
            return short, f"We introduce {' '.join(words)} ({short}). "
        return "", ""

    def _title(self, topic: list[str], own: str, random: Random) -> str:
        frame, slots = random.choice(_TITLES)
        words = (frame % tuple(self._drawn(slots, topic, random))).split()
        cased = " ".join([each if each in LITTLE else each[0].upper() + each[1:] for each in words])
        return f"{own}: {cased}" if own else cased

    def _abstract(self, topic: list[str], own: str, opening: str, random: Random) -> str:
        frames = random.choices(_FRAMES, k=random.choice(SENTENCES))
        slots = sum([slots for _, slots in frames])
        words = self._drawn(slots, topic, random)
        for _ in range(random.choice(RARE)):
            seldom = word(rare(random))
            for _ in range(1 + (random.random() < 0.3)):
                words[int(random.random() * slots)] = seldom
        if own:
            words[0] = words[slots // 2] = own
        else:
            words[slots // 3] = f"{words[1]}-{words[slots // 3]}"
        text = " ".join([frame for frame, _ in frames]) % tuple(words)
        while "#" in text:
            text = text.replace("#", f"{random.randrange(11, 990) / 10:g}", 1)
        return opening + text

    def _drawn(self, slots: int, topic: list[str], random: Random) -> list[str]:
        """Draw words: every third from the topic, the rest from the head, some of these in pairs."""
        pairs = slots // 4
        draws = array("H", random.randbytes(2 * (slots + pairs)))
        if sys.byteorder == "big":
            draws.byteswap()
        words = list(itemgetter(*draws)(self._head))
        second = words[slots:]
        del words[slots:]
        words[1::3] = itemgetter(*random.randbytes(len(words[1::3])))(topic)
        words[2::3] = [*map("{} {}".format, words[2::3], second), *words[2 + 3 * pairs :: 3]]
        return words


def _dated(number: int, size: int) -> Paper:
    """Return the day and the arXiv id of a paper; both ascend with its number."""
    months = 12 * YEARS
    month = min(number * months // size, months - 1)
    first, after = -(-month * size // months), -(-(month + 1) * size // months)
    year, month = FIRST_YEAR + month // 12, month % 12 + 1
    day = 1 + min((number - first) * DAYS // max(after - first, 1), DAYS - 1)
    return {
        "published": f"{year}-{month:02}-{day:02}",
        "arxiv_id": f"{year % 100:02}{month:02}.{number - first + 1:05}",
    }


def main() -> None:
    """Write a corpus, or queries for it, to standard output."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.corpus", description=__doc__)
    parser.add_argument("size", type=int, help="how many papers")
    parser.add_argument("--seed", type=int, default=0, help="another number makes other papers")
    parser.add_argument("--queries", type=int, metavar="COUNT", help="write queries with the papers wanted")
    arguments = parser.parse_args()
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # so that `| head` ends it without complaint
    corpus = Corpus(arguments.size, arguments.seed)
    if arguments.queries is None:
        sys.stdout.writelines(corpus.lines())
    else:
        wanted = corpus.spread(arguments.queries)
        sys.stdout.writelines(_encode(asked._asdict()) + "\n" for asked in known(wanted))


if __name__ == "__main__":
    main()
