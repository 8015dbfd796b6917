"""What the frontmatter says of a paper: tags, topics and single values; and frontmatter that says it."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ..days import is_day
from ..models import STATUSES
from ..tag_names import tag_name
from ..topic_names import topic_name
from .front import flow, with_list, with_text
from .said import VALUES, Said
from .yaml_read import Value

TAGS, TOPICS = "tags", "topics"
REFUSED = "-"
"""What stands before the name of a topic that was refused."""
CHOICES: Mapping[str, str] = MappingProxyType(
    {
        "status": ", ".join(STATUSES),
        "rating": "0 to 5",
        "starred": "true, false",
        "triage": "kept, later with a day such as 2026-11-30",
    }
)
"""What the single values can be, as one is told who wrote something else."""
TRUTHS = {"true": "true", "yes": "true", "false": "false", "no": "false", "": "false"}


class Fields(NamedTuple):
    """What frontmatter says.

    Args:
        tags: The tags; None if they are said in a way that is not understood.
        topics: The topics that were accepted, and those that were refused; None as with tags.
        values: The single values as text; one that is not understood is missing.
        troubles: What was not understood, a few words each.
    """

    tags: frozenset[str] | None
    topics: Mapping[str, bool] | None
    values: Mapping[str, str]
    troubles: tuple[str, ...]


def read_fields(values: Mapping[str, Value]) -> Fields:
    """Return what the values of frontmatter say of a paper."""
    troubles: list[str] = []
    tags, topics = _names(values, TAGS, troubles), _names(values, TOPICS, troubles)
    return Fields(
        None if tags is None else frozenset(filter(None, map(tag_name, tags))),
        None if topics is None else _topics(topics, values, troubles),
        dict(_values(values, troubles)),
        tuple(troubles),
    )


def new_fields(said: Said) -> str:
    """Return the lines of frontmatter that say something of a paper, of its tags in any case."""
    lines = [f"{TAGS}: {flow(sorted(said.tags or ()))}"]
    if said.topics:
        lines.append(f"{TOPICS}: {flow(sorted(_signed(said.topics)))}")
    lines += [f"{name}: {value}" for name, value in said.values.items() if value != VALUES[name]]
    return "".join(f"{line}\n" for line in lines)


def with_fields(front: str, before: Said, said: Said) -> str:
    """Return frontmatter changed to say something else of a paper.

    Args:
        front: Its lines.
        before: What it says.
        said: What it shall say.

    Raises:
        Held: That cannot be done with certainty.
    """
    if said.tags is not None and said.tags != before.tags:
        front = with_list(front, TAGS, said.tags, tag_name)
    if said.topics is not None and said.topics != before.topics:
        front = with_list(front, TOPICS, _signed(said.topics), signed_name)
    for name, value in said.values.items():
        if value != before.values[name]:
            front = with_text(front, name, value)
    return front


def signed_name(text: str) -> str:
    """Return a text as the name of a topic, after a sign if it was refused."""
    name = topic_name(text)
    return f"{REFUSED}{name}" if name and text.lstrip().startswith(REFUSED) else name


def understood(name: str, text: str) -> str | None:
    """Return a single value as the library has it, or None if it can be none."""
    text = " ".join(text.lower().split())
    match name:
        case "status":
            return text if text in STATUSES else None
        case "rating":
            return text if text in {"", *"012345"} else None
        case "triage":
            word, _, day = text.partition(" ")
            return text if text in {"", "kept"} or (word == "later" and is_day(day)) else None
    return TRUTHS.get(text)


def _signed(topics: Mapping[str, bool]) -> set[str]:
    return {topic if given else f"{REFUSED}{topic}" for topic, given in topics.items()}


def _names(values: Mapping[str, Value], name: str, troubles: list[str]) -> Iterable[str] | None:
    """Return the texts of a list; None if it is none."""
    value = values.get(name)
    if value is not None and value.is_odd:
        troubles.append(f"line {value.line}: its {name} are no list")
        return None
    return value.listed if value else ()


def _topics(
    texts: Iterable[str], values: Mapping[str, Value], troubles: list[str]
) -> Mapping[str, bool] | None:
    signed = set(filter(None, map(signed_name, texts)))
    topics = {each.removeprefix(REFUSED): not each.startswith(REFUSED) for each in signed}
    if len(topics) < len(signed):
        troubles.append(f"line {values[TOPICS].line}: its topics accept and refuse the same one")
        return None
    return topics


def _values(values: Mapping[str, Value], troubles: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the single values that are understood."""
    for name, default in VALUES.items():
        value = values.get(name)
        if value is None or value.is_nothing:
            yield name, default
            continue
        text = understood(name, value.texts[0]) if len(value.texts) == 1 and not value.is_odd else None
        if text is None:
            troubles.append(f"line {value.line}: its {name} is none of {CHOICES[name]}")
        else:
            yield name, text
