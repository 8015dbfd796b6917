"""JSON lines out of a library and into another: nothing is lost."""

import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from postil.store.doctor import examine
from postil.store.exporters.json_lines import write
from postil.store.identity import normal_title
from postil.store.importing import ImportRun
from postil.store.library import Library
from postil.store.records import Report

PAGE = """new
Get trending papers in your email inbox!
Subscribe
Daily Papers
byAK and the research community

Dec 9

MedS$^3$ and 44\\% of kettles

They are at https://github.com/a/b now.

  • 4 authors
·
Feb 19 7

On lanterns

A kettle {\\em is} no lantern.

Tidewater Tidewater
·
Mar 2, 2021"""


def exported(library: Library) -> str:
    stream = io.StringIO()
    write(library.papers.each(library.papers.ids(sort="position")), stream)
    return stream.getvalue()


def imported(path: Path, text: str, name: str = "export.jsonl") -> Report:
    """Import lines into the library at a path."""
    file = path.with_name(name)
    file.write_text(text, encoding="utf-8")
    with Library.open(path) as library:
        return ImportRun(library).run([file])


def there_and_back(folder: Path, text: str) -> str:
    """Import lines, and return what the library exports then."""
    path = folder / "other.db"
    report = imported(path, text)
    assert report.rejected == ()
    assert [finding for finding in examine(path) if finding.state not in ("ok", "note")] == []
    with Library.open(path) as other:
        return exported(other)


@pytest.fixture
def shelf(library: Library, tmp_path: Path) -> Library:
    (tmp_path / "page.txt").write_text(PAGE)
    (tmp_path / "more.jsonl").write_text(
        '{"title": "On lanterns", "abstract": "A kettle is no lantern at all.", "doi": "10.1000/x"}\n'
        '{"title": "<b>Bold</b>", "abstract": "<p>One</p><p>Two</p>", "authors": ["Ann", "Bo"], "upvotes": 0}'
    )
    ImportRun(library).run([tmp_path / "page.txt", tmp_path / "more.jsonl"])
    return library


def mark(library: Library) -> None:
    keys = library.papers.keys(library.papers.ids(sort="position"))
    library.reading.set_status(keys[:1], "read")
    library.reading.set_rating(keys[:2], 0)
    library.reading.set_star(keys[1:], True)
    with library.change("tag and list") as db:
        db.executemany("INSERT INTO tag VALUES (?, ?)", [(keys[0], "b tag"), (keys[0], "A"), (keys[2], "A")])
        db.execute("INSERT INTO list (list_id, name) VALUES ('1', 'Club'), ('2', 'Also')")
        items = [("1", keys[2], 1), ("1", keys[0], 2), ("2", keys[0], 7)]
        db.executemany("INSERT INTO list_item (list_id, paper_key, position) VALUES (?, ?, ?)", items)
    library.highlights.add(keys[1], "abstract", 2, 8, 3, "a kettle,\n\nor *none*")
    library.highlights.add(keys[1], "abstract", 0, 16, 1)
    library.highlights.add(keys[1], "title", 3, 11, 5)
    library.notes.set(keys[0], "# A note\r\n\n- \x1b[2J\n")


def test_what_is_exported_comes_back_byte_for_byte(shelf: Library, tmp_path: Path) -> None:
    mark(shelf)
    text = exported(shelf)
    assert [json.loads(line)["title"] for line in text.splitlines()] == [
        "MedS³ and 44% of kettles", "On lanterns", "Bold",
    ]  # fmt: skip
    assert there_and_back(tmp_path, text) == text


def test_the_order_of_a_list_comes_back(shelf: Library, tmp_path: Path) -> None:
    mark(shelf)
    there_and_back(tmp_path, exported(shelf))
    with Library.open(tmp_path / "other.db") as other:
        assert other.lists.items("Club") == shelf.lists.items("Club")


