"""`postil lists`: reading lists from the command line."""

from datetime import date, timedelta

import pytest

from .runner import Postil

TODAY = date.today()


def day(number: int) -> str:
    """Return a day so many days from today."""
    return (TODAY + timedelta(number)).isoformat()


@pytest.fixture
def club(shelf: Postil) -> Postil:
    assert shelf("lists", "new", "Journal Club", "--question", "Does it help?").status == 0
    assert shelf("lists", "add", "journal club", "cubes", "turtles", "a-fundus").status == 0
    return shelf


def titles(postil: Postil, name: str) -> list[str]:
    return [paper["title"].split()[0] for paper in postil("lists", "show", name, "--json").lines]


def test_a_list_is_made(shelf: Postil) -> None:
    done = shelf("lists", "new", "club", "--description", "*ours*", "--due", "tomorrow", "--json")
    assert (done.status, done.object) == (0, {
        "name": "club", "description": "*ours*", "question": None, "due": day(1), "papers": 0, "done": 0,
    })  # fmt: skip
    assert shelf("lists", "new", "later").out == "made: later\n"


def test_none_yet_is_said(shelf: Postil) -> None:
    done = shelf("lists", "ls")
    assert (done.status, done.out) == (1, "")
    assert "postil lists new NAME" in done.err


def test_lists_are_named_with_how_far_they_are(club: Postil) -> None:
    club("lists", "done", "journal club", "cubes")
    club("lists", "due", "journal club", day(-2), "cubes", "turtles")
    club("lists", "due", "journal club", "+7d", "a-fundus")
    club("lists", "describe", "journal club", "--due", day(1))
    club("lists", "new", "empty")
    assert club("lists", "ls").out.splitlines() == [
        "▰▱▱▱▱ 1/3  Journal Club · due tomorrow · 1 overdue · 1 due soon",
        "           Does it help?",
        "▱▱▱▱▱ 0/0  empty",
    ]
    assert club("--plain", "lists", "ls").out.startswith("1/3  Journal Club · due tomorrow")
    (first, _) = club("lists", "ls", "--json").lines
    assert first == {
        "name": "Journal Club", "description": None, "question": "Does it help?", "due": day(1),
        "papers": 3, "done": 1, "overdue": 1, "due_soon": 1,
    }  # fmt: skip


def test_a_list_is_shown_with_its_question_and_the_answers(club: Postil) -> None:
    club("note", "turtles", "\n\nNo: it loops.\n\nMore.")
    club("lists", "describe", "journal club", "--description", "what we *read*")
    club("lists", "due", "journal club", day(-1), "turtles")
    club("lists", "done", "journal club", "cubes")
    text = club("lists", "show", "journal club").out
    head = "Journal Club · 1 overdue  ▰▱▱▱▱ 1/3\n\nDoes it help?\n\nwhat we *read*\n\n"
    assert text.startswith(f"{head}   1. [x] Cubes³ & Spheres\n")
    lines = text.splitlines()
    at = lines.index("   2. [ ] Turtles All the Way: Recursive Proofs in Practice")
    assert " · overdue by 1 day · turtles-all-the-way" in lines[at + 1]
    assert lines[at + 2] == "          No: it loops."
    assert lines[-1] == "          no answer yet"
    second = club("lists", "show", "journal club", "--json").lines[1]
    wanted = {"list": "Journal Club", "position": 2, "done": False, "due": day(-1), "answer": "No: it loops."}
    assert wanted.items() <= second.items()
    assert second["lists"] == ["Journal Club"]


def test_a_list_without_a_question_asks_none(shelf: Postil) -> None:
    shelf("lists", "new", "plain")
    shelf("lists", "add", "plain", "cubes")
    assert "answer" not in shelf("lists", "show", "plain").out
    assert len(shelf("lists", "show", "plain").out.splitlines()) == 3


