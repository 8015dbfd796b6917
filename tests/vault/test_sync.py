"""Vault and library, both ways."""

import os
import shutil
from pathlib import Path

import pytest

from postil.store.errors import LibraryError
from postil.store.journal_check import disagreements
from postil.store.vault.moments import written

from .desk import Desk, opened


def messages(desk: Desk, **options: bool) -> dict[str, str]:
    return {notice.path: notice.message for notice in desk.sync(**options).held}


def test_a_paper_gets_a_file_when_something_is_said_of_it(desk: Desk) -> None:
    assert desk.sync().is_idle
    mark = desk.mark(comment="why many?")
    desk.library.notes.set(desk.key, "# Big\n\nwords")
    desk.library.reading.set_rating([desk.key], 4)
    assert desk.sync().created == ["papers/On tides (yzcngr).md"]
    text = desk.file.read_text()
    header = f"> [!quote] abstract · point · {written(mark.created)}"
    assert f"{header}\n> many kites\n>\n> why many?\n\n^{mark.highlight_id}\n" in text
    assert "\n## Notes\n\n\\# Big\n\nwords\n" in text
    assert "rating: 4\n" in text


def test_a_second_sync_writes_nothing(desk: Desk) -> None:
    desk.mark(comment="x")
    desk.sync()
    before = {path: path.stat().st_mtime_ns for path in desk.vault.rglob("*.md")}
    report = desk.sync()
    assert (report.is_idle, report.bytes_written, report.held) == (True, 0, [])
    assert before == {path: path.stat().st_mtime_ns for path in desk.vault.rglob("*.md")}


def test_every_kind_of_change_in_a_file_is_taken_in(desk: Desk) -> None:
    desk.mark(comment="old")
    desk.sync()
    desk.edit("old", "new")
    desk.edit("tags: []", "tags: [b, a c]\nstatus: reading\nrating: 3\nstarred: true")
    desk.edit("## Notes\n", "## Notes\n\nmy note\n")
    block = "> [!quote] abstract · doubt\n> Kites rise\n>\n> do they?\n\n^habcdefghij\n\n"
    desk.edit("## Notes", f"{block}## Notes")
    assert desk.sync().written == []
    paper = desk.library.papers.get(desk.key)
    assert desk.comments() == {"many kites": "new", "Kites rise": "do they?"}
    assert {each.state for each in desk.library.highlights.of(desk.key)} == {"anchored"}
    assert (paper.tags, paper.status, paper.rating, paper.starred) == (("a c", "b"), "reading", 3, True)
    assert desk.library.notes.get(desk.key) == "my note"
    assert not list(disagreements(desk.library.db))


def test_what_the_desk_changes_is_patched_in_and_the_rest_stays(desk: Desk) -> None:
    mark = desk.mark(comment="old")
    desk.sync()
    mine = b"my own words, no UTF-8: " + b"\xff\xfe\r\nmore\r\n"
    data = desk.file.read_bytes().replace(b"# On tides\n", b"# On tides\n" + mine)
    desk.file.write_bytes(data)
    desk.sync()
    desk.library.highlights.change(mark.highlight_id, pen=5, comment="new")
    desk.sync()
    expected = data.replace(b"> old", b"> new").replace("· point".encode(), "· doubt".encode())
    assert desk.file.read_bytes() == expected


def test_both_changed_keeps_both_and_says_so(desk: Desk) -> None:
    mark = desk.mark(comment="old")
    desk.sync()
    desk.edit("old", "from the file")
    desk.library.highlights.change(mark.highlight_id, comment="from the desk")
    report = desk.sync()
    assert [notice.message for notice in report.merged] == ["the comment on “many kites”"]
    assert desk.comments() == {"many kites": "from the file\nfrom the desk"}
    assert "> from the file\n> from the desk\n" in desk.file.read_text()


def test_a_block_that_is_taken_out_is_gone_and_undo_brings_it_back(desk: Desk) -> None:
    desk.mark(comment="one")
    desk.sync()
    text = desk.file.read_text()
    start = text.index("> [!quote]")
    desk.file.write_text(text[:start] + text[text.index("## Notes") :])
    desk.sync()
    assert desk.comments() == {}
    desk.library.history.undo()
    desk.sync()
    assert "> one" in desk.file.read_text()