def test_marks_are_one_step_that_can_be_undone(shelf: Library, tmp_path: Path) -> None:
    bare = exported(shelf)
    mark(shelf)
    there_and_back(tmp_path, exported(shelf))
    with Library.open(tmp_path / "other.db") as other:
        assert [step.label for step in other.history.steps()] == ["marks from export.jsonl"]
        other.history.undo()
        assert exported(other) == bare
        assert other.counts().lists == {}


def test_what_the_reader_said_stands(shelf: Library, tmp_path: Path) -> None:
    mark(shelf)
    text = exported(shelf)
    key = json.loads(text.splitlines()[0])["key"]
    path = tmp_path / "other.db"
    imported(
        path, "\n".join(line for line in text.splitlines()[:1]).replace('"read"', '"unread"'), "first.jsonl"
    )
    with Library.open(path) as other:
        other.history.undo()
        other.reading.set_star([key], True)
    assert imported(path, text).merged == 1
    with Library.open(path) as other:
        paper = other.papers.get(key)
        assert (paper.starred, paper.status, paper.tags, paper.lists) == (True, "unread", (), ())
        assert other.papers.get(json.loads(text.splitlines()[1])["key"]).starred


def test_a_note_stands_and_highlights_join(shelf: Library, tmp_path: Path) -> None:
    mark(shelf)
    text = exported(shelf)
    path = tmp_path / "other.db"
    imported(path, '{"title": "On lanterns", "abstract": "A kettle is no lantern at all."}', "first.jsonl")
    with Library.open(path) as other:
        key = other.papers.resolve("On lanterns")
        other.notes.set(key, "mine")
        other.highlights.add(key, "abstract", 0, 8, 2)
    imported(path, text.replace('"note_text": "', '"note_text": "theirs '))
    with Library.open(path) as other:
        assert other.notes.get(key) == "mine"
        assert [one.pen for one in other.highlights.of(key)] == [5, 2, 1, 3]
        assert other.notes.get(other.papers.resolve("MedS³ and 44% of kettles")).startswith("theirs")


def test_a_key_is_honoured_where_it_is_one_and_free(tmp_path: Path) -> None:
    lines = [
        '{"key": "my-own-key-abcdef", "title": "On kites", "abstract": "A"}',
        '{"key": "my-own-key-abcdef", "title": "On rope", "abstract": "A"}',
        '{"key": "Smith 2020", "title": "On wind", "abstract": "A"}',
    ]
    imported(tmp_path / "other.db", "\n".join(lines))
    with Library.open(tmp_path / "other.db") as other:
        keys = other.papers.keys(other.papers.ids(sort="position"))
    assert keys[0] == "my-own-key-abcdef"
    assert keys[1].startswith("on-rope-")
    assert keys[2].startswith("on-wind-")


def test_a_key_that_another_title_would_get_costs_nothing(tmp_path: Path) -> None:
    from postil.store.minting import mint

    lines = [
        json.dumps({"key": mint("On rope"), "title": "On kites", "abstract": "A"}),
        '{"title": "On rope", "abstract": "A"}',
    ]
    assert imported(tmp_path / "other.db", "\n".join(lines)).added == 2


@pytest.mark.parametrize(
    "foreign",
    [
        '"status": "published"', '"rating": 4.5', '"rating": 9', '"rating": true', '"tags": {"a": 1}',
        '"note_text": 5', '"highlight_list": {"id": 1}', '"highlight_list": [{"id": "h", "quote": "A"}]',
        '"highlight_list": [{"id": "habcdefghij", "field": "authors", "quote": "A", "pen": 1}]',
        '"highlight_list": [{"id": "habcdefghij", "field": "title", "quote": " ", "pen": 1}]',
        '"highlight_list": [{"id": "habcdefghij", "field": "title", "quote": "A", "pen": true}]',
        '"highlight_list": [{"id": "habcdefghij", "field": "title", "quote": "A", "pen": 6}]',
        '"tags": ["a", 5]', '"tags": ["\\u001b[2J"]', '"lists": "Club"', '"starred": 1',
        '"sources": ["arXiv"]',
        '"sources": [{"name": "", "position": 1, "line": 1}]', '"sources": [{"name": "x"}]',
        '"sources": [{"name": "x", "position": 0, "line": 99999999999999999999}]', '"list_positions": 5',
    ],
)  # fmt: skip
def test_what_is_not_in_our_shape_is_passed_over(foreign: str, tmp_path: Path) -> None:
    if "9999" in foreign:
        foreign = foreign.replace("9" * 20, "-1")
    report = imported(tmp_path / "other.db", f'{{"title": "On kites", "abstract": "A", {foreign}}}')
    assert (report.added, report.rejected) == (1, ())
    with Library.open(tmp_path / "other.db") as other:
        assert other.history.steps() == []
        assert [source.name for source in other.papers.by_id(1).sources] == ["export.jsonl"]


