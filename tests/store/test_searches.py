from array import array

import pytest

from postil.store.errors import NotFound, PostilError, QueryError
from postil.store.library import Library
from postil.store.query import parse, where
from postil.store.query.smart import expanded
from postil.store.searches import KEPT


@pytest.fixture
def saved(library: Library) -> Library:
    for name, query in (("Moss", "moss year:2020.."), ("Oaks", "oak OR elm"), ("unread", "is:unread")):
        library.searches.save(name, query)
    return library


def names(library: Library) -> list[str]:
    return [search.name for search in library.searches.all()]


def test_searches_are_kept_in_their_order(saved: Library) -> None:
    assert saved.searches.all() == (
        ("Moss", "moss year:2020.."),
        ("Oaks", "oak OR elm"),
        ("unread", "is:unread"),
    )
    assert saved.searches.get("  Oaks ").query == "oak OR elm"


def test_saving_under_a_name_that_is_there_replaces_it_in_its_place(saved: Library) -> None:
    assert saved.searches.save(" Moss\n", "fern\t fern:  'moss") == ("Moss", "fern fern: 'moss")
    assert names(saved) == ["Moss", "Oaks", "unread"]
    before = len(saved.history.steps())
    saved.searches.save("Moss", "fern fern: 'moss")
    assert len(saved.history.steps()) == before, "what changes nothing leaves no step"


@pytest.mark.parametrize(
    ("name", "query"), [("", "moss"), (" ", "moss"), ("a", ""), ("a", "()"), ("a", "is:x")]
)
def test_what_cannot_be_searched_for_is_not_saved(library: Library, name: str, query: str) -> None:
    with pytest.raises(QueryError if query == "is:x" else PostilError):
        library.searches.save(name, query)
    assert names(library) == []


def test_a_search_is_renamed_where_it_stands(saved: Library) -> None:
    assert saved.searches.rename("Moss", "Ferns and  moss") == ("Ferns and moss", "moss year:2020..")
    assert names(saved) == ["Ferns and moss", "Oaks", "unread"]
    assert saved.searches.rename("Oaks", " Oaks ").name == "Oaks"
    with pytest.raises(PostilError, match="another search"):
        saved.searches.rename("Oaks", "unread")
    with pytest.raises(PostilError, match="needs a name"):
        saved.searches.rename("Oaks", " ")


@pytest.mark.parametrize("act", ["get", "delete", "rename", "move"])
def test_a_name_that_is_nobodys_is_said(saved: Library, act: str) -> None:
    arguments = {"rename": ("moss", "x"), "move": ("moss", 1)}.get(act, ("moss",))
    with pytest.raises(NotFound, match='no search is saved as "moss"'):
        getattr(saved.searches, act)(*arguments)


@pytest.mark.parametrize(
    ("name", "position", "expected"),
    [
        ("Moss", 3, ["Oaks", "unread", "Moss"]),
        ("Moss", 99, ["Oaks", "unread", "Moss"]),
        ("unread", 1, ["unread", "Moss", "Oaks"]),
        ("unread", -5, ["unread", "Moss", "Oaks"]),
        ("Oaks", 2, ["Moss", "Oaks", "unread"]),
    ],
)
def test_a_search_is_moved(saved: Library, name: str, position: int, expected: list[str]) -> None:
    saved.searches.move(name, position)
    assert names(saved) == expected


def test_every_change_is_undone_and_done_again(saved: Library) -> None:
    states = [saved.searches.all()]
    saved.searches.rename("Moss", "Ferns")
    states.append(saved.searches.all())
    saved.searches.move("Ferns", 2)
    states.append(saved.searches.all())
    saved.searches.delete("Oaks")
    states.append(saved.searches.all())
    saved.searches.save("unread", "is:unread -moss")
    states.append(saved.searches.all())
    assert len(saved.history.steps()) == 7
    for state in reversed(states[:-1]):
        saved.history.undo()
        assert saved.searches.all() == state
    for state in states[1:]:
        saved.history.redo()
        assert saved.searches.all() == state


def test_searches_of_late_come_latest_first_and_once(library: Library) -> None:
    for query in ("moss", "oak", " moss  tag:a ", "fern", "moss", "", " "):
        library.searches.remember(query)
    assert library.searches.recent() == ("moss", "fern", "moss tag:a", "oak")
    assert library.searches.recent(2) == ("moss", "fern")
    assert library.searches.recent(prefix="mo") == ("moss", "moss tag:a")
    assert library.searches.recent(prefix="%") == ()
    library.searches.forget()
    assert library.searches.recent() == ()


def test_what_is_remembered_is_no_step_of_history(library: Library) -> None:
    library.searches.save("a", "moss")
    library.history.undo()
    library.searches.remember("oak")
    library.searches.forget()
    assert [step.state for step in library.history.steps()] == ["undone"]
    assert library.history.redo() is not None


def test_the_oldest_are_forgotten(library: Library) -> None:
    with library.transaction():
        for number in range(KEPT + 20):
            library.searches.remember(f"w{number}")
    found = library.searches.recent(limit=KEPT + 20)
    assert len(found) == KEPT
    assert (found[0], found[-1]) == (f"w{KEPT + 19}", "w20")


def test_a_smart_list_stands_for_what_it_asks(saved: Library) -> None:
    def asked(text: str) -> str:
        return expanded(parse(text), saved.searches.meant, parse).text

    assert asked('list:"MOSS" fern') == "moss year:2020.. fern"
    assert asked("-list:oaks year:2024") == "-(oak OR elm) year:2024"
    assert asked("list:moss OR list:unread") == "moss year:2020.. OR is:unread"
    assert asked("list:nobody") == "list:nobody"
    saved.searches.save("both", "list:moss -list:unread")
    assert asked("list:both") == "moss year:2020.. -is:unread"
    saved.lists.new("móss")
    assert asked("list:moss") == "list:moss", "a reading list comes before a smart list"


def test_a_smart_list_never_contains_itself(saved: Library) -> None:
    saved.searches.save("ferns", "list:trees fern")
    with pytest.raises(QueryError, match='the smart list "trees" contains itself'):
        saved.searches.save("Trees", "oak OR -list:ferns")
    saved.searches.save("pines", "oak list:ferns")
    saved.searches.rename("pines", "trees")
    with pytest.raises(QueryError, match='the smart list "ferns" contains itself') as caught:
        expanded(parse("year:2020 list:ferns"), saved.searches.meant, parse)
    assert caught.value.position == len("year:2020 list:")


def test_smart_lists_that_multiply_are_refused_in_time(saved: Library) -> None:
    saved.searches.save("s0", "(" * 30 + "moss" + " OR fern)" * 30)
    with pytest.raises(QueryError, match="too many smart lists"):
        for number in range(1, 70):
            saved.searches.save(f"s{number}", f"list:s{number - 1} OR (oak -list:s{number - 1})")
    doubled = expanded(parse("list:s4"), saved.searches.meant, parse)
    assert saved.papers.ids(*where(doubled)) == array("q")


def test_what_a_smart_list_does_not_say_right_is_told(saved: Library) -> None:
    with saved.change("by another version") as db:
        db.execute("UPDATE saved_search SET query = 'is:blue' WHERE name = 'Oaks'")
    with pytest.raises(QueryError, match='the smart list "oaks" cannot be understood: is: takes') as caught:
        expanded(parse("fern list:oaks"), saved.searches.meant, parse)
    assert caught.value.position == len("fern list:")
