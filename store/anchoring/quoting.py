"""Finding what somebody quotes by hand: letter for letter, else in whatever typography and line breaks."""

from rapidfuzz import fuzz

from .following import occurrences
from .wording import wording

Run = tuple[int, int]


def exactly(quote: str, text: str) -> list[Run]:
    """Return every place in a text where a quote stands letter for letter."""
    return [(at, at + len(quote)) for at in occurrences(quote, text)]


def in_words(quote: str, text: str) -> list[Run]:
    """Return every place in a text where the words of a quote stand."""
    wanted, there = wording(quote).words, wording(text)
    size = len(wanted)
    starts = range(len(there.words) - size + 1) if size else ()
    return [there.place(at, at + size) for at in starts if there.words[at : at + size] == wanted]


def nearest(quote: str, texts: list[str]) -> str:
    """Return the passage that is most like a quote, in whole words; "" where there is no text.

    Args:
        quote: What is quoted.
        texts: Where to look.
    """
    best, score = "", -1.0
    for text in texts:
        found = fuzz.partial_ratio_alignment(quote.casefold(), text.casefold())
        if found is None or len(text.casefold()) != len(text):
            continue
        there = wording(text)
        first, end = there.within(found.dest_start, found.dest_end)
        if first < end and found.score > score:
            best, score = text[slice(*there.place(first, end))], found.score
    return best
