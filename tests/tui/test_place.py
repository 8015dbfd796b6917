"""The desk's memory: it comes back whole, and no damage to it does any harm."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postil.tui.place import Memory, Place

PLACE = Place("is:unread", "Unread", "retinal “vessl”", "title", "a-key-123456", True, 17)


def test_a_memory_comes_back_whole(tmp_path: Path) -> None:
    file = tmp_path / "state" / "desk.json"
    memory = Memory(file, "sepia", {"/somewhere/library.db": PLACE, "/else/where.db": Place()})
    memory.save()
    assert Memory.load(file) == memory
    assert [path.name for path in file.parent.iterdir()] == ["desk.json"], "nothing is left beside it"


def test_saving_again_replaces(tmp_path: Path) -> None:
    file = tmp_path / "desk.json"
    Memory(file, "sepia", {"a": PLACE}).save()
    Memory(file, "paper").save()
    assert Memory.load(file) == Memory(file, "paper")


def test_no_file_is_an_empty_memory(tmp_path: Path) -> None:
    assert Memory.load(tmp_path / "none.json") == Memory(tmp_path / "none.json")
    assert Memory.load(tmp_path) == Memory(tmp_path)


GOOD = {"theme": "sepia", "places": {"a": {"scope": "is:unread"}}}
DAMAGED = {
    "empty": b"",
    "cut short": json.dumps(GOOD).encode()[:-5],
    "not text": b"\xff\xfe\x00\x01",
    "not JSON": b"theme: sepia",
    "deep": b"[" * 200_000,
    "a number": b"7",
    "null": b"null",
    "a list": b"[]",
    "no places": b'{"theme": "sepia"}',
    "no theme": b'{"places": {}}',
    "places is a list": b'{"theme": "", "places": []}',
    "places is null": b'{"theme": "", "places": null}',
    "a place is null": b'{"theme": "", "places": {"a": null}}',
    "a place is a text": b'{"theme": "", "places": {"a": "b"}}',
    "a huge number": b'{"theme": "", "places": {"a": ' + b"9" * 5000 + b"}}",
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_an_empty_memory(tmp_path: Path, name: str) -> None:
    file = tmp_path / "desk.json"
    file.write_bytes(DAMAGED[name])
    assert Memory.load(file) == Memory(file)


def test_values_of_the_wrong_kind_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "desk.json"
    odd = {"scope": 7, "label": None, "sort": "title", "reading": 1, "line": True, "key": ["k"], "more": "x"}
    file.write_text(json.dumps({"theme": "", "places": {"a": odd}}))
    assert Memory.load(file).places == {"a": Place(sort="title")}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
SHAPED = st.fixed_dictionaries(
    {"theme": JSON, "places": JSON | st.dictionaries(st.text(max_size=5), JSON, max_size=3)}
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(JSON | SHAPED)
def test_any_json_loads_and_what_loads_saves(tmp_path: Path, data: object) -> None:
    file = tmp_path / "desk.json"
    file.write_text(json.dumps(data))
    memory = Memory.load(file)
    memory.save()
    assert Memory.load(file) == memory


def test_half_a_character_in_the_file_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "desk.json"
    file.write_text(r'{"theme": "sepia", "places": {"a": {"text": "\ud800"}}}')
    memory = Memory.load(file)
    memory.theme = "paper"
    memory.save()
    assert Memory.load(file).theme == "paper"


def test_a_folder_that_cannot_be_written_costs_only_the_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    memory = Memory(tmp_path / "file" / "desk.json", "sepia")
    memory.save()
    assert memory.theme == "sepia"
    assert (tmp_path / "file").read_text() == "not a folder"


def test_a_file_that_cannot_be_replaced_stays(tmp_path: Path) -> None:
    file = tmp_path / "desk.json"
    (file / "inside").mkdir(parents=True)
    Memory(file).save()
    assert (file / "inside").is_dir()
    assert [path.name for path in tmp_path.iterdir()] == ["desk.json"], "nothing is left beside it"
