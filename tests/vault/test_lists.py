"""Reading lists as files: what is read, merged and patched."""

import re
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from postil.store.library import Library
from postil.store.list_names import line
from postil.store.migrations import library as steps
from postil.store.vault.errors import Held
from postil.store.vault.list_file import SaidList, new_file, read_list, with_list
from postil.store.vault.list_line import Entry, SaidItem, changed_line, read_line
from postil.store.vault.list_merge import merge_lists
from postil.store.vault.merging import Role
from postil.store.vault.record import VaultRecord, digest_of
from postil.store.vault.sync import Sync
from tests.store.shelf import record, shelve

from .desk import Desk

FAST = settings(max_examples=150, suppress_health_check=list(HealthCheck), database=None)
TAILS = ("aaaaaa", "bbbbbb", "cccccc", "dddddd")
ENTRIES = {
    tail: Entry(f"[Title] of {tail}", None if tail == "dddddd" else f"../papers/x%20%28{tail}%29.md")
    for tail in TAILS
}
DAYS = ("", "2026-12-03", "2027-01-01")
ITEM = st.builds(SaidItem, st.sampled_from(TAILS), st.booleans(), st.sampled_from(DAYS))
ITEMS = st.lists(ITEM, max_size=4, unique_by=lambda item: item.tail)
QUESTIONS = st.sampled_from(["", "Does it hold?", 'a: "b" # c', "no"]) | st.text(max_size=12).map(line)
SAID = st.builds(
    SaidList,
    st.just("club"),
    st.sampled_from(["", "what we read", "a\n\nb"]),
    QUESTIONS,
    st.sampled_from(DAYS),
    ITEMS.map(tuple),
)
MINE = "- [ ] no paper of ours 📅 2026-01-01\n\nmy own words\n"
WORDS = st.sampled_from(
    ["📅", "📅 2026-12-03", "📆2025-01-31", "🗓\ufe0f 2026-02-30", "[x](y)", "[📅 2024-01-01](z)",
     "✅ 2026-12-03", "#soon", "^paaaaaa", "\t", "  ", "\\[", "é", "2026-12-03", "\u2028"]
)  # fmt: skip
TEXT = st.lists(WORDS | st.text(max_size=6), max_size=6).map(" ".join)
DAY = re.compile("[📅📆🗓]\ufe0f?[ \t]*[0-9]{4}-[0-9]{2}-[0-9]{2}")
LINES = st.builds(
    "{}{} [{}] {}{}^p{}{}".format,
    st.sampled_from(["", "  ", "\t"]),
    st.sampled_from("-*+"),
    st.sampled_from(" xX"),
    TEXT.map(lambda text: text.replace("\n", " ").replace("\r", " ")),
    st.sampled_from(["", " ", "  "]),
    st.sampled_from(TAILS),
    st.sampled_from(["", " "]),
)


@FAST
@given(LINES, st.booleans(), st.sampled_from(DAYS), st.sampled_from(["", "\n", "\r\n"]))
def test_of_a_line_only_the_box_and_the_day_change(text: str, done: bool, due: str, end: str) -> None:
    before = read_line(text + end)
    assert before is not None
    assert changed_line(text + end, before) == text + end
    wanted = before._replace(done=done, due=due)
    changed = changed_line(text + end, wanted)
    if not due and DAY.sub("", text, count=1) != DAY.sub("", text):
        return  # of several days the last one counts, and no other is taken away
    assert read_line(changed) == wanted
    assert kept_of(changed) == kept_of(text + end)
    back = changed_line(changed, before)
    assert read_line(back) == before
    if before.due == "" and text.split("^p")[-2].endswith(" "):
        assert back.lower() == (text + end).lower(), "a day that comes and goes leaves nothing behind"


def kept_of(text: str) -> str:
    """Return what of a line is neither its box, nor a day, nor blanks."""
    _, box, rest = text.partition("] ")
    return box + "".join(DAY.sub("", rest).split())


def test_a_day_stands_where_other_programs_put_it() -> None:
    line = "- [ ] [A 📅 2020-01-01](../x.md) 🔼 📆 2026-12-03 ✅ 2026-12-01 ^paaaaaa\n"
    assert read_line(line) == SaidItem("aaaaaa", False, "2026-12-03")
    later = changed_line(line, SaidItem("aaaaaa", True, "2027-01-01"))
    assert later == line.replace("[ ]", "[x]").replace("2026-12-03", "2027-01-01")
    assert changed_line(line, SaidItem("aaaaaa")) == line.replace(" 📆 2026-12-03", "")


