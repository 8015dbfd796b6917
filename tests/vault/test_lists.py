"""Reading lists as files: what is read, merged and patched."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postil.store.library import Library
from postil.store.vault.list_file import Entry, SaidList, new_list, read_list, with_list
from postil.store.vault.list_merge import merge_lists
from postil.store.vault.merging import Role
from tests.store.shelf import record, shelve

from .desk import Desk

FAST = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), database=None)
TAILS = ("aaaaaa", "bbbbbb", "cccccc", "dddddd")
ENTRIES = {
    tail: Entry(f"[Title] of {tail}", None if tail == "dddddd" else f"papers/x ({tail}).md") for tail in TAILS
}
ITEMS = st.lists(st.tuples(st.sampled_from(TAILS), st.booleans()), max_size=4, unique_by=lambda item: item[0])
SAID = st.builds(SaidList, st.just("club"), st.sampled_from(["", "what we read", "a\n\nb"]), ITEMS.map(tuple))
MINE = "- [ ] no paper of ours\n\nmy own words\n"


@FAST
@given(SAID, SAID)
def test_what_is_said_is_read_and_other_lines_stay(before: SaidList, after: SaidList) -> None:
    data = new_list("abc", before, ENTRIES)
    assert read_list(data).said == before
    file = read_list(data + MINE.encode())
    assert with_list(file, file.said, ENTRIES, ()) == data + MINE.encode()
    if after.description == before.description:
        changed = with_list(file, after._replace(description=file.said.description), ENTRIES, ())
        assert read_list(changed).said.items == after.items
        for line in MINE.splitlines():
            assert line in changed.decode().splitlines()


@FAST
@given(SAID, SAID)
def test_what_one_side_did_is_what_both_have(base: SaidList, new: SaidList) -> None:
    assert merge_lists(base, new, new, Role.FILE).said == new
    assert merge_lists(base, new, base, Role.FILE).said == new
    assert dict(merge_lists(base, base, new, Role.FILE).said.items) == dict(new.items)


@FAST
@given(SAID, SAID, SAID)
def test_no_paper_that_somebody_added_is_gone(base: SaidList, file: SaidList, library: SaidList) -> None:
    merged = merge_lists(base, file, library, Role.FILE).said.done
    for side in (file, library):
        assert side.done.keys() - base.done.keys() <= merged.keys()
    copied = merge_lists(base, file, library, Role.COPY).said.done
    assert library.done.keys() <= copied.keys()


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
