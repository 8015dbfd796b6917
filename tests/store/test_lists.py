from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.store.errors import NotFound, PostilError
from postil.store.library import Library
from postil.store.models import ListItem
from postil.store.query import parse, where
from postil.store.search.engine import Searcher

from .shelf import record, shelve
from .test_history import reader_rows

TITLES = ("Kettles", "Lanterns", "Rivers", "Bridges", "Ferries", "Moss", "Otters")


@pytest.fixture
def keys(library: Library) -> list[str]:
    return [one.key for one in shelve(library, *(record(n, title) for n, title in enumerate(TITLES, 1)))]


@pytest.fixture
def club(library: Library, keys: list[str]) -> Library:
    library.lists.new("journal club")
    library.lists.add("journal club", keys[:5])
    return library


def order(library: Library, name: str) -> list[str]:
    return [library.papers.get(item.key).title for item in library.lists.items(name)]


def names(library: Library) -> list[str]:
    return [each.name for each in library.lists.all()]


def test_a_list_is_made_with_all_that_is_said_of_it(library: Library) -> None:
    made = library.lists.new(" journal\n club ", "\nwhat we *read*\n", "Does it\nhold?", "2026-12-03")
    assert made[1:] == ("journal club", "what we *read*", "Does it hold?", "2026-12-03", 0, 0)
    assert library.lists.all() == (made,)
    [step] = library.history.steps()
    assert step.label == "make the list journal club"


def test_a_list_is_found_as_it_is_typed(library: Library) -> None:
    library.lists.new("Café reading")
    assert library.lists.get(" cafe  READING").name == "Café reading"
    with pytest.raises(NotFound, match='there is no list "cafe redding"; did you mean "Café reading"\\?'):
        library.lists.get("cafe redding")
    with pytest.raises(NotFound, match="`postil lists ls` names them"):
        library.lists.get("xyzzy")


@pytest.mark.parametrize(
    "act", ["items", "delete", "rename", "describe", "reorder", "add", "remove", "set_done"]
)
def test_a_list_that_is_not_there_is_said(club: Library, act: str) -> None:
    more = {"rename": ("x",), "reorder": (1,), "add": ([],), "remove": ([],), "set_done": ([], True)}
    with pytest.raises(NotFound, match='did you mean "journal club"'):
        getattr(club.lists, act)("jornal club", *more.get(act, ()))


def test_no_two_lists_have_a_name_that_readers_do_not_tell_apart(club: Library) -> None:
    with pytest.raises(PostilError, match='another list is called "journal club"'):
        club.lists.new("Journal Club")
    with pytest.raises(PostilError, match="needs a name"):
        club.lists.new(" \n")
    club.lists.new("other")
    with pytest.raises(PostilError, match="another list"):
        club.lists.rename("other", "JOURNAL club")
    assert club.lists.rename("journal club", "Journal Club").name == "Journal Club"
    assert names(club) == ["Journal Club", "other"]


def test_two_lists_of_an_older_library_are_told_apart_by_case(library: Library) -> None:
    with library.change("older") as db:
        db.execute("INSERT INTO list (list_id, name) VALUES ('1', 'Club'), ('2', 'club')")
    assert [library.lists.get(name).list_id for name in ("Club", "club", "CLUB")] == ["1", "2", "1"]


def test_what_is_said_of_a_list_changes_and_is_taken_away(club: Library) -> None:
    said = club.lists.describe("journal club", question="Why?", due="2026-12-03", description="A\n\nB")
    assert (said.description, said.question, said.due, said.papers) == ("A\n\nB", "Why?", "2026-12-03", 5)
    steps = len(club.history.steps())
    assert club.lists.describe("journal club") == said
    assert len(club.history.steps()) == steps, "what changes nothing leaves no step"
    assert club.lists.describe("journal club", due="", question="").due is None
    assert club.lists.get("journal club").question == ""
    with pytest.raises(PostilError, match='"2026-02-30" is no day'):
        club.lists.describe("journal club", due="2026-02-30")


def test_papers_are_put_on_a_list_once_and_in_their_order(library: Library, keys: list[str]) -> None:
    library.lists.new("club")
    assert library.lists.add("club", [keys[2], keys[0], keys[2], "nobody"]) == 2
    assert library.lists.add("club", [keys[0], keys[1]]) == 1
    assert order(library, "club") == ["Rivers", "Kettles", "Lanterns"]
    assert library.lists.items("club")[1] == ListItem(keys[0], 2)
    assert library.history.steps(1)[0].label == "put 2 papers on club"
    assert library.history.steps(1)[0].rows == 1
    assert library.counts().lists == {"club": 3}


def test_it_is_told_how_many_of_some_papers_are_on_which_list(club: Library, keys: list[str]) -> None:
    club.lists.new("empty")
    club.lists.new("moss")
    club.lists.add("moss", keys[4:])
    assert club.lists.of(keys[3:6]) == {"journal club": 2, "moss": 2}
    assert club.lists.of([]) == {}


