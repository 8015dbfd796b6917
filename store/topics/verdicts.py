"""The topics of papers: what the rules say, and the reader's word on it, which stands whatever they say."""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, NamedTuple

from ..errors import NotFound
from ..models import Paper
from ..reading import said_of
from ..topic_names import topic_name
from .ruleset import Ruleset

if TYPE_CHECKING:
    from .engine import Reason

Change = Callable[[str], AbstractContextManager[sqlite3.Connection]]

OF_PAPERS = """
SELECT paper_key, topic, given FROM topic_verdict WHERE paper_key IN (SELECT value FROM json_each(?))
ORDER BY topic
"""
JUDGE = """
INSERT INTO topic_verdict (paper_key, topic, given)
SELECT p.key, :topic, :given FROM paper p WHERE p.key IN (SELECT value FROM json_each(:keys))
ON CONFLICT (paper_key, topic) DO UPDATE SET given = excluded.given WHERE given <> excluded.given
"""
FORGET = """
DELETE FROM topic_verdict WHERE topic = :topic AND paper_key IN (SELECT value FROM json_each(:keys))
"""
KEYS = "SELECT DISTINCT topic FROM topic_verdict ORDER BY topic"
GIVEN = "topics_given"
"""What SQL calls the topics that the rules give, as JSON: of a title and an abstract."""


class Standing(NamedTuple):
    """How a topic stands with a paper.

    Attributes:
        topic: Its name.
        given: Whether the paper has it.
        verdict: What the reader said: whether the paper has it; None where nothing was said.
        reason: Why the rules give it; None where they do not.
    """

    topic: str
    given: bool
    verdict: bool | None
    reason: "Reason | None"


class Topics:
    """The topics of a library's papers.

    Args:
        db: The library's connection.
        change: Opens a journalled transaction under a label.
        rules: The rules in force.
    """

    def __init__(self, db: sqlite3.Connection, change: Change, rules: Ruleset) -> None:
        self._db = db
        self._change = change
        self._rules = rules

    @property
    def are_ready(self) -> bool:
        """Whether the rules are read already, which takes some time."""
        return self._rules.is_ready

    def of(self, paper: Paper) -> tuple[str, ...]:
        """Return the topics of a paper: those of the rules in their order, then the reader's."""
        said = self._said([paper.key]).get(paper.key, {})
        kept = (one for one in self._rules.engine.of(paper.title, paper.abstract) if said.get(one, True))
        return tuple(dict.fromkeys((*kept, *(topic for topic, given in said.items() if given))))

    def onto(self, paper: Paper) -> Paper:
        """Return a paper with its topics, which it has not yet when it comes from the library."""
        return paper._replace(auto_tags=self.of(paper))

    def standing(self, paper: Paper) -> tuple[Standing, ...]:
        """Return how topics stand with a paper: those it has, with reasons, and those that were refused."""
        reasons = {reason.topic: reason for reason in self._rules.engine.reasons(paper.title, paper.abstract)}
        said = self._said([paper.key]).get(paper.key, {})
        return tuple(
            Standing(topic, said.get(topic, topic in reasons), said.get(topic), reasons.get(topic))
            for topic in dict.fromkeys((*reasons, *said))
        )

    def names(self) -> tuple[str, ...]:
        """Return the names of all topics: those of the rules, and those that only the reader gave."""
        own = [topic for (topic,) in self._db.execute(KEYS)]
        return tuple(dict.fromkeys((*self._rules.book.topics, *own)))

    def accept(self, keys: Sequence[str], topic: str) -> int:
        """Let papers have a topic, whatever the rules say of them; return how many that changed.

        Raises:
            NotFound: There is no such topic.
        """
        return self._judge(keys, topic, True)

    def refuse(self, keys: Sequence[str], topic: str) -> int:
        """Let papers not have a topic, whatever the rules say of them; return how many that changed.

        Raises:
            NotFound: There is no such topic.
        """
        return self._judge(keys, topic, False)

    def forget(self, keys: Sequence[str], topic: str) -> int:
        """Let the rules decide again; return of how many papers something had been said."""
        with self._change(f"let the rules decide on {topic}") as db:
            return db.execute(FORGET, {"topic": topic, "keys": json.dumps(list(keys))}).rowcount

    def toggle(self, paper: Paper, topic: str) -> bool:
        """Refuse a topic that a paper has, accept one that it has not; return whether it has it then."""
        given = topic not in self.of(paper)
        rules = topic in self._rules.engine.of(paper.title, paper.abstract)
        if given == rules:
            self.forget([paper.key], topic)
        else:
            self._judge([paper.key], topic, given)
        return given

    def put(self, key: str, before: Mapping[str, bool], after: Mapping[str, bool]) -> None:
        """Let other verdicts stand on a paper, on any topics; for what was kept elsewhere.

        Args:
            key: The paper's key.
            before: The topics on which there is one, each with whether the paper has it.
            after: Those on which there is to be one.
        """
        changed = {
            topic: after.get(topic) for topic in (*before, *after) if before.get(topic) != after.get(topic)
        }
        with self._change(f"topics: {said_of(self._db, [key])}") as db:
            for topic, given in sorted(changed.items()):
                values = {"topic": topic, "given": given, "keys": json.dumps([key])}
                db.execute(FORGET if given is None else JUDGE, values)

    def _judge(self, keys: Sequence[str], topic: str, given: bool) -> int:
        topic = self.called(topic)
        many = f" on {len(keys):,} papers" if len(keys) > 1 else ""
        values = {"topic": topic, "given": given, "keys": json.dumps(list(keys))}
        with self._change(f"{'accept' if given else 'refuse'} the topic {topic}{many}") as db:
            return db.execute(JUDGE, values).rowcount

    def called(self, name: str) -> str:
        """Return the topic that a reader means by a name.

        Raises:
            NotFound: There is none.
        """
        wanted = topic_name(name)
        names = self.names()
        if wanted in names:
            return wanted
        # Deferred: only a reader who mistypes a topic pays for it.
        from difflib import get_close_matches  # noqa: PLC0415

        close = " or ".join(get_close_matches(wanted, names))
        raise NotFound(f"there is no topic {name!r}{close and f'; did you mean {close}?'}")

    def _said(self, keys: Sequence[str]) -> Mapping[str, dict[str, bool]]:
        """Return what the reader said of papers, by key and topic."""
        found: dict[str, dict[str, bool]] = {}
        for key, topic, given in self._db.execute(OF_PAPERS, (json.dumps(list(keys)),)):
            found.setdefault(key, {})[topic] = bool(given)
        return found

    def given(self, title: str, abstract: str | None) -> str:
        """Return what the rules give to a paper of some texts as JSON, for SQL."""
        return json.dumps(self._rules.engine.of(title, abstract or ""))
