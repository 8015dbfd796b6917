from collections.abc import Iterator
from pathlib import Path

import pytest

from postil.store.errors import NotFound
from postil.store.library import Library
from postil.store.query import parse, where
from postil.store.search import Searcher
from postil.store.search.index import Index
from postil.store.topics.ruleset import Ruleset
from tests.store.shelf import record, shelve

OWN = """
[owls]
about = "birds of the night"
likely = ["owl"]
[newts]
likely = ["newt"]
"""
PAPERS = (
    {"title": "An Owl at Noon", "abstract": "It sleeps."},
    {"title": "Newts and an Owl", "abstract": "They meet."},
    {"title": "A Dry Pond", "abstract": "Nobody comes."},
)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "topics.toml"
    path.write_text(OWN)
    return path


@pytest.fixture
def library(tmp_path: Path, rules: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db", rules=Ruleset(rules)) as opened:
        fill(opened)
        yield opened


def fill(library: Library) -> None:
    shelve(library, *[record(number, **fields) for number, fields in enumerate(PAPERS, 1)])


def keys(library: Library) -> list[str]:
    return library.papers.keys([1, 2, 3])


def topics(library: Library, key: str) -> tuple[str, ...]:
    return library.topics.onto(library.papers.get(key)).auto_tags


def owls(library: Library) -> dict[str, list[int]]:
    """Return who has the topic by every way to ask for it, which must agree."""
    found = {}
    searcher = Searcher(library.db, library.path, rules=library.rules)
    for text in (
        "topic:owls",
        "topic:Owls",
        "-topic:owls",
        "has:topic",
        "-has:topic",
        "topic:newts OR topic:owls",
    ):
        query = parse(text)
        by_index = sorted(searcher.search(query).ids)
        by_text = sorted(library.papers.ids(*where(query)))
        assert by_index == by_text, text
        found[text] = by_index
    told = [n for n, key in enumerate(keys(library), 1) if "owls" in topics(library, key)]
    assert told == found["topic:owls"] == found["topic:Owls"]
    counted = searcher.counts(searcher.search(parse("")).matched).topics
    assert counted.get("owls", 0) == len(told)
    assert searcher.topics() == counted
    searcher.close()
    return found


def test_rules_give_topics(library: Library) -> None:
    assert owls(library) == {
        "topic:owls": [1, 2], "topic:Owls": [1, 2], "-topic:owls": [3], "has:topic": [1, 2],
        "-has:topic": [3], "topic:newts OR topic:owls": [1, 2],
    }  # fmt: skip


def test_what_is_accepted_and_refused_counts_everywhere(library: Library) -> None:
    first, _, third = keys(library)
    assert library.topics.refuse([first], "owls") == 1
    assert library.topics.accept([third], "owls") == 1
    found = owls(library)
    assert (found["topic:owls"], found["has:topic"]) == ([2, 3], [2, 3])
    assert [step.label for step in library.history.steps()] == [
        "accept the topic owls",
        "refuse the topic owls",
    ]
    library.history.undo()
    assert owls(library)["topic:owls"] == [2]
    library.history.undo()
    assert owls(library)["topic:owls"] == [1, 2]
    library.history.redo()
    assert owls(library)["topic:owls"] == [2]


def test_to_say_the_same_again_changes_nothing(library: Library) -> None:
    first = keys(library)[0]
    library.topics.refuse([first], "owls")
    assert library.topics.refuse([first], "owls") == 0
    assert library.topics.forget([first], "owls") == 1
    assert library.topics.forget([first], "owls") == 0
    assert owls(library)["topic:owls"] == [1, 2]
    assert len(library.history.steps()) == 2


def test_a_toggle_takes_away_and_gives_back(library: Library) -> None:
    paper = library.papers.get(keys(library)[0])
    assert library.topics.toggle(paper, "owls") is False
    assert library.topics.standing(paper)[0].verdict is False
    assert library.topics.toggle(paper, "owls") is True
    assert library.topics.standing(paper)[0].verdict is None, "the rules say the same: nothing needs saying"
    assert library.topics.toggle(paper, "newts") is True
    assert topics(library, paper.key) == ("owls", "newts")


def test_verdicts_outlive_importing_again_and_other_rules(library: Library, rules: Path) -> None:
    first, _, third = keys(library)
    library.topics.refuse([first], "owls")
    library.topics.accept([third], "newts")
    shelve(library, *[record(number, **fields) for number, fields in enumerate(PAPERS, 1)], dump="b.txt")
    rules.write_text('[owls]\nlikely = ["noon"]\n')
    with Library.open(library.path, rules=Ruleset(rules)) as again:
        assert [topics(again, key) for key in keys(again)] == [(), (), ("newts",)]
        assert owls(again)["has:topic"] == [3]


def test_the_index_notices_other_rules(library: Library, rules: Path) -> None:
    assert owls(library)["topic:owls"] == [1, 2]
    rules.write_text('[owls]\nlikely = ["pond"]\n')
    with Library.open(library.path, rules=Ruleset(rules)) as again:
        assert owls(again)["topic:owls"] == [3]
        index = Index.open(again.db, again.path, rules=again.rules)
        file = again.path.with_name("library.index.db")
        before = file.stat().st_mtime_ns
        index.refresh()
        assert file.stat().st_mtime_ns == before
        index.close()


def test_who_read_the_rules_before_they_were_edited_leaves_the_index_to_who_read_them_after(
    library: Library, rules: Path
) -> None:
    before = Searcher(library.db, library.path, rules=library.rules)
    assert list(before.search(parse("topic:owls")).ids) == [1, 2]
    rules.write_text('[owls]\nlikely = ["pond"]\n')
    assert library.rules.are_outdated
    with Library.open(library.path, rules=Ruleset(rules)) as other:
        assert not other.rules.are_outdated
        after = Searcher(other.db, other.path, rules=other.rules)
        file = library.path.with_name("library.index.db-wal")
        assert list(after.search(parse("topic:owls")).ids) == [3]
        written = file.stat()
        for searcher in (before, after, before):
            assert list(searcher.search(parse("topic:owls")).ids) == [3]
        assert (file.stat().st_mtime_ns, file.stat().st_size) == (written.st_mtime_ns, written.st_size)
        after.close()
    before.close()


def test_the_readers_tags_are_kept_apart(library: Library) -> None:
    with library.change("tag") as db:
        db.execute("INSERT INTO tag VALUES (?, 'owls')", (keys(library)[2],))
    assert owls(library)["topic:owls"] == [1, 2]
    assert list(library.papers.ids(*where(parse("tag:owls")))) == [3]
    assert topics(library, keys(library)[2]) == ()


def test_a_topic_that_there_is_not_is_told(library: Library) -> None:
    with pytest.raises(NotFound, match="did you mean owls"):
        library.topics.accept(keys(library), "owl")
    assert library.topics.called("Owls") == "owls"


def test_many_papers_are_one_step(library: Library) -> None:
    assert library.topics.accept(keys(library), "newts") == 3
    assert [step.label for step in library.history.steps()] == ["accept the topic newts on 3 papers"]
