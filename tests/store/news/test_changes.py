"""What imports say anew of papers that were there."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.store.importing import ImportRun
from postil.store.library import Library
from postil.store.news.brought import brought
from postil.store.news.changes import Change, change_of
from postil.store.news.runs import runs
from postil.store.text.revision import revised

from .feed import JULY, JUNE, WIND, WIND_REVISED, lines, taken


def changes(library: Library, number: int) -> dict[str, tuple[Change, ...]]:
    """Return what a run says anew, by title."""
    stretch = next(run.stretch for run in runs(library.db) if run.number == number)
    came = brought(library.db, stretch)
    found = (change_of(library.db, stretch, paper) for paper in (*came.revised, *came.learnt))
    return {one.paper.title: one.changes for one in found if one is not None}


def test_a_revised_abstract_and_a_new_figure_are_told(library: Library) -> None:
    taken(library, yards_jun=JUNE)
    taken(library, yards_jul=JULY)
    assert changes(library, 1) == {}
    assert changes(library, 2) == {
        "Wind in Narrow Yards": (Change("abstract", WIND, WIND_REVISED, True),),
        "Chairs for Long Meetings": (Change("comments", None, 7, True),),
    }


def test_a_shorter_abstract_is_told_though_the_longer_one_is_shown(library: Library) -> None:
    taken(library, yards_jun=JUNE)
    taken(library, yards_jul=JUNE.replace(WIND, "Wind is measured on a roof.").replace("Jun 4", "Jul 4"))
    assert changes(library, 2)["Wind in Narrow Yards"] == (
        Change("abstract", WIND, "Wind is measured on a roof.", False),
    )


def test_every_version_of_a_text_survives_and_is_told_in_its_own_run(library: Library) -> None:
    versions = [WIND, f"{WIND} First.", f"{WIND} First. Second.", f"{WIND} First. Second. Third."]
    for number, text in enumerate(versions):
        taken(library, **{f"yards_{number}": JUNE.replace(WIND, text)})
    for number in range(1, 4):
        assert changes(library, number + 1)["Wind in Narrow Yards"] == (
            Change("abstract", versions[number - 1], versions[number], True),
        )


def test_what_was_said_before_is_not_told_again(library: Library) -> None:
    taken(library, yards_jun=JUNE)
    taken(library, yards_jul=JULY)
    taken(library, yards_aug=JUNE.replace("Jun 4", "Aug 4"))
    taken(library, yards_sep=JULY.replace("Jul 4", "Sep 4"))
    assert changes(library, 3) == changes(library, 4) == {}


def test_lists_and_titles_are_told_as_they_are(library: Library, tmp_path: Path) -> None:
    paper = {"title": "Moss", "abstract": "Moss grows.", "arxiv_id": "2401.00001", "authors": ["Ada Quill"]}
    ImportRun(library).run([lines(tmp_path / "a.jsonl", paper)])
    paper |= {"title": "Moss, Revisited", "authors": ["Ada Quill", "Bo Reed"]}
    ImportRun(library).run([lines(tmp_path / "b.jsonl", paper)])
    (told,) = changes(library, 2).values()
    assert {(change.field, change.before, change.now) for change in told} >= {
        ("title", "Moss", "Moss, Revisited"),
        ("authors", ("Ada Quill",), ("Ada Quill", "Bo Reed")),
    }


def test_sentences_removed_stand_before_those_that_took_their_place() -> None:
    assert [(one.sign, one.text) for one in revised(WIND, WIND_REVISED)] == [
        (" ", "Wind is measured on a roof."),
        ("-", "Nobody measures it in a yard."),
        ("-", "We do both for a year."),
        ("+", "We do both for two years."),
        ("+", "The yard is calmer, it turns out."),
    ]


SENTENCES = st.lists(st.sampled_from(["It rains.", "It snows.", "Fog lifts.", "Wind turns."])).map(" ".join)


@given(SENTENCES, SENTENCES)
def test_both_versions_can_be_read_out_of_a_revision(old: str, new: str) -> None:
    told = revised(old, new)
    assert " ".join(one.text for one in told if one.sign != "+") == old
    assert " ".join(one.text for one in told if one.sign != "-") == new


@pytest.mark.parametrize("text", ["", "One sentence without an end"])
def test_a_text_that_stays_is_not_revised(text: str) -> None:
    assert {one.sign for one in revised(text, text)} <= {" "}