def test_two_dumps_of_one_name_are_told_apart(tmp_path: Path) -> None:
    source = [{"name": "page.txt", "position": 1, "line": 7}]
    lines = [
        json.dumps({"title": title, "abstract": "A", "sources": source}) for title in ("On kites", "On rope")
    ]
    text = there_and_back(tmp_path, "\n".join(lines))
    assert [json.loads(line)["sources"] for line in text.splitlines()] == [source, source]
    with Library.open(tmp_path / "other.db") as other:
        assert other.counts().dumps == {"export.jsonl": 2, "page.txt": 2}


TEXT = st.text(min_size=1, max_size=30).filter(lambda text: text.strip())
ASCII = st.text(st.characters(max_codepoint=126), min_size=1, max_size=30)
HIGHLIGHTS = st.fixed_dictionaries(
    {
        "id": st.from_regex("h[a-z2-7]{10}", fullmatch=True),
        "field": st.sampled_from(["title", "abstract"]),
        "quote": TEXT,
        "pen": st.integers(1, 5),
    },
    optional={
        "start": st.integers(-1, 40) | st.none(),
        "stop": st.integers(-1, 2**63) | st.just("x"),
        "comment": TEXT,
        "state": st.sampled_from(["anchored", "moved", "detached", "?"]),
        "created": TEXT,
        "prefix": TEXT,
    },
)
PAPERS = st.lists(
    st.fixed_dictionaries(
        {"title": TEXT | ASCII, "abstract": TEXT | ASCII | st.just("See https://example.org/a$x^2$.")},
        optional={
            "published": st.dates().map(str),
            "published_text": TEXT,
            "published_inferred": st.booleans(),
            "authors": st.lists(TEXT, max_size=3),
            "authors_count": st.integers(0, 2**63 - 1),
            "organization": TEXT,
            "comments": st.integers(0, 99),
            "upvotes": st.integers(0, 99) | st.none(),
            "arxiv_id": st.sampled_from(["2401.00001", "2401.00002", "hep-th/9901001"]),
            "doi": st.sampled_from(["10.1000/a", "10.1000/b"]),
            "links": st.lists(TEXT, max_size=2),
            "tags": st.lists(st.sampled_from(["a", "b c", "é"])),
            "lists": st.lists(st.sampled_from(["Club", "Also"])),
            "status": st.sampled_from(["unread", "reading", "read", "dropped"]),
            "rating": st.integers(0, 5) | st.none(),
            "starred": st.booleans(),
            "note_text": TEXT,
            "highlight_list": st.lists(HIGHLIGHTS, max_size=3, unique_by=lambda one: one["id"]),
        },
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=15)
@given(PAPERS)
def test_whatever_came_in_goes_out_and_in_again(papers: list[dict[str, object]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        imported(path, "\n".join(map(json.dumps, papers)), "first.jsonl")
        with Library.open(path) as library:
            text = exported(library)
        titles = [normal_title(json.loads(line)["title"]) for line in text.splitlines()]
        # A paper may have taken the title of another by an id in common; apart from that they are one paper.
        assume(text and len(set(titles)) == len(titles))
        assert there_and_back(Path(folder), text) == text