def test_papers_are_named_in_three_ways(shelf: Postil) -> None:
    shelf("lists", "new", "all")
    done = shelf("lists", "add", "all", "-", "cubes", "--query", "year:2023..", stdin=b"turtles\n\n cubes \n")
    assert done.out == "4 papers put on all\n"
    assert titles(shelf, "all")[:2] == ["Turtles", "Cubes³"]
    assert "Paper" not in titles(shelf, "all")
    assert shelf("lists", "add", "all", "cubes").out == "nothing to change\n"
    assert shelf("history", "--limit", "1", "--json").object["label"] == "put 4 papers on all"
    found = shelf("list", "year:2023..2024", "--json").out_bytes
    assert shelf("lists", "remove", "all", "-", stdin=found).out == "2 papers taken off all\n"
    shelf("searches", "save", "squares", "cubes")
    assert shelf("lists", "done", "all", "--query", "list:squares").out == "1 paper done on all\n"


def test_what_is_put_on_a_list_with_a_day_is_one_step(club: Postil) -> None:
    done = club("lists", "add", "journal club", "paper-without", "cubes", "--due", day(3), "--json").object
    assert (done["papers"], done["changed"]) == (4, 2)
    assert club("undo").out.startswith("undone: put 2 papers on Journal Club")
    assert len(titles(club, "journal club")) == 3


def test_papers_are_moved_carried_and_taken_off(club: Postil) -> None:
    assert club("lists", "move", "journal club", "a-fundus", "1").out == "1 paper moved on Journal Club\n"
    assert titles(club, "journal club") == ["A", "Cubes³", "Turtles"]
    club("lists", "done", "journal club", "cubes")
    club("lists", "new", "other")
    assert (
        club("lists", "carry", "journal club", "other", "cubes", "a-fundus").out
        == "2 papers moved to other\n"
    )
    there = club("lists", "show", "other", "--json").lines
    assert [(paper["title"][:5], paper["done"]) for paper in there] == [("A Fun", False), ("Cubes", True)]
    assert club("lists", "undone", "other", "cubes").out == "1 paper not done on other\n"
    assert club("lists", "remove", "other", "--query", "cubes").out == "1 paper taken off other\n"
    assert titles(club, "other") == ["A"]


def test_lists_are_renamed_reordered_deleted_and_brought_back(club: Postil) -> None:
    club("lists", "new", "b")
    assert club("lists", "rename", "journal club", "Readers").out == "renamed: Readers\n"
    assert club("lists", "reorder", "b", "1", "--json").object["name"] == "b"
    assert [each["name"] for each in club("lists", "ls", "--json").lines] == ["b", "Readers"]
    assert club("lists", "delete", "readers").out == "deleted: Readers\n"
    assert club("undo").out.startswith("undone: delete the list Readers")
    assert len(titles(club, "readers")) == 3


def test_what_is_said_of_a_list_is_taken_away(club: Postil) -> None:
    club("lists", "describe", "journal club", "--due", "friday", "--description", "x")
    done = club("lists", "describe", "journal club", "--due", "none", "--question", "", "--json").object
    assert (done["due"], done["question"], done["description"]) == (None, None, "x")
    club("lists", "due", "journal club", "+1w", "cubes")
    assert club("lists", "due", "journal club", "none", "cubes").out == "1 paper due no day on Journal Club\n"


@pytest.mark.parametrize(
    ("arguments", "status", "part"),
    [
        (("new", "JOURNAL club"), 1, 'another list is called "Journal Club"'),
        (("new", " "), 1, "needs a name"),
        (("new", "x", "--due", "soon"), 2, '"soon" is no day; say 2026-12-03, tomorrow'),
        (("add", "jurnal club", "cubes"), 1, 'did you mean "Journal Club"?'),
        (("add", "journal club"), 2, "no paper is named"),
        (("add", "journal club", "nothing-at-all"), 1, "no paper is called 'nothing-at-all'"),
        (("add", "journal club", "--query", "is:soon"), 2, "is: takes"),
        (("add", "journal club", "--query", "tag:none"), 1, "nothing answers"),
        (("move", "journal club", "cubes", "0"), 2, "POSITION"),
        (("describe", "journal club"), 2, "nothing to say"),
        (("due", "journal club", "2026-02-30", "cubes"), 2, "is no day"),
        (("show", "xyzzy"), 1, "postil lists ls"),
        (("import", "none.md"), 1, "none.md cannot be read"),
        (("export", "xyzzy"), 1, "there is no list"),
    ],
)
def test_what_cannot_be_done_is_said(
    club: Postil, arguments: tuple[str, ...], status: int, part: str
) -> None:
    before = club("history", "--json").lines
    done = club("lists", *arguments)
    assert (done.status, done.out) == (status, "")
    assert part in done.err
    assert club("history", "--json").lines == before