def test_an_edit_beats_a_delete_on_either_side(desk: Desk) -> None:
    mark, other = desk.mark(comment="one"), desk.mark("Kites rise", comment="two")
    desk.sync()
    whole = desk.file.read_text()
    desk.edit("> one", "> one, edited")
    desk.library.highlights.remove(mark.highlight_id)
    desk.sync()
    assert desk.comments()["many kites"] == "one, edited"
    start = whole.index("> [!quote]", whole.index(mark.highlight_id))
    block = whole[start : whole.index(other.highlight_id) + 12]
    desk.edit(block, "")
    desk.library.highlights.change(other.highlight_id, comment="two, edited")
    desk.sync()
    assert desk.comments()["Kites rise"] == "two, edited"
    assert "> two, edited" in desk.file.read_text()


def test_an_old_buffer_takes_nothing_away(desk: Desk) -> None:
    desk.mark(comment="one")
    desk.sync()
    buffer = desk.file.read_text()
    desk.mark("Kites rise", comment="two")
    desk.sync()
    desk.file.write_text(buffer.replace("> one", "> one and more"))
    desk.sync()
    assert desk.comments() == {"many kites": "one and more", "Kites rise": "two"}
    assert "> two" in desk.file.read_text()


def test_an_older_version_is_mended_once_and_believed_the_second_time(desk: Desk) -> None:
    desk.mark(comment="one")
    desk.sync()
    older = desk.file.read_text()
    desk.mark("Kites rise", comment="two")
    desk.sync()
    desk.file.write_text(older)
    report = desk.sync()
    assert [notice.message.partition(",")[0] for notice in report.notes] == [
        "an older version of it came back"
    ]
    assert "> two" in desk.file.read_text()
    desk.file.write_text(older)
    desk.sync()
    assert desk.comments() == {"many kites": "one"}
    assert desk.file.read_text() == older


def test_a_value_of_before_beside_new_words_is_told_when_the_later_one_stands_again(desk: Desk) -> None:
    desk.mark(comment="one")
    desk.library.reading.set_status([desk.key], "reading")
    desk.sync()
    desk.library.reading.set_status([desk.key], "read")
    desk.sync()
    desk.edit("status: read\n", "status: reading\n")
    desk.edit("tags: []", "tags: [own]")
    (notice,) = desk.sync().notes
    assert notice.message == "it goes on from an older version, and what came since stands again"
    assert "tags: [own]\nstatus: read\n" in desk.file.read_text()


def test_most_tags_can_be_taken_out_by_hand(desk: Desk) -> None:
    desk.mark(comment="one")
    desk.sync()
    desk.edit("tags: []", "tags: [far, near, wide]")
    desk.sync()
    desk.edit("tags: [far, near, wide]", "tags: [near]")
    assert (desk.sync().notes, desk.library.papers.get(desk.key).tags) == ([], ("near",))


def test_an_old_buffer_with_a_tag_of_its_own_takes_none_away(desk: Desk) -> None:
    desk.mark(comment="one")
    desk.sync()
    older = desk.file.read_text()
    desk.library.tags.add([desk.key], ["near", "wide"])
    desk.library.reading.set_status([desk.key], "read")
    desk.sync()
    desk.file.write_text(older.replace("tags: []", "tags: [own]"))
    desk.sync()
    paper = desk.library.papers.get(desk.key)
    assert (paper.tags, paper.status) == (("near", "own", "wide"), "read")


def test_a_renamed_file_stays_itself(desk: Desk) -> None:
    desk.mark(comment="one")
    desk.sync()
    (desk.vault / "2024").mkdir()
    os.rename(desk.file, desk.vault / "2024" / "tides.md")
    desk.edit("> one", "> two")
    desk.sync()
    assert desk.comments() == {"many kites": "two"}
    assert [*desk.files()] == ["2024/tides.md"]
    os.rename(desk.file, desk.vault / "2024" / "TIDES.md")
    assert desk.sync().held == []