def test_papers_move_within_a_list(club: Library, keys: list[str]) -> None:
    club.lists.place("journal club", [keys[3], keys[1], keys[6]], 1)
    assert order(club, "journal club") == ["Lanterns", "Bridges", "Kettles", "Rivers", "Ferries"]
    club.lists.place("journal club", [keys[1]], 99)
    assert order(club, "journal club")[-1] == "Lanterns"
    assert club.history.steps(1)[0][2:5] == ("move Lanterns on journal club", "done", 1)
    steps = len(club.history.steps())
    club.lists.place("journal club", [keys[1]], 5)
    assert len(club.history.steps()) == steps


def test_papers_move_to_another_list_as_they_are(club: Library, keys: list[str]) -> None:
    lists = club.lists
    lists.new("other")
    lists.add("other", [keys[6], keys[0]])
    lists.set_done("journal club", keys[:2], True)
    lists.set_due("journal club", keys[:3], "2026-12-03")
    lists.set_due("other", keys[:1], "2027-01-01")
    assert lists.carry([keys[2], keys[0], keys[5], keys[1]], "journal club", "other") == 3
    assert lists.items("other") == (
        ListItem(keys[6], 1),
        ListItem(keys[0], 2, True, "2027-01-01"),
        ListItem(keys[1], 3, True, "2026-12-03"),
        ListItem(keys[2], 4, False, "2026-12-03"),
    )
    assert order(club, "journal club") == ["Bridges", "Ferries"]
    assert club.history.steps(1)[0].label == "move 4 papers from journal club to other"
    assert lists.carry(keys, "other", "Other") == 0


def test_papers_are_done_and_due(club: Library, keys: list[str]) -> None:
    assert club.lists.set_done("journal club", keys, True) == 5
    assert club.lists.set_done("journal club", keys[:1], False) == 1
    assert club.lists.get("journal club")[5:] == (5, 4)
    assert club.lists.set_due("journal club", keys[:2], "2026-12-03") == 2
    assert club.lists.set_due("journal club", keys[:1], "") == 1
    assert [item.due for item in club.lists.items("journal club")[:2]] == [None, "2026-12-03"]
    with pytest.raises(PostilError, match='"soon" is no day'):
        club.lists.set_due("journal club", keys, "soon")


def test_lists_stand_in_the_readers_order(library: Library) -> None:
    with library.change("older") as db:
        db.execute("INSERT INTO list (list_id, name) VALUES ('1', 'b'), ('2', 'a')")
    library.lists.new("0")
    assert names(library) == ["a", "b", "0"], "lists of an older library stand by name, new ones behind them"
    library.lists.reorder("0", 1)
    assert names(library) == list(library.counts().lists) == ["0", "a", "b"]
    library.lists.reorder("a", 99)
    assert names(library) == ["0", "b", "a"]
    library.history.undo()
    library.history.undo()
    assert names(library) == ["a", "b", "0"]


def test_a_list_that_is_deleted_comes_back_whole(club: Library, keys: list[str]) -> None:
    club.lists.set_due("journal club", keys[1:2], "2026-12-03")
    before = reader_rows(club)
    assert club.lists.delete("journal club").papers == 5
    assert names(club) == []
    club.history.undo()
    assert reader_rows(club) == before


TODAY = date.today()


def day(number: int) -> str:
    return (TODAY + timedelta(number)).isoformat()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("due:overdue", {"Kettles"}),
        ("due:today", {"Lanterns"}),
        ("due:Soon", {"Lanterns", "Rivers"}),
        (f"due:{day(8)}", {"Bridges"}),
        (f"due:..{day(0)}", {"Kettles", "Lanterns"}),
        (f"due:>{day(0)}", {"Rivers", "Bridges", "Moss", "Otters"}),
        ("due:2999-12", {"Otters"}),
        ("due:2999-12-04..", set()),
        ("due:2998..2999 -due:soon", {"Otters"}),
        ("-due:1000..9999 list:club", {"Ferries"}),
        ("due:overdue OR title:moss", {"Kettles", "Moss"}),
    ],
)
def test_papers_are_found_by_when_they_are_due(
    club: Library, keys: list[str], query: str, expected: set[str]
) -> None:
    lists = club.lists
    lists.rename("journal club", "club")
    for key, number in zip(keys, (-1, 0, 7, 8, -3), strict=False):
        lists.set_due("club", [key], day(number))
    lists.set_done("club", keys[4:5], True)
    lists.new("whole", due=day(20))
    lists.add("whole", keys[5:])
    lists.set_due("whole", keys[6:], "2999-12-03")
    condition, values = where(parse(query))
    found = {club.papers.by_id(paper).title for paper in club.papers.ids(condition, values)}
    with closing(Searcher(club.db, club.path)) as searcher:
        ids = searcher.search(parse(query)).ids[:]
    assert found == {club.papers.by_id(paper).title for paper in ids}
    assert found == expected


