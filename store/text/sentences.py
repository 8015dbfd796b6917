"""Splitting prose into sentences, the unit in which a reader moves."""

import re

BREAK = re.compile(r"[.!?…][)\]\"'”’]*\s+(?=[\"'“‘(\[]?[A-Z0-9À-ÞΑ-Ω])")
ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|etc|et al|figs?|eqs?|sec|refs?|no|dr|prof|mr|ms|mrs|st|resp|approx|ca|vol|ed)"
    r"|\b[A-Za-z])\.$",
    re.IGNORECASE,
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of a text stand, in order and without the white space between them.

    Args:
        text: Prose.

    Returns:
        Offsets (start, stop) in characters.
    """
    spans, start = [], 0
    for found in BREAK.finditer(text):
        if ABBREVIATION.search(text, start, found.start() + 1):
            continue
        spans.append((start, found.start() + len(found.group().rstrip())))
        start = found.end()
    end = len(text.rstrip())
    return [*spans, (start, end)] if end > start else spans
