import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.store.errors import PostilError
from postil.store.library import Library
from postil.store.list_finding import Finder, Found
from postil.store.list_import import take_list
from postil.store.list_markdown import Line, as_markdown, read_markdown
from postil.store.list_names import line
from postil.store.models import ListItem, Paper, ReadingList
from postil.store.vault.lines import folded

from .shelf import record, shelve

FILE = """\
---
name: evening reading
question: "Is it: sound?"
due: 2026-12-03
tags: [x]
---
# Some title

What we read.

1. [x] On kettles 📅 2026-12-01
2) [On lanterns](https://example.org/lanterns)
   * [ ] indented `^pabcdef`

```
- code is no list
```

## Later

+ On rivers
-no item
"""


def test_every_bullet_outside_code_is_a_line() -> None:
    draft = read_markdown(FILE)
    assert (draft.name, draft.question, draft.due) == ("evening reading", "Is it: sound?", "2026-12-03")
    assert draft.lines == (
        Line(11, "On kettles", True, "2026-12-01"),
        Line(12, "[On lanterns](https://example.org/lanterns)", False, None),
        Line(13, "indented `^pabcdef`", False, None),
        Line(21, "On rivers", False, None),
    )
    assert draft.description == "What we read.\n\n```\n- code is no list\n```\n\n## Later\n\n-no item"


def test_a_list_without_frontmatter_is_called_as_its_heading() -> None:
    assert read_markdown("## x\n# The *name*\n- a\n")[:4] == ("The *name*", "## x", "", None)
    assert read_markdown("---\nname: [\n---\n- a\n").name == ""
    assert read_markdown("---\nname: a\ndue: soon\n---\n").due is None
    assert read_markdown("").lines == ()


PAPERS = {
    f"on-things-{tail}": Paper(f"on-things-{tail}", title, "", "", "", links=links)
    for tail, title, links in (
        ("aaaaaa", "On [things] 📅 2026-01-01", ()),
        ("bbbbbb", "On \\things", ("https://example.org/a(b)c",)),
        ("cccccc", "On *things* `x`", ("https://example.org/a b",)),
    )
}
ITEMS = st.permutations([*PAPERS]).flatmap(
    lambda keys: st.tuples(
        *(
            st.builds(
                ListItem, st.just(key), st.just(place), st.booleans(), st.sampled_from([None, "2026-12-03"])
            )
            for place, key in enumerate(keys, 1)
        )
    )
)
NAMES = st.text(max_size=12).map(line)


@given(
    NAMES.filter(bool),
    NAMES,
    st.sampled_from([None, "2027-01-01"]),
    st.sampled_from(["", "two\n\nparts", "## head"]),
    ITEMS,
)
def test_what_is_written_is_read(
    name: str, question: str, due: str | None, description: str, items: tuple[ListItem, ...]
) -> None:
    of = ReadingList("x", name, folded(description), question, due)
    draft = read_markdown(as_markdown(of, [(item, PAPERS[item.key]) for item in items]))
    assert (draft.name, draft.question, draft.due, draft.description) == (name, question, due, of.description)
    assert [(each.text[-8:], each.done, each.due) for each in draft.lines] == [
        (f"^p{item.key[-6:]}", item.done, item.due) for item in items
    ]


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for each in read_markdown(text).lines:
        assert each.text == " ".join(each.text.split())


@pytest.fixture
def shelf(library: Library) -> Library:
    shelve(
        library,
        record(1, "On Kettles: A History", arxiv_id="2401.01234", links=("https://github.com/kettle/tea",)),
        record(2, "On Lanterns", doi="10.1000/lamp", links=("https://example.org/both",)),
        record(3, "Rivers & Bridges", links=("https://example.org/both", "https://Example.org/Rivers/")),
        record(4, "A Very Long Study of the Habits of Otters"),
        record(5, "A Very Long Study of the Habits of Rotters"),
    )
    return library


