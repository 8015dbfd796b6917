"""Verdicts on topics and marks of triage between the library and the files of the vault."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from postil.store.library import Library
from postil.store.migrations import library as steps
from postil.store.query import parse, where
from postil.store.search import Searcher
from postil.store.vault.record import VaultRecord, digest_of
from postil.store.vault.sync import Sync
from postil.tui.place import scope_of

from .desk import Desk, opened

MONDAY = "2026-11-30"


def found(desk: Desk, query: str) -> list[int]:
    """What a query finds, by SQL and by the index, which must agree."""
    by_sql = sorted(desk.library.papers.ids(*where(parse(query))))
    searcher = Searcher(desk.library.db, desk.library.path, rules=desk.library.rules)
    try:
        assert sorted(searcher.search(parse(query)).ids) == by_sql
    finally:
        searcher.close()
    return by_sql


def said(desk: Desk) -> dict[str, bool | None]:
    """The reader's verdicts on topics of the first paper."""
    standing = desk.library.topics.standing(desk.library.papers.get(desk.key))
    return {one.topic: one.verdict for one in standing if one.verdict is not None}


def triage(desk: Desk) -> list[tuple[str, str, str]]:
    return desk.library.db.execute("SELECT paper_key, verdict, day FROM triage").fetchall()


def lines(desk: Desk, *names: str) -> list[str]:
    return [line for line in desk.file.read_text().splitlines() if line.partition(":")[0] in names]


def test_a_first_verdict_makes_a_file_and_undo_takes_it_out_of_it(desk: Desk) -> None:
    library = desk.library
    library.topics.accept([desk.key], "survey")
    library.triage.judge(desk.keys[1:], "later", MONDAY)
    assert len(desk.sync().created) == 3
    library.topics.refuse([desk.key], "segmentation")
    library.triage.judge([desk.key], "keep", MONDAY)
    assert len(desk.sync().written) == 1
    assert lines(desk, "topics", "triage") == ["topics: [survey, -segmentation]", "triage: kept"]
    later = [text for text in desk.files().values() if b"triage: later 2026-11-30\n" in text]
    assert len(later) == 2 and b"topics" not in later[0]
    library.history.undo()
    desk.sync()
    assert lines(desk, "topics", "triage") == ["topics: [survey, -segmentation]", "triage:"]
    library.history.undo()
    library.history.redo()
    library.history.redo()
    desk.sync()
    assert lines(desk, "topics", "triage") == ["topics: [survey, -segmentation]", "triage: kept"]
    assert desk.sync().is_idle


def test_what_a_file_says_counts_everywhere_and_is_one_step(desk: Desk) -> None:
    desk.mark()
    desk.sync()
    desk.edit("tags: []", f"tags: []\ntopics: [Few Shot, -Survey]\ntriage: Later  {MONDAY}")
    report = desk.sync(dry_run=True)
    assert (len(report.taken), said(desk), triage(desk)) == (1, {}, [])
    before = desk.file.read_bytes()
    assert (len(desk.sync().taken), desk.file.read_bytes()) == (1, before)
    assert said(desk) == {"few-shot": True, "survey": False}
    assert triage(desk) == [(desk.key, "later", MONDAY)]
    assert (found(desk, "is:later"), found(desk, "topic:few-shot")) == ([1], [1])
    assert desk.library.counts().later == 1
    desk.edit(f"Later  {MONDAY}", "kept")
    desk.sync()
    assert (found(desk, "is:kept"), found(desk, "is:later")) == ([1], [])
    desk.library.history.undo()
    desk.library.history.undo()
    assert (said(desk), triage(desk)) == ({}, [])


def test_a_topic_that_no_rule_knows_is_kept_as_what_it_is(desk: Desk) -> None:
    desk.mark()
    desk.sync()
    desk.edit("tags: []", "tags: []\ntopics: [Tide   Lore]")
    desk.sync()
    assert said(desk) == {"tide-lore": True}
    assert found(desk, "topic:tide-lore") == [1]
    desk.library.topics.refuse(desk.keys[:1], "Tide Lore")
    desk.sync()
    assert lines(desk, "topics") == ["topics: [-tide-lore]"]


