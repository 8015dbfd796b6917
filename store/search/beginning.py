"""What to try instead of one word that hardly any paper has: words that begin like it."""

from collections.abc import Callable

from ..query import Query, Word
from ..query.fields import is_word

SHORTEST = 3
"""Letters that two words must have in common at their beginning."""

FEW = 3


def alike(
    query: Query, values: Callable[[str, str, int], list[tuple[str, int]]]
) -> tuple[tuple[str, str], ...]:
    """Return queries for the commonest words that share the longest beginning with a query's only word.

    Args:
        query: What found too little.
        values: The commonest words (field "") that begin so, with their numbers of papers.

    Returns:
        What is done otherwise and the query's text; nothing if the query is more than a word.
    """
    word = query.root
    if not isinstance(word, Word) or word.field is not None or not is_word(word.text):
        return ()
    for length in range(len(word.text) - 1, SHORTEST - 1, -1):
        found = [term for term, _ in values("", word.text[:length], FEW) if is_word(term)]
        if found:
            return tuple((f"{term}, which begins alike", term) for term in found)
    return ()