@pytest.mark.parametrize(
    ("text", "title", "how"),
    [
        ("{key}", "On Kettles: A History", "name"),
        ("anything ^p{tail}", "On Kettles: A History", "mark"),
        ("[x](../papers/On%20Kettles%20%28{tail}%29.md)", "On Kettles: A History", "mark"),
        ("[[papers/On Kettles ({tail}).md]]", "On Kettles: A History", "mark"),
        ("2401.01234v2", "On Kettles: A History", "id"),
        ("see arXiv:2401.01234, soon", "On Kettles: A History", "id"),
        ("[Kettles](https://arxiv.org/pdf/2401.01234v3.pdf)", "On Kettles: A History", "id"),
        ("lamps, doi:10.1000/lamp", "On Lanterns", "id"),
        ("<https://doi.org/10.1000/LAMP>", "On Lanterns", "id"),
        ("tea: https://github.com/Kettle/tea/", "On Kettles: A History", "link"),
        ("[r](https://example.org/rivers)", "Rivers & Bridges", "link"),
        ("**on kettles — a history**", "On Kettles: A History", "name"),
        ("[Rivers &amp; Bridges](https://example.org/both)", "Rivers & Bridges", "name"),
        ("Rivers \\& Bridges #water", "Rivers & Bridges", "name"),
        ("[[On Lanterns]]", "On Lanterns", "name"),
        ("On Kettels: a histroy", "On Kettles: A History", "nearly the title"),
    ],
)
def test_a_line_names_a_paper_in_many_ways(shelf: Library, text: str, title: str, how: str) -> None:
    key = shelf.papers.resolve("On Kettles: A History")
    found = Finder(shelf.db).find(text.format(key=key, tail=key[-6:]))
    assert isinstance(found, Found), found
    assert (shelf.papers.get(found.key).title, found.how) == (title, how)
    assert found.near == (title if how == "nearly the title" else "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("something else", "no paper is called so"),
        ("", "no paper is called so"),
        ("on", "no paper is called so"),
        ("^pzzzzzz", "no paper is called so"),
        ("https://example.org/both", "2 papers have this link"),
        ("A Very Long Study of the Habits of Trotters", "several papers are called nearly so"),
    ],
)
def test_a_line_that_names_none_says_why(shelf: Library, text: str, why: str) -> None:
    assert Finder(shelf.db).find(text) == why


def test_a_list_is_taken_in_as_one_step(shelf: Library) -> None:
    draft = read_markdown("- [x] On Lanterns 📅 2026-12-03\n- nothing\n- 2401.01234\n- On lanterns\n")
    before = take_list(shelf, draft, "mine", dry_run=True)
    assert (before.added, shelf.lists.all()) == (2, ())
    taken = take_list(shelf, draft, "mine")
    assert (taken.added, [(found.number, why) for found, why in taken.missing]) == (
        2,
        [(2, "no paper is called so")],
    )
    assert [(item.done, item.due) for item in shelf.lists.items("mine")] == [
        (True, "2026-12-03"),
        (False, None),
    ]
    assert [step.label for step in shelf.history.steps()] == ["import the list mine"]
    shelf.history.undo()
    assert shelf.lists.all() == ()


def test_what_a_list_says_of_itself_stands(shelf: Library) -> None:
    shelf.lists.new("mine", "what it is")
    shelf.lists.add("mine", [shelf.papers.resolve("On Lanterns")])
    shelf.lists.set_done("mine", [shelf.papers.resolve("On Lanterns")], True)
    draft = read_markdown(
        "---\nquestion: Why?\n---\nother words\n- [ ] Rivers & Bridges\n- [ ] On Lanterns\n"
    )
    taken = take_list(shelf, draft, "MINE")
    assert taken.of[1:] == ("mine", "what it is", "Why?", None, 2, 1)
    assert take_list(shelf, draft, "mine", dry_run=True).added == 0


def test_a_file_without_a_list_is_refused(shelf: Library) -> None:
    with pytest.raises(PostilError, match="there is no list in it"):
        take_list(shelf, read_markdown("# only words\n"), "mine")
    with pytest.raises(PostilError, match="needs a name"):
        take_list(shelf, read_markdown("- On Lanterns\n"), " ")
    assert shelf.lists.all() == ()
