"""Queries that nobody would type on purpose, made of what has broken search lines before."""

from collections.abc import Sequence
from random import Random

FIELDS = (
    "title", "abstract", "tag", "list", "is", "has", "year", "published", "source", "author", "org",
    "rating", "status", "pen", "nosuch",
)  # fmt: skip
VALUES = (
    "..", "2019..", "..2019", "2020..2010", "2024-01..2024-06", "unread", "note", "5", "x",
    '"a b"', "99999", "",
)  # fmt: skip
SYNTAX = (*"()\"'-:*^%_\\;{[", "OR", "AND", "NOT", "..", "--", "/*")
STRANGE = (
    "é", "naïve", "ﬁ", "ß", "Ω", "İ", "ǆ", "𝔸", "½", "²", "ª", "日本語", "紙", "한국어", "🙂", "👩‍🔬",
    "हिन्दी", "עברית", "العربية",
    "\u200b", "\u202e", "e\u0301", "\ufeff", "\x00", "\x1b[31m", "\n", "\t", "\ud800",
)  # fmt: skip
NASTY = (*"als01", "th", "le", "lea", "the", "of", "in", "co", "pre", "un", "re", "aa", "zz", "20")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def fuzzed(words: Sequence[str], count: int, seed: int = 0) -> list[str]:
    """Return queries of every nasty kind, in turn.

    Args:
        words: Words of the library, for queries that find something.
        count: How many.
        seed: Another number makes other queries.
    """
    random = Random(f"fuzz {seed}")
    return [_KINDS[number % len(_KINDS)](words, random) for number in range(count)]


def _mixed(words: Sequence[str], random: Random) -> str:
    parts = [random.choice((_word, _syntax, _filter, _strange, _nasty)) for _ in range(random.randint(1, 8))]
    glue = random.choice(("", " ", " "))
    return glue.join(part(words, random) for part in parts)


def _word(words: Sequence[str], random: Random) -> str:
    word = random.choice(words)
    return word if random.random() < 0.6 else word[: random.randint(1, len(word))]


def _phrase(words: Sequence[str], random: Random) -> str:
    inside = " ".join(random.choice(words) for _ in range(random.randint(0, 5)))
    return random.choice(('"{}"', '"{}', '-"{}"', 'title:"{}"', "'{}", '{}"')).format(inside)


def _nasty(_words: Sequence[str], random: Random) -> str:
    return " ".join(random.choices(NASTY, k=random.randint(1, 6)))


def _syntax(_words: Sequence[str], random: Random) -> str:
    return random.choice(("", " ")).join(random.choices(SYNTAX, k=random.randint(1, 6)))


def _filter(words: Sequence[str], random: Random) -> str:
    value = random.choice((*VALUES, random.choice(words)))
    return f"{random.choice(('', '-', ''))}{random.choice(FIELDS)}:{value}"


def _strange(_words: Sequence[str], random: Random) -> str:
    return "".join(random.choices(STRANGE, k=random.randint(1, 5)))


def _grouped(words: Sequence[str], random: Random) -> str:
    def group(depth: int) -> str:
        if not depth or random.random() < 0.3:
            return random.choice((_word, _filter, _nasty))(words, random)
        minus, between = random.choice(("", "-")), random.choice(("OR", "", "AND"))
        return f"{minus}({group(depth - 1)} {between} {group(depth - 1)})"

    return group(random.randint(1, 5))


def _long(words: Sequence[str], random: Random) -> str:
    kind = random.randrange(4)
    if kind == 0:
        return random.choice(LETTERS) * random.randint(50, 3000)
    if kind == 1:
        return "".join(random.choices(LETTERS, k=random.randint(20, 200)))
    if kind == 2:
        return "(" * random.randint(1, 200) + random.choice(words)
    return " ".join(random.choice(words) for _ in range(random.randint(12, 150)))


def _slips(words: Sequence[str], random: Random) -> str:
    typed = [list(random.choice(words)) for _ in range(random.randint(1, 4))]
    for word in typed:
        for _ in range(random.randint(1, 3)):
            word[random.randrange(len(word))] = random.choice(LETTERS)
    return " ".join("".join(word) for word in typed)


def _run_together(words: Sequence[str], random: Random) -> str:
    return random.choice(("", "-", "_", ".", "/")).join(random.choices(words, k=random.randint(2, 4)))


_KINDS = (
    *(_word, _mixed, _phrase, _nasty, _filter, _grouped, _slips, _syntax, _long, _strange, _run_together),
)