def test_a_conflict_copy_is_taken_in_and_moved_away(desk: Desk) -> None:
    mark = desk.mark(comment="one")
    desk.mark("Kites rise", comment="stays")
    desk.sync()
    text = desk.file.read_text()
    copy = desk.file.with_name(f"{desk.file.stem}.sync-conflict-20240101-101010-ABCDEFG.md")
    start = text.index("> [!quote]", text.index(mark.highlight_id))
    copy.write_text(text[:start] + "## Notes\n\nfrom the phone\n")
    report = desk.sync()
    assert (report.absorbed, report.held, report.notes) == ([f"papers/{copy.name}"], [], [])
    assert desk.library.notes.get(desk.key) == "from the phone"
    assert desk.comments() == {"many kites": "one", "Kites rise": "stays"}
    assert len(desk.files()) == 1
    assert len([*(desk.vault / ".postil" / "absorbed").iterdir()]) == 1
    assert mark.highlight_id in desk.file.read_text()


def test_words_of_a_copy_that_are_not_ours_to_merge_are_told(desk: Desk) -> None:
    desk.mark()
    desk.sync()
    copy = desk.file.with_name("x (conflicted copy 2024).md")
    copy.write_text(desk.file.read_text().replace("# On tides\n", "# On tides\nwritten on the train\n"))
    (notice,) = desk.sync().notes
    told = "1 of its lines stand nowhere but in .postil/absorbed/x (conflicted copy 2024)."
    assert notice.message.startswith(told)
    (aside,) = (desk.vault / ".postil" / "absorbed").iterdir()
    assert "written on the train" in aside.read_text()


def test_a_file_that_is_gone_is_told_and_restored_on_demand(desk: Desk) -> None:
    desk.mark(comment="one")
    desk.mark(key=desk.keys[1])
    desk.sync()
    path = desk.file
    path.unlink()
    assert messages(desk) == {
        "papers/On tides (yzcngr).md": "it is gone; `postil sync --restore` writes it again"
    }
    assert desk.comments() == {"many kites": "one"}
    assert not path.exists()
    assert desk.sync(restore=True).created == ["papers/On tides (yzcngr).md"]
    assert "> one" in path.read_text()


def test_a_file_of_which_nothing_was_left_is_not_restored_nor_asked_for_again(desk: Desk) -> None:
    mark = desk.mark(comment="one")
    desk.mark(key=desk.keys[1])
    desk.sync()
    desk.library.highlights.remove(mark.highlight_id)
    desk.sync()
    desk.file.unlink()
    assert desk.sync(restore=True).created == []
    assert messages(desk) == {}
    desk.library.history.undo()
    assert desk.sync().created == ["papers/On tides (yzcngr).md"]
    assert "> one" in desk.file.read_text()


def test_a_highlight_that_is_moved_to_another_papers_file_goes_there(desk: Desk) -> None:
    desk.mark(comment="one")
    desk.mark("Kites rise", key=desk.keys[1])
    desk.sync()
    text = desk.file.read_text()
    start, stop = text.index("> [!quote]"), text.index("## Notes")
    (other,) = desk.vault.rglob("On kites*.md")
    other.write_text(other.read_text().replace("## Notes", f"{text[start:stop]}## Notes"))
    told = "1 of its highlights belong to another paper, and are text here"
    assert [notice.message for notice in desk.sync().notes] == [told]
    desk.file.write_text(text[:start] + text[stop:])
    desk.sync()
    desk.sync()
    assert desk.comments() == {}
    assert desk.comments(desk.keys[1]) == {"Kites rise": "", "many kites": "one"}
    assert desk.sync().is_idle
    assert desk.sync().notes == []


def test_a_vault_that_is_not_mounted_is_left_alone(desk: Desk) -> None:
    desk.mark()
    desk.sync()
    shutil.move(desk.vault, desk.home / "elsewhere")
    desk.vault.mkdir()
    desk.mark("Kites rise", key=desk.keys[1])
    ((path, reason),) = messages(desk).items()
    assert (path, reason) == (
        str(desk.vault),
        "none of its 1 files is there: is it mounted? `postil sync --restore` writes them again",
    )
    assert desk.files() == {}


