"""Search: tokens, index, spelling, ranking."""

from .engine import Results, Searcher
from .marks import Marker

__all__ = ["Marker", "Results", "Searcher"]
