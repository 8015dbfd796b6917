"""`postil new`."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import click

from postil.store.exporters.json_paper import as_json, json_line
from postil.store.library import Library
from postil.store.news import seen
from postil.store.news.brought import Brought, brought
from postil.store.news.changes import TEXTS, Change, Changed, change_of
from postil.store.news.runs import Run, Stretch, runs, since
from postil.store.news.terms import NewTerm, new_terms
from postil.store.search.index import Index
from postil.store.text.revision import revised
from postil.store.text.safe import clean_line

from ..failing import complain
from ..format import SEPARATOR, age, plural
from ..news_words import CHANGED, KINDS, change_lines, note
from .declaring import ExampleCommand
from .invocation import Invocation
from .output import batches, say, say_json, say_row

EXAMPLES = ("postil new --since last --limit 5", "postil new --since 1 --json", "postil new --imports")
LAST = "last"


class _Found(NamedTuple):
    """What there is to tell."""

    stretch: Stretch
    came: Brought
    terms: Sequence[NewTerm]

    def number(self, kind: str) -> int:
        """Return how much there is of a kind."""
        return len(self.terms if kind == "terms" else getattr(self.came, kind))

    def papers(self, library: Library, kind: str, limit: int | None) -> Iterator[tuple[int, Changed]]:
        """Yield the papers of a kind by row id, each with what is said anew of it."""
        for paper_id in getattr(self.came, kind)[:limit]:
            changed = change_of(library.db, self.stretch, paper_id)
            if changed is not None:
                yield paper_id, changed


@click.command("new", cls=ExampleCommand, examples=EXAMPLES)
@click.option(
    "--since", "start", metavar="RUN|last", help="What came with that import and later, or with the last."
)
@click.option("--limit", type=click.IntRange(min=0), help="How many of each kind at most; all, unless given.")
@click.option("--imports", is_flag=True, help="List the imports with their numbers instead.")
@click.option("--seen", "looked", is_flag=True, help="Count all of it as seen, as leaving the screen does.")
@click.option("--json", "as_lines", is_flag=True, help="One JSON object for each piece of news.")
@click.pass_obj
def news(  # noqa: PLR0913, PLR0917 (one parameter an option)
    run: Invocation, start: str | None, limit: int | None, imports: bool, looked: bool, as_lines: bool
) -> int:
    """Tell what is new since you last looked: papers, revised texts, what is no longer listed, new terms.

    Looking is done in the desk (g n), or here with --seen.
    """
    with run.library() as library:
        every = runs(library.db)
        if imports:
            return _tell_imports(every, as_lines)
        found = _found(library, since(library.db, _start(library, every, start)))
        (_say_as_json if as_lines else _say)(library, found, limit)
        if looked and not library.readonly:
            with library.transaction() as db:
                seen.remember(db, found.stretch.until, found.stretch.last)
    if not found.came:
        complain("nothing has come since" if start else "nothing has come since you last looked")
    return 0 if found.came else 1


def _found(library: Library, stretch: Stretch) -> _Found:
    came = brought(library.db, stretch)
    return _Found(stretch, came, new_terms(library.db, stretch, lambda: _index(library)) if came.new else [])


def _index(library: Library) -> Index:
    return Index.open(library.db, library.path, rules=library.rules)


def _start(library: Library, every: Sequence[Run], start: str | None) -> int:
    """Return the last appearance that is no news.

    Raises:
        UsageError: There is no such import.
    """
    if start is None:
        return seen.last_seen(library.db)
    numbers = {str(run.number): run.stretch.after for run in every}
    if every:
        numbers[LAST] = every[0].stretch.after
    if start not in numbers:
        raise click.UsageError(f"{start!r} is no import; `postil new --imports` lists them")
    return numbers[start]


def _tell_imports(every: Sequence[Run], as_lines: bool) -> int:
    for run in every:
        if as_lines:
            values = {"run": run.number, "at": run.at, "dumps": list(run.names), "records": run.records}
            say_json(json_line(values))
        else:
            names = ", ".join(map(clean_line, run.names))
            say(f"{run.number:>4}  {age(run.at):>14}  {plural(run.records, 'record'):>15}  {names}")
    if not every:
        complain("nothing has been imported yet")
    return 0 if every else 1


def _say(library: Library, found: _Found, limit: int | None) -> None:
    """Print what is new, to read."""
    for kind, label in KINDS.items():
        if found.number(kind):
            say(f"{label}  {found.number(kind):,}")
        if kind in {"new", "missing"}:
            for ids in batches(getattr(found.came, kind)[:limit]):
                for row in library.papers.rows(ids):
                    say_row(row)
        elif kind == "terms":
            for term in found.terms[:limit]:
                say(f"  {clean_line(term.text)}  {'≈' if term.about else ''}{term.papers:,}")
        else:
            for _, changed in found.papers(library, kind, limit):
                _say_changed(changed, whole=kind == "revised")


def _say_changed(changed: Changed, whole: bool) -> None:
    """Print what is said anew of a paper: with its texts sentence by sentence, or in a line."""
    say(clean_line(changed.paper.title))
    if whole:
        for sign, text, _ in change_lines(changed):
            say(f"  {sign} {text}" if sign else f"  {text}")
    say(f"  {note(changed)}{SEPARATOR}{changed.paper.key}")


def _say_as_json(library: Library, found: _Found, limit: int | None) -> None:
    """Print what is new, one piece a line."""
    for paper in library.papers.each(found.came.new[:limit]):
        say_json(json_line({"kind": "new", "paper": as_json(paper)}))
    for kind in CHANGED:
        for _, changed in found.papers(library, kind, limit):
            key, changes = changed.paper.key, list(map(_plain, changed.changes))
            say_json(json_line({"kind": kind, "key": key, "title": changed.paper.title, "changes": changes}))
    for former in found.came.replaced:
        for row in library.papers.rows(former.missing[:limit]):
            say_json(json_line({"kind": "missing", "key": row.key, "title": row.title, "dump": former.name}))
    for term in found.terms[:limit]:
        say_json(json_line({"kind": "term", **term._asdict()}))


def _plain(change: Change) -> dict[str, object]:
    """Return a change as plain values; a revised text with its sentences."""
    values: dict[str, object] = {
        name: list(value) if isinstance(value, tuple) else value for name, value in change._asdict().items()
    }
    if change.field in TEXTS:
        sentences = revised(str(change.before or ""), str(change.now))
        values["removed"] = [sentence.text for sentence in sentences if sentence.sign == "-"]
        values["added"] = [sentence.text for sentence in sentences if sentence.sign == "+"]
    return values
