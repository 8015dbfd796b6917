"""The reader's tags, against a model of plain sets; and what undo gives back."""

import shutil
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from postil.store.doctor import examine
from postil.store.errors import NotFound, PostilError
from postil.store.journal_check import disagreements
from postil.store.library import Library
from postil.store.migrations import library as steps
from postil.store.query import parse, where
from postil.store.search import Searcher
from postil.store.tag_names import LONGEST, identity, tag_name, typed_name
from postil.store.tag_tree import Tag, by_papers
from postil.store.tags import Changes

from .shelf import record, shelve

Model = dict[str, set[str]]
"""The tags of each paper."""

PARTS = st.sampled_from("abc")
NAMES = st.lists(PARTS, min_size=1, max_size=3).map("/".join)
PLACES = st.sets(st.integers(0, 5), max_size=6)
DEEDS = st.one_of(
    st.tuples(st.just("add"), PLACES, st.lists(NAMES, min_size=1, max_size=3)),
    st.tuples(st.just("remove"), PLACES, st.lists(NAMES, min_size=1, max_size=3)),
    st.tuples(st.just("rename"), NAMES, NAMES),
    st.tuples(st.just("merge"), st.lists(NAMES, min_size=1, max_size=3), NAMES),
    st.tuples(st.just("delete"), st.lists(NAMES, min_size=1, max_size=2)),
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of six papers."""
    path = tmp_path_factory.mktemp("tags") / "library.db"
    with Library.open(path) as library:
        shelve(library, *(record(number, f"On thing {number}") for number in range(1, 7)))
    return path


@pytest.fixture
def six(shelf: Path, tmp_path: Path) -> Library:
    shutil.copy(shelf, tmp_path / "library.db")
    return Library.open(tmp_path / "library.db")


def keys_of(library: Library) -> list[str]:
    return library.papers.keys(sorted(library.papers.ids()))


def carried(library: Library) -> Model:
    found: Model = {key: set() for key in keys_of(library)}
    for key, name in library.db.execute("SELECT paper_key, name FROM tag"):
        found[key].add(name)
    return found


def under(name: str, tag: str) -> bool:
    return f"{name}/".startswith(f"{tag}/")


def turned(model: Model, tags: list[str], into: str) -> Model:
    """Return what a model becomes when tags become another one, said name by name."""

    def new(name: str) -> str:
        nearest = max((tag for tag in (*tags, into) if under(name, tag)), key=len, default="")
        return into + name[len(nearest) :] if nearest and nearest != into else name

    return {key: set(map(new, names)) for key, names in model.items()}


def there(model: Model, tag: str) -> bool:
    return any(under(name, tag) for names in model.values() for name in names)


def done(library: Library, model: Model, deed: tuple[object, ...]) -> Model:
    """Do something to a library, and return what its model becomes; what it refuses changes nothing."""
    tags, keys = library.tags, keys_of(library)
    match deed:
        case ("add" | "remove" as kind, set(places), list(names)):
            chosen = [keys[place] for place in places]
            after = {
                key: (own | set(names) if kind == "add" else own - set(names)) if key in chosen else own
                for key, own in model.items()
            }
            changed = tags.add(chosen, names) if kind == "add" else tags.remove(chosen, names)
            assert changed == sum(after[key] != model[key] for key in keys)
            return after
        case ("rename", str(old), str(new)):
            if not there(model, old) or (old != new and there(model, new)):
                with pytest.raises(PostilError):
                    tags.rename(old, new)
                return model
            assert tags.rename(old, new).name == new
            return {
                key: {new + name[len(old) :] if under(name, old) else name for name in names}
                for key, names in model.items()
            }
        case ("merge", list(names), str(into)):
            if not all(there(model, name) for name in names):
                with pytest.raises(NotFound):
                    tags.merge(names, into)
                return model
            assert tags.merge(names, into).name == into
            return turned(model, [name for name in names if name != into], into)
        case ("delete", list(names)):
            if not all(there(model, name) for name in names):
                with pytest.raises(NotFound):
                    tags.delete(names)
                return model
            tags.delete(names)
            return {
                key: {name for name in own if not any(under(name, gone) for gone in names)}
                for key, own in model.items()
            }
    raise AssertionError(deed)


@settings(max_examples=60)
@given(st.lists(DEEDS, max_size=12))
def test_any_deeds_do_what_sets_would_and_undo_gives_everything_back(
    shelf: Path, tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[object, ...]]
) -> None:
    path = tmp_path_factory.mktemp("deeds") / "library.db"
    shutil.copy(shelf, path)
    with Library.open(path) as library:
        model = carried(library)
        states = [model]
        for deed in deeds:
            model = done(library, model, deed)
            assert carried(library) == model, deed
            if model != states[-1]:
                states.append(model)
        for name in {name for names in model.values() for name in names} | {"a", "b/c"}:
            found = {key for key, names in model.items() if any(under(each, name) for each in names)}
            assert {tag.name: tag.papers for tag in library.tags.all()}.get(name, 0) == len(found)
            condition, values = where(parse(f"tag:{name}"))
            assert {*library.papers.keys(library.papers.ids(condition, values))} == found
        assert len(library.history.steps()) == len(states) - 1, "a step a change, none for none"
        for before in reversed(states[:-1]):
            library.history.undo()
            assert carried(library) == before
        for after in states[1:]:
            library.history.redo()
            assert carried(library) == after


# Names


@given(
    st.text(max_size=120)
    | st.lists(st.sampled_from("ab/ #=é\u0301／℅\t\u00a0\x1b"), max_size=12).map("".join)
)
def test_a_name_is_clean_and_stays_what_it_is(text: str) -> None:
    name = tag_name(text)
    assert tag_name(name) == name
    assert len(name) <= LONGEST
    assert not name or all(part and part == part.strip() for part in name.split("/"))
    assert "\x1b" not in name and not name.startswith(("#", "="))
    assert not name or len(identity(name)) == name.count("/") + 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("  to   read ", "to read"),
        ("#method / rl/", "method/rl"),
        ("//a//b", "a/b"),
        ("e\u0301te", "éte"),
        ("a／b", "a/b"),
        ("= # a", "a"),
        ("C#", "C#"),
        ("/ /", ""),
        ("x" * 200, "x" * LONGEST),
    ],
)
def test_names_are_normalised(text: str, name: str) -> None:
    assert tag_name(text) == name


@pytest.mark.parametrize("text", ["", " ", "/", "#", "x" * 101])
def test_what_is_no_name_is_refused_in_a_sentence(six: Library, text: str) -> None:
    with pytest.raises(PostilError, match="name"):
        typed_name(text)
    with pytest.raises(PostilError):
        six.tags.add(keys_of(six), [text])
    assert not six.history.steps()


# Spellings


def test_a_tag_in_other_letters_is_the_same_tag(six: Library) -> None:
    one, two, three, *_ = keys_of(six)
    assert six.tags.add([one], ["Fundus", "Method/RL"]) == 1
    assert six.tags.add([one, two], ["fundus"]) == 1
    assert six.tags.add([three], ["METHOD/dl"]) == 1
    assert carried(six)[two] == {"Fundus"}
    assert carried(six)[three] == {"Method/dl"}
    assert six.tags.remove([one, two], ["FUNDUS"]) == 2
    assert six.tags.get("method").papers == 2


def test_two_spellings_from_elsewhere_count_as_one_and_are_made_one(six: Library) -> None:
    one, two, *_ = keys_of(six)
    six.tags.put(one, (), ("fMRI",))
    six.tags.put(two, (), ("FMRI", "FMRI/rest"))
    assert six.tags.all() == (Tag("fMRI", 2, 2), Tag("FMRI/rest", 1, 1))
    assert six.counts().tags == {"fMRI": 2, "FMRI/rest": 1}
    assert six.tags.rename("fmri", "fMRI").papers == 2
    assert carried(six)[two] == {"fMRI", "fMRI/rest"}


def test_a_name_kept_with_blanks_by_an_older_release_can_be_taken_away(six: Library) -> None:
    (one, *_) = keys_of(six)
    six.db.execute("INSERT INTO tag VALUES (?, ' old  tag ')", (one,))
    six.tags.put(one, ("old tag",), ("new",))
    assert carried(six)[one] == {"new"}


# Many tags at once


def test_the_tree_is_in_order_and_a_place_without_papers_of_its_own_is_in_it(six: Library) -> None:
    one, two, three, *_ = keys_of(six)
    six.tags.add([one, two], ["method/rl"])
    six.tags.add([two], ["method/rl/ppo", "method/dl", "method-free"])
    six.tags.add([three], ["Zebra"])
    tree = six.tags.all()
    assert tree == (
        Tag("method", 2, 0), Tag("method/dl", 1, 1), Tag("method/rl", 2, 2), Tag("method/rl/ppo", 1, 1),
        Tag("method-free", 1, 1), Tag("Zebra", 1, 1),
    )  # fmt: skip
    assert [(tag.depth, tag.last) for tag in tree[:3]] == [(0, "method"), (1, "dl"), (1, "rl")]
    assert [tag.name for tag in by_papers(tree)] == [
        "method", "method/rl", "method/rl/ppo", "method/dl", "method-free", "Zebra",
    ]  # fmt: skip
    assert six.tags.completing("Me") == ("method", "method/dl", "method/rl", "method/rl/ppo", "method-free")
    assert six.tags.completing("method/r") == ("method/rl", "method/rl/ppo")
    assert six.tags.completing("pp") == ("method/rl/ppo",)
    assert six.counts().untagged == six.tags.untagged() == 3
    assert six.tags.of([one, two]) == {"method/rl": 2, "method/rl/ppo": 1, "method/dl": 1, "method-free": 1}


def test_the_sidebar_counts_what_the_query_finds(six: Library) -> None:
    one, two, three, *_ = keys_of(six)
    six.tags.add([one, two], ["method/rl"])
    six.tags.add([two, three], ["method", "b"])
    searcher = Searcher(six.db, six.path)

    def counts(text: str) -> Mapping[str, int]:
        found = searcher.search(parse(text))
        facets = searcher.counts(found.matched)
        return {**facets.tags, "": facets.untagged}

    assert counts("") == {"b": 2, "method": 3, "method/rl": 2, "": 3}
    assert counts("tag:b") == {"b": 2, "method": 2, "method/rl": 1, "": 0}
    assert counts("is:untagged") == {"b": 0, "method": 0, "method/rl": 0, "": 3}
    for text, total in (
        ("tag:method", 3), ("tag:=method", 2), ('tag:"=Method"', 2), ("tag:#METHOD/", 3), ("tag:meth", 0),
        ("-tag:method", 3), ("is:untagged", 3), ("-has:tag", 3), ("-is:untagged", 3), ("tag:/", 0),
    ):  # fmt: skip
        assert searcher.search(parse(text)).total == total, text
        condition, values = where(parse(text))
        assert len(six.papers.ids(condition, values)) == total, text
    searcher.close()


def test_many_tags_change_as_one_step_that_says_what_it_did(six: Library) -> None:
    keys = keys_of(six)
    assert six.tags.apply(keys, Changes(("a", "b", "c", "d"), ("e",))) == 6
    assert six.tags.apply(keys[:1], Changes((), ("a",))) == 1
    six.tags.rename("b", "x/b")
    six.tags.merge(["c", "d"], "x")
    six.tags.delete(["x"])
    assert [step.label for step in reversed(six.history.steps())] == [
        "tag a, b, c and 1 more, untag e: 6 papers", "untag a: On thing 1", "rename the tag b to x/b",
        "merge the tags c, d into x", "delete the tag x",
    ]  # fmt: skip


def test_a_rename_never_makes_one_of_two_tags(six: Library) -> None:
    one, two, *_ = keys_of(six)
    six.tags.add([one], ["a"])
    six.tags.add([two], ["b/c"])
    for new in ("B", "b/c"):
        with pytest.raises(PostilError, match="merge them"):
            six.tags.rename("a", new)
    assert six.tags.merge(["a"], "B") == Tag("b", 2, 1)


def test_papers_that_are_gone_are_passed_over(six: Library) -> None:
    (one, *_) = keys_of(six)
    assert six.tags.add([one, "no-such-key", one], ["a", "A"]) == 1
    assert carried(six)[one] == {"A"}


def test_an_upgrade_calls_tags_by_their_clean_names_in_history_too(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with closing(Database(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        steps.apply(db, stop_before="0005_order")
        db.conn.executescript(
            """
            INSERT INTO paper (id, key, title, title_norm) VALUES (1, 'k1', 'On tides', 'on tides');
            INSERT INTO paper_text (paper_id, abstract) VALUES (1, 'About tides.');
            INSERT INTO step (id, at, label) VALUES (1, '2025-01-01T00:00:00+00:00', 'tags');
            INSERT INTO open_step VALUES (1);
            INSERT INTO tag VALUES ('k1', ' #outer '), ('k1', 'a // b'), ('k1', 'a/b'), ('k1', 'fine'),
                ('k1', '#');
            DELETE FROM open_step;
            """
        )
    with Library.open(path) as library:
        after = {"outer", "a/b", "fine", "#"}
        assert carried(library)["k1"] == after
        assert library.tags.remove(["k1"], ["outer"]) == 1
        library.history.undo()
        assert carried(library)["k1"] == after
        library.history.undo()
        assert carried(library)["k1"] == set()
        library.history.redo()
        assert carried(library)["k1"] == after
    assert {finding.state for finding in examine(path) if finding.check == "history"} == {"ok"}


def test_an_upgrade_makes_one_tag_of_those_that_have_one_name_now(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    said = (
        ("INSERT INTO tag VALUES ('k1', 'gone '), ('k1', 'tide')", "done"),
        ("INSERT INTO tag VALUES ('k1', 'gone')", "done"),
        ("DELETE FROM tag WHERE name LIKE 'gone%'", "done"),
        ("INSERT INTO tag VALUES ('k1', '#tide'), ('k1', 'fine')", "done"),
        ("DELETE FROM tag WHERE name = 'tide'", "done"),
        ("INSERT INTO tag VALUES ('k1', 'tide ')", "undone"),
    )
    with closing(Database(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        steps.apply(db, stop_before="0005_order")
        db.execute("INSERT INTO paper (id, key, title, title_norm) VALUES (1, 'k1', 'On tides', 'on tides')")
        for sql, state in said:
            db.execute("INSERT INTO step (at, label) VALUES ('2025-01-01T00:00:00+00:00', 'tags')")
            db.execute("INSERT INTO open_step SELECT max(id) FROM step")
            db.execute(sql)
            db.execute("DELETE FROM open_step")
            db.execute("UPDATE step SET state = ? WHERE id = (SELECT max(id) FROM step)", (state,))
        db.execute("DELETE FROM tag WHERE name = 'tide '")
    with Library.open(path) as library:
        expected = [{"tide", "fine"}, {"tide", "fine"}, {"tide"}, {"tide"}, {"tide"}, set()]
        assert carried(library)["k1"] == expected[0]
        for left in expected[1:]:
            library.history.undo()
            assert (carried(library).get("k1", set()), list(disagreements(library.db))) == (left, [])
        while library.history.redo():
            assert not list(disagreements(library.db))
        assert carried(library)["k1"] == expected[0]