@pytest.mark.parametrize(
    ("written", "then"),
    [
        ("[Own Field, 'b']  # mine", "[Own Field, b, survey]  # mine"),
        ("\n  - Own Field # mine\n  - 'b'", "\n  - Own Field # mine\n  - 'b'\n  - survey"),
        ("\n  - Own Field\n  -\n  - b", "\n  - Own Field\n  - b\n  - survey"),
        ("Own Field, b", "[Own Field, b, survey]"),
    ],
)
def test_a_readers_own_topics_keep_their_spelling(desk: Desk, written: str, then: str) -> None:
    desk.mark()
    desk.sync()
    desk.edit("tags: []", f"tags: []\ntopics: {written}")
    before = desk.file.read_text()
    assert desk.sync().written == []
    assert desk.file.read_text() == before
    desk.library.topics.accept([desk.key], "survey")
    desk.sync()
    assert desk.file.read_text() == before.replace(f"topics: {written}".rstrip(), f"topics: {then}")
    assert said(desk) == {"own-field": True, "b": True, "survey": True}


NO_TRIAGE = "its triage is none of kept, later with a day such as 2026-11-30"
NO_STATUS = "its status is none of unread, reading, read, dropped"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("topics", "{a: b}", "its topics are no list"),
        ("topics", "[a, [b]]", "its topics are no list"),
        ("topics", "[!b, a]", "its topics are no list"),
        ("topics", "!b", "its topics are no list"),
        ("topics", "[a, b, -A]", "its topics accept and refuse the same one"),
        ("triage", "urgent", NO_TRIAGE),
        ("triage", "later", NO_TRIAGE),
        ("triage", "later 2026-02-30", NO_TRIAGE),
        ("triage", "{a: b}", NO_TRIAGE),
        ("triage", "[kept, later]", NO_TRIAGE),
        ("status", "{a: b}", NO_STATUS),
        ("tags", "{a: b}", "its tags are no list"),
    ],
)
def test_what_is_not_understood_is_told_with_its_line_and_left_alone(
    desk: Desk, name: str, value: str, told: str
) -> None:
    desk.mark()
    desk.sync()
    desk.edit("tags: []\n", f"cssclass: wide\n{name}: {value}\n")
    [notice] = desk.sync().notes
    assert (notice.path, notice.message) == (str(desk.file.relative_to(desk.vault)), f"line 5: {told}")
    library = desk.library
    library.topics.accept([desk.key], "survey")
    library.tags.add([desk.key], ["x"])
    library.triage.judge([desk.key], "keep", MONDAY)
    library.reading.set_status([desk.key], "read")
    assert not desk.sync().held
    assert lines(desk, name) == [f"{name}: {value}"]
    assert (said(desk), library.papers.get(desk.key).tags) == ({"survey": True}, ("x",))
    assert [row[1] for row in triage(desk)] == ["kept"]


@pytest.mark.parametrize("nothing", ["", " ~", " null", " []", ' ""'])
def test_a_field_that_says_nothing_takes_what_the_library_has(desk: Desk, nothing: str) -> None:
    desk.mark()
    desk.sync()
    desk.edit("tags: []\n", f"tags: []\ntopics:{nothing}\ntriage:{nothing.replace(' []', '')}\n")
    assert not desk.sync().notes
    desk.library.topics.accept([desk.key], "survey")
    desk.library.triage.judge([desk.key], "keep", MONDAY)
    desk.sync()
    assert lines(desk, "topics", "triage") == ["topics: [survey]", "triage: kept"]


@pytest.mark.parametrize(
    "name", ["\x1b]52;c;QQ==\x07", "a\u202eb", "é" * 500, "#1", "'", "a, b: c", "データ", "İ"]
)
def test_hostile_names_come_in_safe_and_stay_in_the_file(desk: Desk, name: str) -> None:
    desk.mark()
    desk.sync()
    desk.edit("tags: []\n", "tags: []\ntopics:\n  - |\n    @@\n  - survey\n".replace("@@", name))
    before = desk.file.read_bytes()
    assert not desk.sync().held
    assert (desk.sync().is_idle, desk.file.read_bytes()) == (True, before)
    [own] = said(desk).keys() - {"survey"}
    assert own.isprintable() and len(own) <= 100
    assert found(desk, scope_of("topic", own)) == [1]


