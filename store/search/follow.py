"""Keeping the index in step with the library, at a cost in proportion to what changed."""

import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from ..topics.ruleset import Ruleset
from .bits import bits_of, members, pack, unpack
from .schema import FORMAT, create

if TYPE_CHECKING:
    from .invert import Gathering

BATCH = 1 << 16
"""Appearances that make one generation, and papers from which on a generation is left as it is."""

SMALL, MANY = 1 << 13, 24
"""Papers of a generation that the next one of its size takes in; more of them once there are many."""
MUCH = 20_000
"""Appearances that take longer to index than anybody waits for a key."""

LAST = """
SELECT a.id, a.digest, m.value FROM meta m LEFT JOIN appearance a ON a.id = (SELECT max(id) FROM appearance)
WHERE m.name = 'facts_version'
"""
TOUCHED = "SELECT DISTINCT paper_id FROM appearance WHERE id > ? AND id <= ? ORDER BY paper_id"
NUMBER = """
INSERT INTO state VALUES ('generations', (SELECT coalesce(max(id), 0) + 1 FROM generation))
ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value
"""
"""The number of the next generation; none has ever had it before."""
DIGEST = "SELECT digest FROM appearance WHERE id = ?"


class State(NamedTuple):
    """What an index holds, or should hold.

    Attributes:
        format: The format of its tables.
        last: The last appearance.
        check: That appearance's checksum: another library has another.
        facts: How often the library's facts were added to.
        rules: The digest of the rules that give topics.
    """

    format: int = 0
    last: int = 0
    check: int = 0
    facts: int = 0
    rules: int = 0


class _Ahead:
    """A generation in the making.

    Attributes:
        base: What the index held before it.
        now: What it holds with it.
        papers: Its papers, ascending.
        gathering: Their terms, once there are any.
    """

    def __init__(self, base: State, rules: Ruleset) -> None:
        self._rules = rules
        self.base = self.now = base
        self.papers = array("I")
        self.gathering: Gathering | None = None

    def take(self, library: sqlite3.Connection, papers: "array[int]") -> None:
        """Take papers that come after those taken before."""
        # Deferred: arrays of numbers take longer to load than most searches take.
        from .gather import gathered  # noqa: PLC0415
        from .invert import Gathering  # noqa: PLC0415

        self.gathering = self.gathering or Gathering(self._rules.engine)
        self.gathering.take(gathered(library, *_among(papers)))
        self.papers.extend(papers)