@dataclass
class Model:
    """What a library's lists should be: each a Python list."""

    lists: dict[str, list[str]] = field(default_factory=dict)
    done: dict[str, set[str]] = field(default_factory=dict)
    due: dict[str, dict[str, str]] = field(default_factory=dict)

    def items(self, name: str) -> list[tuple[str, bool, str | None]]:
        return [(key, key in self.done[name], self.due[name].get(key)) for key in self.lists[name]]


@pytest.fixture(scope="module")
def modelled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, list[str]]]:
    path: Path = tmp_path_factory.mktemp("lists") / "library.db"
    with Library.open(path) as library:
        placed = shelve(library, *(record(n, title) for n, title in enumerate(TITLES, 1)))
        yield library, [one.key for one in placed]


NAMES = st.sampled_from(["a", "b"])
SOME = st.lists(st.integers(0, len(TITLES) - 1), max_size=5)
DEEDS = st.one_of(
    st.tuples(st.just("add"), NAMES, SOME),
    st.tuples(st.just("remove"), NAMES, SOME),
    st.tuples(st.just("place"), NAMES, SOME, st.integers(-1, 9)),
    st.tuples(st.just("carry"), NAMES, SOME),
    st.tuples(st.just("set_done"), NAMES, SOME, st.booleans()),
    st.tuples(st.just("set_due"), NAMES, SOME, st.sampled_from([None, "2026-12-03", "2027-01-01"])),
    st.tuples(st.just("delete"), NAMES, SOME),
)


def play(library: Library, model: Model, deed: tuple, keys: list[str]) -> None:  # type: ignore[type-arg]
    """Do one thing to the library and to the model."""
    act, name, numbers, *more = deed
    some = [keys[number] for number in numbers]
    mine, other = model.lists[name], "b" if name == "a" else "a"
    there = [key for key in mine if key in some]
    match act:
        case "add":
            new = [key for key in dict.fromkeys(some) if key not in mine]
            assert library.lists.add(name, some) == len(new)
            mine += new
        case "remove":
            assert library.lists.remove(name, some) == len(there)
            forget(model, name, there)
        case "place":
            library.lists.place(name, some, more[0])
            mine[:] = [key for key in mine if key not in some]
            mine[max(0, more[0] - 1) : max(0, more[0] - 1)] = there
        case "carry":
            assert library.lists.carry(some, name, other) == len(there)
            model.lists[other] += [key for key in there if key not in model.lists[other]]
            model.done[other] |= model.done[name] & set(there)
            model.due[other] = {k: d for k, d in model.due[name].items() if k in there} | model.due[other]
            forget(model, name, there)
        case "set_done":
            changed = [key for key in there if (key in model.done[name]) != more[0]]
            assert library.lists.set_done(name, some, more[0]) == len(changed)
            model.done[name] ^= set(changed)
        case "set_due":
            changed = [key for key in there if model.due[name].get(key) != more[0]]
            assert library.lists.set_due(name, some, more[0]) == len(changed)
            model.due[name] = {**model.due[name], **dict.fromkeys(there, more[0])}
        case "delete":
            library.lists.delete(name)
            library.lists.new(name)
            forget(model, name, list(mine))


def forget(model: Model, name: str, keys: list[str]) -> None:
    model.lists[name][:] = [key for key in model.lists[name] if key not in keys]
    model.done[name] -= set(keys)
    model.due[name] = {key: due for key, due in model.due[name].items() if key not in keys}


@settings(max_examples=60)
@given(st.lists(DEEDS, max_size=25))
def test_a_list_is_a_python_list_and_undo_gives_back_every_row(
    modelled: tuple[Library, list[str]],
    deeds: list[tuple],  # type: ignore[type-arg]
) -> None:
    library, keys = modelled
    start = reader_rows(library)
    done = len([step for step in library.history.steps() if step.state == "done"])
    model = Model({"a": [], "b": []}, {"a": set(), "b": set()}, {"a": {}, "b": {}})
    library.lists.new("a")
    library.lists.new("b")
    for deed in deeds:
        play(library, model, deed, keys)
        for name in model.lists:
            found = [(item.key, item.done, item.due) for item in library.lists.items(name)]
            assert found == model.items(name)
            counted = library.lists.get(name)
            assert (counted.papers, counted.done) == (len(found), len(model.done[name]))
    end = reader_rows(library)
    steps = len([step for step in library.history.steps() if step.state == "done"]) - done
    for _ in range(steps):
        library.history.undo()
    assert reader_rows(library) == start
    for _ in range(steps):
        library.history.redo()
    assert reader_rows(library) == end
    for _ in range(steps):
        library.history.undo()
