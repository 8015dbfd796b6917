"""A stretch of text that is being selected: it grows and shrinks at one end. Pure."""

from collections.abc import Sequence
from typing import NamedTuple, Self

from . import graphemes

Span = tuple[int, int]


class Selection(NamedTuple):
    """Two ends within a part of a document.

    Args:
        text: The document's text.
        part: Where the part stands in which one can select.
        anchor: The end that stays.
        at: The end that moves; the two are offsets between characters.
    """

    text: str
    part: Span
    anchor: int
    at: int

    @property
    def span(self) -> Span:
        """Where what is selected stands."""
        return min(self.anchor, self.at), max(self.anchor, self.at)

    @property
    def quote(self) -> str:
        """What is selected."""
        return self.text[slice(*self.span)]

    @property
    def cursor(self) -> Span:
        """Where the character stands that the moving end is at."""
        if self.at > self.anchor:
            return graphemes.before(self.text, self.at), self.at
        return self.at, graphemes.after(self.text, self.at)

    def to(self, at: int) -> Self:
        """Move the end to an offset, as far as the part reaches."""
        return self._replace(at=max(self.part[0], min(at, self.part[1])))

    def carried(self, text: str, part: Span) -> Self | None:
        """Return the selection in another text, in which its part stands elsewhere.

        Args:
            text: The other text.
            part: Where the part stands there.

        Returns:
            None if the part reads otherwise there.
        """
        if text[slice(*part)] != self.text[slice(*self.part)]:
            return None
        by = part[0] - self.part[0]
        return self._replace(text=text, part=part, anchor=self.anchor + by, at=self.at + by)

    def swapped(self) -> Self:
        """Move the other end from now on."""
        return self._replace(anchor=self.at, at=self.anchor)

    def by_characters(self, steps: int) -> Self:
        """Move the end by characters."""
        at = self.at
        for _ in range(abs(steps)):
            at = graphemes.after(self.text, at) if steps > 0 else graphemes.before(self.text, at)
        return self.to(at)

    def by_words(self, steps: int) -> Self:
        """Move the end to the end of a word ahead, or to the beginning of one behind."""
        at = self.at
        for _ in range(abs(steps)):
            at = graphemes.word_end(self.text, at) if steps > 0 else graphemes.word_start(self.text, at)
        return self.to(at)

    def by_sentences(self, steps: int, sentences: Sequence[Span]) -> Self:
        """Move the end to the end of a sentence ahead, or to the beginning of one behind."""
        moved = self
        for _ in range(abs(steps)):
            ahead = [stop for _start, stop in sentences if stop > moved.at]
            behind = [start for start, _stop in sentences if start < moved.at]
            if steps > 0:
                moved = moved.to(ahead[0] if ahead else self.part[1])
            else:
                moved = moved.to(behind[-1] if behind else self.part[0])
        return moved
