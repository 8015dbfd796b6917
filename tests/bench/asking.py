"""What a reader might ask of a corpus: queries with the paper wanted, and the keystrokes of a query."""

from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import NamedTuple

SHORTEST_MISTYPED = 5
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LITTLE = frozenset(
    ("and", "can", "fails", "for", "from", "help", "meets", "the", "through", "via", "when", "with")
)
FILTERS = (
    "year:2019..",
    "year:2015..2017",
    "is:unread",
    "published:2021-03..",
    "has:link",
    "source:papers",
    "-word",
)


class Asked(NamedTuple):
    """A query, how it came about, and the titles of the papers that answer it."""

    query: str
    kind: str
    relevant: tuple[str, ...]


def known(papers: Iterable[dict[str, object]], seed: int = 0) -> Iterator[Asked]:
    """Yield a query for each paper: words of its title, right, mistyped or begun, or of its abstract."""
    random = Random(f"known {seed}")
    for number, paper in enumerate(papers):
        title, abstract = str(paper["title"]), str(paper["abstract"])
        words = telling(title, random, 4)
        kind = ("title_fragment", "typo", "prefix", "abstract")[number % 4]
        if kind == "typo":
            words = [slipped(word, random) for word in words]
        elif kind == "prefix":
            words = [*words[:-1], words[-1][: max(3, len(words[-1]) * 2 // 3)]]
        elif kind == "abstract":
            words = telling(abstract, random, 6)
        yield Asked(" ".join(words), kind, (title,))


def queries(titles: Sequence[str], count: int, seed: int = 0) -> list[str]:
    """Return queries of one to four words of titles, some mistyped, every third with a filter."""
    random = Random(f"queries {seed}")
    return [_query(random.choice(titles), number, random) for number in range(count)]


def _query(title: str, number: int, random: Random) -> str:
    words = telling(title, random, random.randint(1, 4))
    if number % 6 == 1:
        words[-1] = slipped(words[-1], random)
    if number % 3 == 2:
        narrowing = random.choice(FILTERS)
        words.append(f"-{telling(title, random, 1)[0]}" if narrowing == "-word" else narrowing)
    return " ".join(words)


def mistyped(titles: Sequence[str], count: int, seed: int = 0) -> list[str]:
    """Return single words of titles with one slip each."""
    random = Random(f"mistyped {seed}")
    words = sorted({word for title in titles for word in telling(title, random, 4)})
    long = [word for word in words if len(word) > SHORTEST_MISTYPED and word.isalpha()]
    return [slipped(word, random) for word in random.choices(long, k=count)]


def plain(query: str) -> str:
    """Return the words of a query that every search tool takes: no fields, no negation, no punctuation."""
    return " ".join(word for word in query.split() if word.isalnum())


def keystrokes(query: str) -> list[str]:
    """Return what stands in the search line after each key of a query."""
    return [query[:length] for length in range(1, len(query) + 1)]


def telling(text: str, random: Random, count: int) -> list[str]:
    """Return some words that stand side by side, little ones and punctuation left out."""
    words = [word.strip(".,:;()?%").lower() for word in text.split()]
    words = [word for word in words if len(word) > 2 and word not in LITTLE and word[0].isalpha()] or [
        "paper"
    ]
    start = random.randrange(max(len(words) - count, 0) + 1)
    return words[start : start + count]


def slipped(word: str, random: Random) -> str:
    """Return a word with one slip of the keyboard; short words are typed right."""
    if len(word) < SHORTEST_MISTYPED or not word.isalpha():
        return word
    at = random.randrange(1, len(word) - 1)
    before, after = word[:at], word[at:]
    return random.choice(
        (
            before + after[1:],
            before + after[1] + after[0] + after[2:],
            before + random.choice(LETTERS) + after,
            before + random.choice(LETTERS) + after[1:],
        )
    )
