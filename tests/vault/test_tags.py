"""Tags between the library and the files of the vault."""

from pathlib import Path

import pytest

from .desk import Desk, opened


def carried(desk: Desk, key: str = "") -> tuple[str, ...]:
    return desk.library.papers.get(key or desk.key).tags


def line(desk: Desk) -> str:
    (found,) = [line for line in desk.file.read_text().splitlines() if line.startswith("tags:")]
    return found


def test_a_renamed_tag_is_renamed_in_every_file_and_undo_brings_it_back(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        desk.library.tags.add(desk.keys, ["method/rl", "to read"])
        desk.sync()
        before = desk.files()
        assert line(desk) == "tags: [method/rl, to read]"
        desk.library.tags.rename("method", "technique")
        desk.sync()
        assert line(desk) == "tags: [to read, technique/rl]"
        assert len({text for text in desk.files().values() if b"method/rl" in text}) == 0
        desk.library.history.undo()
        desk.sync()
        assert set(carried(desk)) == {"method/rl", "to read"}
        assert desk.files().keys() == before.keys()
        assert desk.sync().is_idle


def test_a_rename_meets_what_a_file_says_meanwhile(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        desk.library.tags.add([desk.key], ["old", "gone"])
        desk.sync()
        desk.edit("tags: [gone, old]", "tags: [old, fresh]")
        desk.library.tags.rename("old", "new")
        desk.sync()
        assert set(carried(desk)) == {"new", "fresh"}
        assert line(desk) == "tags: [fresh, new]"


@pytest.mark.parametrize(
    "written", ["[' outer ', a]", "[outer, a]", "['#outer', 'a']", "\n  - ' outer '\n  - a", "outer , a"]
)
def test_a_tag_with_outer_blanks_is_taken_away_on_either_side(tmp_path: Path, written: str) -> None:
    with opened(tmp_path) as desk:
        desk.mark()
        desk.sync()
        desk.edit("tags: []", f"tags: {written}")
        desk.sync()
        assert carried(desk) == ("a", "outer")
        desk.library.tags.remove([desk.key], ["outer"])
        desk.sync()
        assert "outer" not in desk.file.read_text()
        assert carried(desk) == ("a",)
        assert desk.sync().is_idle


def test_a_tag_taken_out_of_a_file_leaves_the_library_however_it_was_kept(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        desk.library.db.execute("INSERT INTO tag VALUES (?, ' outer ')", (desk.key,))
        desk.sync()
        assert line(desk) == "tags: [outer]"
        desk.edit("tags: [outer]", "tags: []")
        desk.sync()
        assert carried(desk) == ()
        desk.library.history.undo()
        assert carried(desk) == (" outer ",)


def test_both_spellings_of_files_are_kept_as_they_are_written(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        desk.mark()
        desk.mark(key=desk.keys[1])
        desk.library.tags.add(desk.keys[1:2], ["fundus"])
        desk.sync()
        desk.edit("tags: []", "tags: [Fundus]")
        desk.sync()
        assert (carried(desk), carried(desk, desk.keys[1])) == (("Fundus",), ("fundus",))
        assert line(desk) == "tags: [Fundus]"
        assert desk.library.tags.get("FUNDUS").papers == 2
