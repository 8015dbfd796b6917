"""What a part of a paper screen is built on: the screen itself for who reads it, and nothing when it runs.

Each class below Textual's Screen costs a first frame up to half a millisecond, a plain class next to nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .paper_screen import PaperScreen as ScreenPart
else:
    ScreenPart = object

__all__ = ["ScreenPart"]
