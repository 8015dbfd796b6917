"""Every place that one can go to, with the way there."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ..commands import Way
from ..desk import Desk
from . import aside, near, over

WAYS: Mapping[Way, Callable[[Desk], None]] = MappingProxyType(
    {
        "library": near.library,
        "back": near.back,
        "out": near.out,
        "reader": near.reader,
        "zen": near.zen,
        "search": near.search,
        "related": near.related,
        "empty": near.empty,
        "help": over.keys,
        "messages": over.messages,
        "palette": over.palette,
        "why": over.why,
        "topics": over.topics,
        "themes": over.themes,
        "import": over.imports,
        "triage": aside.triage,
        "recall": aside.recall,
        "highlights": aside.highlights,
        "tags": aside.tags,
        "lists": aside.lists,
        "history": aside.history,
        "news": aside.news,
        "stats": aside.stats,
        "sync": aside.sync,
    }
)