@FAST
@given(SAID, SAID)
def test_what_is_said_is_read_and_other_lines_stay(before: SaidList, after: SaidList) -> None:
    data = new_file("abc", before, ENTRIES)
    assert read_list(data).said == before
    file = read_list(data + MINE.encode())
    assert with_list(file, file.said, ENTRIES, ()) == data + MINE.encode()
    if after.description == before.description:
        changed = with_list(file, after._replace(description=file.said.description), ENTRIES, ())
        assert read_list(changed).said._replace(description="") == after._replace(description="")
        for mine in MINE.splitlines():
            assert mine in changed.decode().splitlines()


@FAST
@given(SAID, SAID)
def test_what_one_side_did_is_what_both_have(base: SaidList, new: SaidList) -> None:
    assert merge_lists(base, new, new, Role.FILE).said == new
    assert merge_lists(base, new, base, Role.FILE).said == new
    found = merge_lists(base, base, new, Role.FILE).said
    assert found._replace(items=()) == new._replace(items=())
    assert found.papers == new.papers


@FAST
@given(SAID, SAID, SAID)
def test_no_paper_that_somebody_added_is_gone(base: SaidList, file: SaidList, library: SaidList) -> None:
    merged = merge_lists(base, file, library, Role.FILE).said.papers
    for side in (file, library):
        assert side.papers.keys() - base.papers.keys() <= merged.keys()
    copied = merge_lists(base, file, library, Role.COPY).said.papers
    assert library.papers.keys() <= copied.keys()


@FAST
@given(SAID, SAID, SAID, st.sampled_from(Role))
def test_a_single_value_is_one_that_somebody_gave_it(
    base: SaidList, file: SaidList, library: SaidList, role: Role
) -> None:
    merge = merge_lists(base, file, library, role)
    for name in ("question", "due"):
        before, here, there = (getattr(side, name) for side in (base, file, library))
        found = getattr(merge.said, name)
        assert found in (here, there)
        if before == there and (here or role is Role.FILE):
            assert found == here
        if before == here:
            assert found == there
        if not here and role is not Role.FILE:
            assert found == there, "a copy only adds"
    for tail, item in merge.said.papers.items():
        days = {side.papers[tail].due for side in (file, library) if tail in side.papers}
        assert item.due in days


def test_two_questions_are_a_clash() -> None:
    said = SaidList("club", "", "Why?", "2026-12-03")
    file, library = said._replace(question="How?"), said._replace(question="Who?", due="")
    assert merge_lists(said, file, library, Role.FILE) == (
        said._replace(question="How?", due=""),
        ("the question",),
    )
    assert merge_lists(said, file, library, Role.COPY).said.question == "Who?"


def test_a_value_that_is_not_understood_is_not_written_over() -> None:
    text = "---\npostil-list: abc\nname: club\ndue: next week\nquestion: {a: b}\n---\n"
    file = read_list(text.encode())
    assert (file.said.due, file.said.question) == ("", "")
    changed = with_list(file, file.said._replace(name="other"), {}, ())
    assert changed == text.replace("club", "other").encode()
    for values in ({"due": "2026-12-03"}, {"question": "Why?"}):
        with pytest.raises(Held, match="is not understood, and the library has another one"):
            with_list(file, file.said._replace(**values), {}, ())