class Follower:
    """Brings an index up to date with its library.

    Args:
        index: The open index file.
        library: The open library.
        rules: What gives topics to papers.
    """

    def __init__(self, index: sqlite3.Connection, library: sqlite3.Connection, rules: Ruleset) -> None:
        self._index = index
        self._library = library
        self._rules = rules
        self._ahead: _Ahead | None = None

    def state(self) -> State:
        """Return what the index holds."""
        try:
            state = dict(self._index.execute("SELECT name, value FROM state"))
        except sqlite3.OperationalError as error:
            if "no such table" not in str(error):
                raise
            return State()
        return State(*(state.get(name, 0) for name in State._fields))

    def wanted(self) -> State:
        """Return what the index should hold."""
        last, digest, facts = self._library.execute(LAST).fetchone()
        return State(FORMAT, last or 0, _check(digest), facts, self._rules.digest)

    def backlog(self) -> int:
        """Return how many appearances are not indexed yet."""
        wanted, state = self.wanted(), self.state()
        return wanted.last - (state.last if self._goes_on(state, wanted) else 0) if state != wanted else 0

    def is_worth_having(self) -> bool:
        """Return whether what is indexed is better than to index all of a small library anew."""
        return self.state().format == FORMAT and self.wanted().last > MUCH

    def prepare(self) -> None:
        """Make the empty tables if there are none of our format, so that there is something to read."""
        if self.state().format != FORMAT:
            with self._writing():
                if self.state().format != FORMAT:
                    self._anew()

    def catch_up(self) -> None:
        """Index what the library has more, one generation after the other.

        Small generations are gathered anew with what is left over.
        """
        if self._ahead is not None:
            self.follow()
            self._put_down()
        while self.state() != self.wanted():
            self._step()

    def follow(self) -> None:
        """Gather what the library has more, and write it down whenever that makes a full generation.

        More is to come: what does not fill a generation yet is kept in memory until it does, or until
        `catch_up`.
        """
        while (state := self.state()) != (wanted := self.wanted()):
            if not self._goes_on(state, wanted):
                with self._writing():
                    if self.state() == state:
                        self._anew()
                state = self.state()
            if self._ahead is None or self._ahead.base != state:
                self._ahead = _Ahead(state, self._rules)
            if not self._gather(self._ahead, wanted):
                return

    def _gather(self, ahead: "_Ahead", wanted: State) -> bool:
        """Gather one portion more; return whether there may be another."""
        last, upto = ahead.now.last, min(wanted.last, ahead.now.last + BATCH - len(ahead.papers))
        if last == wanted.last:
            return False
        touched = self._touched(last, upto)
        if touched and ahead.papers and touched[0] <= ahead.papers[-1]:
            self._put_down()  # a paper comes again, or an older one: the next generation says so
            return True
        if touched:
            ahead.take(self._library, touched)
        ahead.now = self._upto(wanted, upto)
        if len(ahead.papers) >= BATCH:
            self._put_down()
        return True

    def _put_down(self) -> None:
        """Write the generation in the making, unless another process was faster."""
        ahead, self._ahead = self._ahead, None
        if ahead is None or ahead.gathering is None:
            return
        with self._writing():
            if self.state() == ahead.base:
                self._outdate(ahead.papers)
                self._write(ahead.gathering, ahead.now)

    def _step(self) -> None:
        """Index one generation, unless another process just did."""
        with self._writing():
            wanted, state = self.wanted(), self.state()
            if state == wanted:
                return
            last = state.last if self._goes_on(state, wanted) else self._anew()
            upto = min(wanted.last, last + BATCH)
            touched = self._touched(last, upto)
            ahead = _Ahead(state, self._rules)
            if touched:
                papers = self._absorbed(touched)
                self._outdate(papers)
                ahead.take(self._library, papers)
            self._write(ahead.gathering, self._upto(wanted, upto))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the index in one transaction."""
        self._index.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._index.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._index.execute("ROLLBACK")
            raise

    def _touched(self, last: int, upto: int) -> "array[int]":
        """Return the papers of which some appearances are."""
        return array("I", (row[0] for row in self._library.execute(TOUCHED, (last, upto))))

    def _upto(self, wanted: State, last: int) -> State:
        """Return what an index holds up to some appearance of those wanted."""
        row = self._library.execute(DIGEST, (last,)).fetchone()
        return wanted._replace(last=last, check=_check(row[0] if row else None))

    def _goes_on(self, state: State, wanted: State) -> bool:
        """Return whether the library only grew; one that changed otherwise, or is another, is read anew.

        So is one for which other rules give the topics.
        """
        if (state.format, state.rules) != (FORMAT, wanted.rules) or (
            state.last == wanted.last and state.facts != wanted.facts
        ):
            return False
        row = self._library.execute(DIGEST, (state.last,)).fetchone()
        return state.last == 0 or (row is not None and _check(row[0]) == state.check)

    def _anew(self) -> int:
        create(self._index)
        self._index.execute("INSERT INTO state VALUES ('format', ?)", (FORMAT,))
        return 0

    def _write(self, gathering: "Gathering | None", now: State) -> None:
        """Write a generation, if there are papers for one, and what the index holds with it."""
        if gathering is not None:
            gathering.write(self._index, self._index.execute(NUMBER).fetchone()[0])
        self._index.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", now._asdict().items())
        self._index.execute("DELETE FROM ordering")

    def _absorbed(self, touched: "array[int]") -> "array[int]":
        """Return what was touched and the papers of generations that are no larger, which go."""
        rows = self._index.execute(
            "SELECT id, papers, members, stale FROM generation ORDER BY papers"
        ).fetchall()
        small = SMALL if len(rows) < MANY else BATCH // 2
        papers = set(touched)
        for number, count, packed, stale in rows:
            if count > min(len(papers), small):
                break
            papers |= set(unpack(packed)) - set(unpack(stale))
            self._drop(number)
        return array("I", sorted(papers)) if len(papers) > len(touched) else touched

    def _drop(self, number: int) -> None:
        for table in ("term", "members", "lexicon"):
            self._index.execute(f"DELETE FROM {table} WHERE generation = ?", (number,))
        self._index.execute("DELETE FROM generation WHERE id = ?", (number,))

    def _outdate(self, touched: "array[int]") -> None:
        """Note in older generations which of their papers are indexed again."""
        again = bits_of(touched, touched[-1])
        rows = self._index.execute("SELECT id, members, stale FROM generation").fetchall()
        for number, packed, stale in rows:
            ids = unpack(packed)
            common = bits_of(ids, ids[-1]) & again
            if common:
                gone = array("I", sorted({*members(common), *unpack(stale)}))
                if len(gone) == len(ids):
                    self._drop(number)
                    continue
                self._index.execute("UPDATE generation SET stale = ? WHERE id = ?", (pack(gone), number))


def _check(digest: str | bytes | None) -> int:
    return crc32(digest.encode() if isinstance(digest, str) else digest or b"")


def _among(ids: Sequence[int]) -> tuple[str, tuple[object, ...]]:
    """Return a condition for some ids, and its values: a range where they are one."""
    if ids[-1] - ids[0] + 1 == len(ids):
        return "BETWEEN ? AND ?", (ids[0], ids[-1])
    return "IN (SELECT value FROM json_each(?))", (f"[{','.join(map(str, ids))}]",)