def test_of_a_topic_that_both_judged_the_files_word_wins(desk: Desk) -> None:
    desk.mark()
    desk.sync()
    desk.edit("tags: []", "tags: []\ntopics: [survey]\ntriage: kept")
    desk.library.topics.refuse([desk.key], "survey")
    desk.library.topics.refuse([desk.key], "vision")
    desk.library.triage.judge([desk.key], "later", MONDAY)
    told = [notice.message for notice in desk.sync().merged]
    assert told == ["the topic survey", "the triage"]
    assert said(desk) == {"survey": True, "vision": False}
    assert lines(desk, "topics", "triage") == ["topics: [survey, -vision]", "triage: kept"]


def test_a_status_in_a_file_takes_no_triage_away(desk: Desk) -> None:
    desk.library.triage.judge([desk.key], "keep", MONDAY)
    desk.sync()
    desk.edit("triage: kept", "triage: kept\nstatus: dropped")
    desk.sync()
    assert [row[1] for row in triage(desk)] == ["kept"]
    assert (desk.library.papers.get(desk.key).status, found(desk, "is:kept")) == ("dropped", [])
    assert desk.sync().is_idle


def test_a_file_that_is_gone_is_restored_with_them(desk: Desk) -> None:
    desk.library.topics.refuse([desk.key], "survey")
    desk.library.triage.judge([desk.key], "later", MONDAY)
    desk.sync()
    before = desk.file.read_bytes()
    desk.file.unlink()
    assert len(desk.sync().held) == 1
    desk.sync(restore=True)
    assert desk.file.read_bytes() == before


def test_another_library_learns_them_from_the_vault(tmp_path: Path) -> None:
    with opened(tmp_path / "one") as one:
        one.library.topics.accept([one.key], "survey")
        one.library.topics.refuse([one.key], "vision")
        one.library.triage.judge([one.key], "later", MONDAY)
        one.sync()
        with opened(tmp_path / "two", one.vault) as two:
            assert two.sync().bytes_written == 0
            assert (said(two), triage(two)) == (said(one), triage(one))


@pytest.mark.tampers
def test_fields_of_before_they_had_a_meaning_are_taken_in_and_never_taken_out(tmp_path: Path) -> None:
    key = "on-tides-yzcngr"
    fields = "tags: [old, kept]\ntopics: [Own Field]\ntriage: kept\n"
    data = f"---\npostil: {key}\n{fields}---\n# On tides\n".encode()
    with closing(Database(tmp_path / "library.db")) as db:
        db.execute("PRAGMA journal_mode = WAL")
        steps.apply(db, stop_before="0005_order")
        db.execute(
            "INSERT INTO paper (id, key, title, title_norm) VALUES (1, ?, 'On tides', 'on tides')", (key,)
        )
        db.execute("INSERT INTO paper_text (paper_id, abstract) VALUES (1, 'A')")
        db.execute("INSERT INTO tag VALUES (?, 'kept')", (key,))  # the tag `old` was taken away since
        record = VaultRecord(db.conn)
        record.keep(f"paper:{key}", data)
        record.agree(f"paper:{key}", "papers/tides.md", digest_of(data))
        db.conn.commit()
    path = tmp_path / "vault" / "papers" / "tides.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    with Library.open(tmp_path / "library.db") as library:
        sync = Sync(library, tmp_path / "vault", settle=0.0)
        sync.run()
        assert path.read_bytes() == data.replace(b"[old, kept]", b"[kept]")
        paper = library.papers.get(key)
        assert [one.topic for one in library.topics.standing(paper) if one.verdict] == ["own-field"]
        assert library.counts().kept == 1
        path.write_bytes(path.read_bytes().replace(b"[Own Field]", b"[]"))
        sync.run()
        assert not any(one.verdict for one in library.topics.standing(paper))
