"""Search: tokens, index, spelling, ranking."""

from .engine import Searcher
from .marks import Marker
from .results import Advice, Interrupted, Matched, Part, Related, Results
from .selection import Selection

__all__ = [
    "Advice", "Interrupted", "Marker", "Matched", "Part", "Related", "Results", "Searcher", "Selection",
]  # fmt: skip
