"""`postil topics`, and topics elsewhere on the command line."""

import json
import sqlite3
from contextlib import closing

import pytest

from .runner import Postil

OWN = """
[spheres]
about = "round things"
likely = ["sphere", "cube"]
[robustness]
off = true
"""
CUBES = "cubes"
PLACE = {"start": 9, "stop": 16}


@pytest.fixture
def ruled(shelf: Postil) -> Postil:
    """A shelf whose reader has rules of their own."""
    shelf.write("settings/topics.toml", OWN)
    return shelf


def test_topics_are_counted(ruled: Postil) -> None:
    done = ruled("topics", "ls")
    assert (done.status, done.err) == (0, "")
    assert "        1  spheres: round things" in done.out.splitlines()
    assert "        2  fundus: pictures of the back of the eye" in done.out.splitlines()
    rows = ruled("topics", "ls", "title:atlas", "--json").lines
    assert {"topic": "fundus", "papers": 1, "about": "pictures of the back of the eye"} in rows
    assert "spheres" not in {row["topic"] for row in rows}
    assert ruled("topics", "ls", "year:1999").status == 1


def test_queries_know_topics(ruled: Postil) -> None:
    assert ruled("list", "topic:spheres", "--json").lines[0]["auto_tags"] == ["spheres"]
    assert len(ruled("list", "-topic:spheres", "--json").lines) == 4
    assert ruled("list", "topic:nothing").status == 1
    assert "topic:segmentation" in ruled("search", "--help-query").out


def test_why_names_pattern_and_place(ruled: Postil) -> None:
    done = ruled("topics", "why", CUBES)
    assert done.status == 0
    assert "spheres" in done.out
    assert "1.00  title: Cubes³ & Spheres  ‹sphere›" in done.out
    told = ruled("topics", "why", CUBES, "--json").lines[0]
    assert (told["topic"], told["given"], told["verdict"], told["implied_by"]) == ("spheres", True, None, [])
    assert told["places"][0] | PLACE == PLACE | {
        "pattern": "sphere", "field": "title", "around": "Cubes³ & Spheres", "worth": 1.0,
    }  # fmt: skip


def test_a_verdict_is_kept_and_undone(ruled: Postil) -> None:
    done = ruled("topics", "refuse", CUBES, "spheres")
    assert (done.status, done.err) == (0, "")
    assert done.out.endswith(": no topics\n")
    assert ruled("list", "topic:spheres").status == 1
    assert "you refused it" in ruled("topics", "why", CUBES).out
    given = ruled("topics", "accept", CUBES, "Math", "3d", "--json").lines[0]
    assert given["auto_tags"] == ["3d", "math"]
    assert "accept the topics math, 3d" in ruled("undo").out
    assert ruled("topics", "forget", CUBES, "spheres", "--json").lines[0]["auto_tags"] == ["spheres"]


def test_what_is_no_topic_is_told(ruled: Postil) -> None:
    done = ruled("topics", "accept", CUBES, "sphere")
    assert (done.status, done.out) == (1, "")
    assert "did you mean spheres" in done.err


def test_topics_stand_apart_from_tags(ruled: Postil) -> None:
    text = ruled("show", CUBES).out
    assert "Topics:   spheres" in text
    assert "Tags:" not in text
    assert json.loads(ruled("show", CUBES, "--json").out)["tags"] == []


def test_a_file_of_rules_is_checked(ruled: Postil) -> None:
    assert ruled("topics", "check").status == 0
    ruled.write("bad.toml", '[spheres]\nlikely = ["s*"]\n')
    done = ruled("topics", "check", "bad.toml")
    assert done.status == 1
    assert "bad.toml:2: [spheres] has the pattern 's*' under 'likely', which is left out" in done.err
    assert len(ruled("topics", "check", "bad.toml", "--json").lines[0]["warnings"]) == 1
    assert ruled("topics", "check", "none.toml").status == 1


def test_bad_rules_do_no_harm(ruled: Postil) -> None:
    ruled.write("settings/topics.toml", "[spheres\n")
    done = ruled("topics", "ls")
    assert done.status == 0
    assert "warning" in done.err and "cannot be understood" in done.err
    assert "spheres" not in done.out
    assert ruled("list", "topic:fundus").status == 0


def test_a_library_that_grows_by_another_process_has_topics_too(ruled: Postil) -> None:
    done = ruled.process(
        "import", ruled.write("more.jsonl", '{"title": "A Sphere", "abstract": "It is round."}\n')
    )
    assert done.status == 0, done.err
    assert len(ruled("list", "topic:spheres", "--json").lines) == 2


@pytest.mark.parametrize(
    "line", ["new --since 1", "search cubes", "topics ls", "related cubes", "stats", "doctor"]
)
def test_no_command_makes_the_index_anew_by_other_rules(ruled: Postil, line: str) -> None:
    assert ruled("topics", "ls").status == 0
    before = rules_of_the_index(ruled)
    ruled(*line.split())
    assert rules_of_the_index(ruled) == before


def rules_of_the_index(postil: Postil) -> int:
    """Return the digest of the rules by which the index was made."""
    with closing(sqlite3.connect(postil.home / "library.index.db")) as index:
        return int(index.execute("SELECT value FROM state WHERE name = 'rules'").fetchone()[0])