def test_a_list_travels_both_ways(desk: Desk) -> None:
    with desk.library.change("make a list") as db:
        db.execute(
            "INSERT INTO list (list_id, name, description) VALUES ('abc', 'journal club', 'what we read')"
        )
        db.execute(
            "INSERT INTO list_item (list_id, paper_key, position, done) VALUES ('abc', ?, 1, 0)",
            (desk.keys[0],),
        )
        db.execute(
            "INSERT INTO list_item (list_id, paper_key, position, done) VALUES ('abc', ?, 2, 0)",
            (desk.keys[1],),
        )
    created = {"papers/On kites (fezkwv).md", "papers/On tides (yzcngr).md", "lists/journal club.md"}
    assert set(desk.sync().created) == created
    path = desk.vault / "lists" / "journal club.md"
    assert "- [ ] [On tides](../papers/On%20tides%20%28yzcngr%29.md) ^pyzcngr\n" in path.read_text()
    first, second = [line for line in path.read_text().splitlines() if "^p" in line]
    text = (
        path.read_text().replace(first, "X").replace(second, first).replace("X", second.replace("[ ]", "[x]"))
    )
    path.write_text(text + "- [ ] strings ^pb5peq4\nmine\n")
    assert desk.sync().held == []
    rows = desk.library.db.execute("SELECT paper_key, done FROM list_item ORDER BY position").fetchall()
    assert rows == [(desk.keys[1], 1), (desk.keys[0], 0), (desk.keys[2], 0)]
    assert desk.sync().is_idle
    with desk.library.change("shorten it") as db:
        db.execute("DELETE FROM list_item WHERE paper_key = ?", (desk.keys[0],))
        db.execute("UPDATE list SET description = 'what we read, and why'")
    desk.sync()
    assert "yzcngr" not in path.read_text()
    assert "what we read, and why\n" in path.read_text()
    assert path.read_text().endswith("mine\n")


def test_a_list_that_is_deleted_leaves_its_file_to_the_reader(desk: Desk) -> None:
    with desk.library.change("make a list") as db:
        db.execute("INSERT INTO list (list_id, name, description) VALUES ('abc', 'journal club', '')")
    desk.sync()
    with desk.library.change("delete it") as db:
        db.execute("DELETE FROM list")
    ((path, message),) = [(notice.path, notice.message) for notice in desk.sync().held]
    assert path == "lists/journal club.md"
    assert message.startswith("its list was deleted in the library")
    (desk.vault / path).unlink()
    assert desk.sync().held == []


def test_the_name_of_a_list_is_told_as_a_file_gives_it_back(desk: Desk) -> None:
    with desk.library.change("make a list") as db:
        db.execute("INSERT INTO list (list_id, name, description) VALUES ('abc', ' journal  club ', '')")
    assert desk.sync().created == ["lists/journal club.md"]
    assert desk.sync().is_idle


def test_papers_that_come_after_their_list_are_on_it(desk: Desk) -> None:
    path = desk.vault / "lists" / "club.md"
    path.parent.mkdir(parents=True)
    late = record(9, "On rain", abstract="Rain falls on kites.")
    with Library.open(desk.home / "other.db") as other:
        tail = shelve(other, late)[0].key[-6:]
    path.write_text(f"---\npostil-list: abc\nname: club\n---\n- [x] rain ^p{tail}\n- [ ] tides ^pyzcngr\n")
    assert [notice.message for notice in desk.sync().notes] == ["1 of its papers are not in the library"]
    key = shelve(desk.library, late, dump="b.txt")[0].key
    text = path.read_text()
    assert desk.sync().held == []
    rows = desk.library.db.execute("SELECT paper_key, done FROM list_item ORDER BY position").fetchall()
    assert (rows, path.read_text()) == ([(key, 1), (desk.key, 0)], text)


def test_questions_and_days_travel_both_ways(desk: Desk) -> None:
    lists = desk.library.lists
    lists.new("club", question="Does it: hold?")
    lists.add("club", desk.keys[:2])
    lists.set_due("club", desk.keys[:1], "2026-12-03")
    desk.sync()
    path = desk.vault / "lists" / "club.md"
    text = path.read_text()
    assert '\nquestion: "Does it: hold?"\n' in text
    assert "due:" not in text
    assert f" 📅 2026-12-03 ^p{desk.keys[0][-6:]}\n" in text
    path.write_text(
        text.replace("question:", "due: 2027-02-01\nquestion:").replace("2026-12-03", "2026-12-24")
    )
    assert desk.sync().taken == ["lists/club.md"]
    assert lists.get("club").due == "2027-02-01"
    assert [item.due for item in lists.items("club")] == ["2026-12-24", None]
    assert desk.sync().is_idle
    lists.describe("club", question="", due="2027-03-01")
    lists.set_due("club", desk.keys[:2], None)
    desk.sync()
    assert path.read_text() == text.replace(' "Does it: hold?"', "").replace(
        "question:", "due: 2027-03-01\nquestion:"
    ).replace(" 📅 2026-12-03", "")
    assert desk.sync().is_idle


