"""Merging loses nothing, settles, and does not mind who comes first where that must not matter."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postil.store.vault.blocks import Mark
from postil.store.vault.merging import Role, merge
from postil.store.vault.said import VALUES, Said
from postil.store.vault.text_merge import LONGEST, merge_text, union

from .making import MARK, SAID

FAST = settings(max_examples=300, suppress_health_check=list(HealthCheck), database=None)
LINE = st.sampled_from(["a", "b", "c", "d", "", "e f"])
LINES = st.lists(LINE, max_size=7).map("\n".join)
QUOTE = Mark("abstract", "point", "tides rise")


def marked(**comments: str) -> Said:
    return Said({name: QUOTE._replace(comment=comment) for name, comment in comments.items()})


@FAST
@given(LINES, LINES, LINES)
def test_every_line_that_a_side_wrote_survives(base: str, one: str, other: str) -> None:
    merged = Counter(merge_text(base, one, other).split("\n"))
    for side in (one, other):
        new = Counter(side.split("\n")) - Counter(base.split("\n"))
        assert not {line for line in new if line} - merged.keys()


@FAST
@given(LINES, LINES, LINES)
def test_both_orders_keep_the_same_lines(base: str, one: str, other: str) -> None:
    merged, turned = merge_text(base, one, other), merge_text(base, other, one)
    assert set(merged.split("\n")) == set(turned.split("\n"))


@FAST
@given(LINES, LINES)
def test_a_change_of_one_side_is_taken(base: str, one: str) -> None:
    assert merge_text(base, one, base) == merge_text(base, base, one) == merge_text(base, one, one) == one


@FAST
@given(LINES, LINES, LINES)
def test_adding_only_keeps_the_lines_of_the_second_side(base: str, copy: str, kept: str) -> None:
    merged = Counter(merge_text(base, copy, kept, adding_only=True).split("\n"))
    own = set(kept.split("\n")) - set(base.split("\n"))
    assert own <= merged.keys() | {""}
    assert {line for line in copy.split("\n") if line} - set(base.split("\n")) <= merged.keys()


def test_a_line_that_both_changed_stands_in_both_forms() -> None:
    assert merge_text("a\nb\nc", "a\nB\nc", "a\nb!\nc") == "a\nB\nb!\nc"
    assert union(["x", "x"], ["x", "y", "x", "x"]) == ["x", "x", "y", "x"]


def test_very_long_texts_of_one_word_are_merged_in_no_time() -> None:
    base = "\n".join(["x"] * LONGEST * 20)
    assert merge_text(base, f"first\n{base}\nlast", f"{base}\nx\nmore").endswith("more")


@FAST
@given(SAID, SAID, SAID)
def test_a_merge_settles(base: Said, file: Said, library: Said) -> None:
    merged = merge(base, file, library).said
    assert merge(merged, merged, merged).said == merged
    assert merge(base, merged, merged).said == merged
    again = merge(merged, merged, library).said
    assert again == library or merged == library or set(again.marks) == set(library.marks)


@FAST
@given(SAID, SAID)
def test_what_one_side_did_is_what_both_have(base: Said, new: Said) -> None:
    assert merge(base, new, base).said == new
    assert merge(base, base, new).said == new
    assert merge(base, new, new).said == new
    assert not merge(base, new, base).clashes


@FAST
@given(SAID, SAID, SAID)
def test_no_highlight_that_somebody_touched_is_gone(base: Said, file: Said, library: Said) -> None:
    merged = merge(base, file, library).said
    turned = merge(base, library, file).said
    assert merged.marks.keys() == turned.marks.keys()
    assert set(merged.tags or ()) == set(turned.tags or ())
    assert set(merged.topics or ()) == set(turned.topics or ())
    for side in (file, library):
        for name, mark in side.marks.items():
            if mark != base.marks.get(name):
                kept = set(merged.marks[name].comment.split("\n"))
                before = set(base.marks[name].comment.split("\n")) if name in base.marks else set()
                assert set(mark.comment.split("\n")) - before <= kept | {""}


@FAST
@given(SAID, SAID, SAID)
def test_a_copy_takes_nothing_away(base: Said, copy: Said, library: Said) -> None:
    merged = merge(base, copy, library, role=Role.COPY).said
    assert library.marks.keys() <= merged.marks.keys()
    assert set(library.tags or ()) <= set(merged.tags or ())
    new = {name for name, mark in copy.marks.items() if mark != base.marks.get(name)}
    assert new <= merged.marks.keys()


@FAST
@given(MARK, MARK)
def test_an_edit_beats_a_delete(before: Mark, edited: Mark) -> None:
    old, new, none = (Said(marks) for marks in ({"h": before}, {"h": edited}, {}))
    changed = edited != before
    assert merge(old, none, new).said.marks == ({"h": edited} if changed else {})
    assert merge(old, new, none).said.marks == ({"h": edited} if changed else {})


def test_of_a_single_value_the_files_wins_and_the_clash_is_told() -> None:
    read, dropped = (Said(values={**VALUES, "status": status}) for status in ("read", "dropped"))
    merged = merge(Said(), read, dropped)
    assert merged.said.values["status"] == "read"
    assert merged.clashes == ("the status",)
    assert merge(Said(), read, dropped, role=Role.COPY).said.values["status"] == "dropped"


def test_what_is_not_understood_changes_nothing() -> None:
    library = Said(
        {"h": QUOTE}, "", frozenset("a"), {"vision": False}, {**VALUES, "rating": "3", "triage": "kept"}
    )
    file = Said({"h": QUOTE._replace(pen=None)}, "", None, None, {"status": "unread", "starred": "false"})
    assert merge(library, file, library).said == library
    assert merge(library, library._replace(marks={}), library, unclear={"h"}).said == library


@pytest.mark.parametrize(
    ("base", "file", "library", "merged", "clashes"),
    [
        ({}, {"a": True}, {"b": False}, {"a": True, "b": False}, ()),
        ({"a": True}, {}, {"a": True}, {}, ()),
        ({"a": True}, {"a": True}, {}, {}, ()),
        ({"a": True}, {}, {"a": False}, {"a": False}, ()),
        ({"a": True}, {"a": False}, {}, {"a": False}, ()),
        ({"a": True}, {"a": False}, {"a": True}, {"a": False}, ()),
        ({}, {"a": True}, {"a": False}, {"a": True}, ("the topic a",)),
    ],
)
def test_topics_are_merged_one_by_one(
    base: dict[str, bool],
    file: dict[str, bool],
    library: dict[str, bool],
    merged: dict[str, bool],
    clashes: tuple[str, ...],
) -> None:
    came = merge(Said(topics=base), Said(topics=file), Said(topics=library))
    assert (came.said.topics, came.clashes) == (merged, clashes)


def test_a_copy_adds_topics_and_turns_none() -> None:
    base, copy, library = (Said(topics=each) for each in ({"a": True}, {"b": True, "c": True}, {"c": False}))
    assert merge(base, copy, library, role=Role.COPY).said.topics == {"b": True, "c": False}


def test_comments_that_both_changed_keep_both() -> None:
    merged = merge(marked(h="old"), marked(h="from the file"), marked(h="from the desk"))
    assert merged.said.marks["h"].comment == "from the file\nfrom the desk"
    assert merged.clashes == ("the comment on “tides rise”",)