def test_a_vault_is_another_machines_library(desk: Desk, tmp_path: Path) -> None:
    made = "2020-02-29T23:59:59+00:00"
    desk.library.highlights.put(desk.mark(comment="one")._replace(created=made))
    desk.library.notes.set(desk.key, "note")
    lists = desk.library.lists
    lists.new("journal club", "what we read", "Do kites rise?", "2026-12-03")
    lists.add("journal club", [desk.keys[1], desk.keys[0]])
    lists.set_done("journal club", desk.keys[1:2], True)
    lists.set_due("journal club", desk.keys[:1], "2026-11-30")
    with desk.library.change("tag") as db:
        db.execute("INSERT INTO tag VALUES (?, 'x')", (desk.key,))
    desk.sync()
    files = desk.files()
    with opened(tmp_path / "other", desk.vault) as other:
        report = other.sync()
        assert (report.written, report.created, report.held, report.bytes_written) == ([], [], [], 0)
        for sql in (
            "SELECT list_id, name, description, question, due FROM list", "SELECT * FROM tag",
            "SELECT * FROM note", "SELECT * FROM reading",
            "SELECT * FROM highlight",
        ):  # fmt: skip
            assert other.library.db.execute(sql).fetchall() == desk.library.db.execute(sql).fetchall()
        assert other.library.lists.items("journal club") == lists.items("journal club")
        assert other.files() == files


def test_a_highlight_whose_file_does_not_say_when_it_was_made_keeps_its_moment(desk: Desk) -> None:
    mark = desk.mark(comment="one")
    desk.sync()
    desk.edit(f" · {written(mark.created)}", "")
    assert desk.sync().is_idle
    desk.library.highlights.change(mark.highlight_id, pen=5, comment="two")
    desk.sync()
    assert "> [!quote] abstract · doubt\n> many kites\n>\n> two\n" in desk.file.read_text()
    assert desk.library.highlights.get(mark.highlight_id).created == mark.created
    desk.edit("· doubt", "· doubt · 2019-12-31 10:11:12 UTC")
    assert desk.sync().written == []
    assert desk.library.highlights.get(mark.highlight_id).created == "2019-12-31T10:11:12+00:00"


def test_which_of_several_equal_passages_was_marked_is_told(desk: Desk, tmp_path: Path) -> None:
    text = desk.library.papers.get(desk.key).abstract
    places = [at for at in range(len(text)) if text.startswith("kites", at)]
    for at in places[1:]:
        desk.library.highlights.add(desk.key, "abstract", at, at + 5, 1)
    desk.sync()
    assert "> [!quote] abstract · point · 2 · " in desk.file.read_text()
    with opened(tmp_path / "other", desk.vault) as other:
        other.sync()
        found = other.library.highlights.of(other.key)
        assert [each.start for each in found] == places[1:]
        assert {each.state for each in found} == {"anchored"}


def test_a_dry_run_changes_nothing(desk: Desk) -> None:
    desk.mark(comment="one")
    assert desk.sync(dry_run=True).created == ["papers/On tides (yzcngr).md"]
    assert not desk.vault.exists()
    desk.sync()
    desk.edit("> one", "> two")
    report = desk.sync(dry_run=True)
    assert (report.taken, report.dry_run) == (["papers/On tides (yzcngr).md"], True)
    assert desk.comments() == {"many kites": "one"}
    assert desk.sync().taken == ["papers/On tides (yzcngr).md"]


def test_the_library_may_not_lie_in_the_vault(desk: Desk) -> None:
    desk.vault = desk.home
    with pytest.raises(LibraryError, match="lies inside the vault"):
        desk.sync()
    desk.vault = desk.home / "vault"
    (desk.home / ".stfolder").mkdir()
    with pytest.raises(LibraryError, match="carries between machines"):
        desk.sync()
