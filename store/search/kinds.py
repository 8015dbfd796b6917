"""The kinds of terms in the index, told apart by how they begin; bare ones are words of a text."""

TITLE, AUTHOR, ORGANIZATION, MONTH, DUMP, HAS, LINK, TOPIC = "t:", "a:", "o:", "m:", "d:", "h:", "l:", "c:"
STUB = "^"
"""Marks the beginnings of title words, `^s` `^se` `^seg`: a short prefix has too many terms to list."""
STUB_LENGTHS = (1, 2, 3)
LONGEST_STUB = max(STUB_LENGTHS)


def is_bare(term: str) -> bool:
    """Return whether a term is a word of a title or an abstract."""
    return term[1:2] != ":" and term[0] != STUB