def test_one_paper_that_moves_in_a_file_is_one_row(desk: Desk) -> None:
    desk.library.lists.new("club")
    desk.library.lists.add("club", desk.keys)
    desk.sync()
    path = desk.vault / "lists" / "club.md"
    *head, first, second, third = path.read_text().splitlines(keepends=True)
    path.write_text("".join((*head, second, third, first)))
    desk.sync()
    assert [item.key for item in desk.library.lists.items("club")] == [*desk.keys[1:3], desk.keys[0]]
    assert desk.library.history.steps(1)[0].rows == 1


def test_a_file_that_was_changed_brings_back_its_whole_list(desk: Desk) -> None:
    desk.library.lists.new("club", "what we read", "Why?")
    desk.library.lists.add("club", desk.keys[:2])
    desk.sync()
    path = desk.vault / "lists" / "club.md"
    desk.library.lists.delete("club")
    path.write_text(path.read_text().replace("[ ]", "[x]", 1))
    assert desk.sync().held == []
    found = desk.library.lists.get("club")
    assert found[2:] == ("what we read", "Why?", None, 2, 1)
    assert desk.sync().is_idle


def test_a_file_of_before_stays_byte_for_byte(desk: Desk) -> None:
    path = desk.vault / "lists" / "club.md"
    path.parent.mkdir(parents=True)
    text = f"---\npostil-list: abc\nname: club\n---\n# club\n\nwords\n\n* [X] tides  ^p{desk.keys[0][-6:]} \n"
    path.write_text(text)
    desk.sync()
    assert desk.sync().is_idle
    desk.library.lists.set_done("club", desk.keys[:1], False)
    desk.sync()
    assert path.read_text() == text.replace("X", " ")


def test_a_file_whose_name_is_another_lists_is_held(desk: Desk) -> None:
    desk.library.lists.new("Journal Club")
    desk.sync()
    path = desk.vault / "lists" / "mine.md"
    path.write_text("---\npostil-list: xyz\nname: journal club\n---\n")
    assert [notice.message for notice in desk.sync().held] == [
        "another list is called 'journal club' already; give one of them another name"
    ]
    path.write_text("---\npostil-list: xyz\n---\n- [ ] tides ^pyzcngr\n")
    assert [notice.message for notice in desk.sync().held] == ["its frontmatter has no name"]
    path.write_text("---\npostil-list: xyz\nname: mine\n---\n- [ ] tides ^pyzcngr\n")
    assert desk.sync().held == []
    assert desk.library.lists.get("mine").papers == 1


OLD = """
INSERT INTO paper (id, key, title, title_norm) VALUES (1, 'on-tides-yzcngr', 'On tides', 'on tides');
INSERT INTO paper_text (paper_id, abstract) VALUES (1, 'Tides.');
INSERT INTO list (list_id, name, description) VALUES ('abc', 'club', '');
INSERT INTO list_item (list_id, paper_key, position) VALUES ('abc', 'on-tides-yzcngr', 1);
"""


def test_a_day_that_stood_in_a_file_before_it_had_a_meaning_is_taken_in(tmp_path: Path) -> None:
    front = "---\npostil-list: abc\ndue: 2027-01-01\nname: club\n---\n"
    data = f"{front}- [ ] tides 📅 2026-12-03 ^pyzcngr\n".encode()
    with closing(Database(tmp_path / "library.db")) as db:
        db.execute("PRAGMA journal_mode = WAL")
        steps.apply(db, stop_before="0005_order")
        db.conn.executescript(OLD)
        record = VaultRecord(db.conn)
        record.keep("list:abc", data)
        record.agree("list:abc", "lists/club.md", digest_of(data))
        db.conn.execute("DELETE FROM vault_due")
        db.conn.commit()
    path = tmp_path / "vault" / "lists" / "club.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    with Library.open(tmp_path / "library.db") as library:
        Sync(library, tmp_path / "vault", settle=0.0).run()
        library.lists.describe("club", question="Why?")
        Sync(library, tmp_path / "vault", settle=0.0).run()
        assert library.lists.get("club").due == "2027-01-01"
        assert [item.due for item in library.lists.items("club")] == ["2026-12-03"]
    assert path.read_bytes() == data.replace(b"club\n", b'club\nquestion: "Why?"\n')