def test_a_list_goes_out_as_markdown_and_comes_in(club: Postil) -> None:
    club("lists", "describe", "journal club", "--description", "ours", "--due", "2027-02-01")
    club("lists", "done", "journal club", "cubes")
    club("lists", "due", "journal club", "2026-12-24", "turtles")
    key = club("lists", "show", "journal club", "--json").lines[1]["key"]
    text = club("lists", "export", "journal club").out
    front = '---\nname: Journal Club\nquestion: "Does it help?"\ndue: 2027-02-01\n---\n'
    assert text.startswith(f"{front}# Journal Club\n\nours\n\n- [x] ")
    line = f"- [ ] Turtles All the Way: Recursive Proofs in Practice 📅 2026-12-24 ^p{key[-6:]}"
    assert line in text.splitlines()
    assert (
        club("lists", "export", "journal club", "-o", "club.md").out
        == "Journal Club: 3 papers written to club.md\n"
    )
    assert (club.home / "club.md").read_text() == text
    assert club("lists", "import", "club.md", "--name", "again").out == "again: 3 papers added\n"
    here, there = (club("lists", "show", name, "--json").lines for name in ("journal club", "again"))
    assert [{**paper, "list": "", "lists": []} for paper in here] == [
        {**paper, "list": "", "lists": []} for paper in there
    ]
    assert club("lists", "import", "club.md").out == "Journal Club: 0 papers added\n"


def test_lines_that_name_no_paper_are_told(shelf: Postil) -> None:
    shelf.write(
        "mine.md", "# Mine\n\n- cubes\n- Turtels All the Way, Recursive Proofs in Practice\n* nobody\x1b[2J\n"
    )
    dry = shelf("lists", "import", "mine.md", "--dry-run", "--json")
    assert (dry.status, dry.object["added"], dry.object["dry_run"]) == (1, 1, True)
    assert shelf("lists", "ls").status == 1
    done = shelf("lists", "import", "mine.md")
    assert done.is_clean()
    assert (done.status, done.out) == (1, "Mine: 1 paper added, 2 lines not found\n")
    first, second, third = done.err.splitlines()
    assert first.startswith(
        'postil: mine.md:4: "Turtels All the Way, Recursive Proofs in Practice" was taken for "Turtles'
    )
    assert second == 'postil: mine.md:3: no paper is called so: "cubes"'
    assert third.startswith('postil: mine.md:5: no paper is called so: "nobody')


def test_a_list_comes_from_standard_input(shelf: Postil) -> None:
    done = shelf("lists", "import", "-", stdin=b"- A Fundus Atlas for Small Clinics\n")
    assert (done.status, done.out) == (2, "")
    assert "--name" in done.err
    done = shelf("lists", "import", "-", "--name", "eyes", stdin=b"- A Fundus Atlas for Small Clinics\n")
    assert done.out == "eyes: 1 paper added\n"


def test_a_list_is_listed_in_its_own_order(club: Postil) -> None:
    club("lists", "move", "journal club", "turtles", "1")
    for query, sorted_titles in (
        ('list:"journal club"', ["Turtles", "Cubes³", "A"]),
        ('list:"Journal Club" -fundus', ["Turtles", "Cubes³"]),
        ('list:"journal club" proofs OR cubes', ["Turtles", "Cubes³"]),
    ):
        for command in ("list", "search", "export"):
            found = club(command, query, "--sort", "position", "--json").lines
            assert [paper["title"].split()[0] for paper in found] == sorted_titles, (command, query)
    (first,) = club("list", 'list:"journal club"', "--sort", "position", "--limit", "1", "--json").lines
    assert first["title"].startswith("Turtles")
    papers = club("list", "--sort", "position", "--json").lines
    assert papers[0]["title"].startswith("Following"), "elsewhere it is the place in the dumps"
