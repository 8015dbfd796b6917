"""Ending a sync early: between two files, so that each is either done or as it was."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from ..errors import PostilError

T = TypeVar("T")


class Stopped(PostilError):
    """A sync was asked to end; what it did not come to is for the next one."""


def going_on(items: Iterable[T], is_stopped: Callable[[], bool]) -> Iterator[T]:
    """Yield some items, as long as nobody asks to end.

    Args:
        items: The items.
        is_stopped: Whether somebody did.

    Raises:
        Stopped: Somebody did.
    """
    for item in items:
        if is_stopped():
            raise Stopped("the sync was stopped")
        yield item
