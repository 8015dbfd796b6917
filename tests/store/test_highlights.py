"""Highlights in a real library: made, changed, undone, and following a text that is revised."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from postil.store.anchoring.passages import digest
from postil.store.errors import NotFound, PostilError
from postil.store.history import Sitting
from postil.store.importing import ImportRun
from postil.store.journal_check import disagreements
from postil.store.library import Library
from postil.store.models import Highlight
from tests.store.shelf import record, shelve

ABSTRACT = "A kettle is tuned by ear. We tune forty kettles by a ladder of thirds. The ladder needs no ear."
REVISED = (
    "A kettle is tuned by ear in most shops. We tune sixty kettles by a ladder of thirds. "
    "Nothing else is said of the matter, though much could be."
)
SENTENCE = "We tune forty kettles by a ladder of thirds."
LAST = "The ladder needs no ear."


@pytest.fixture
def key(library: Library) -> str:
    return shelve(library, record(1, "Kettles", abstract=ABSTRACT), record(2, "Lanterns"))[0].key


def marked(library: Library, key: str, quote: str, pen: int = 1, comment: str = "") -> Highlight:
    start = ABSTRACT.index(quote)
    return library.highlights.add(key, "abstract", start, start + len(quote), pen, comment)


def revise(library: Library, tmp_path: Path, abstract: str = REVISED) -> None:
    """Import a dump that says more of the paper."""
    path = tmp_path / "more.jsonl"
    path.write_text(f'{{"title": "Kettles", "abstract": "{abstract}"}}')
    assert ImportRun(library).run([path]).changed == 1


def shown(highlights: Sequence[Highlight], text: str) -> list[tuple[str, str | None]]:
    return [(one.state, text[slice(*one.place)] if one.place else None) for one in highlights]


def test_a_passage_is_marked_with_all_that_finds_it_again(library: Library, key: str) -> None:
    made = marked(library, key, SENTENCE, 4, "forty is *many*")
    assert re.fullmatch("h[a-z2-7]{10}", made.highlight_id)
    assert (made.quote, made.prefix, made.suffix) == (
        SENTENCE,
        "A kettle is tuned by ear. ",
        " The ladder needs no ear.",
    )
    assert (made.pen, made.comment, made.state, made.text_digest) == (
        4,
        "forty is *many*",
        "anchored",
        digest(ABSTRACT),
    )
    assert library.highlights.get(made.highlight_id) == made
    assert library.highlights.of(key) == (made,)
    assert library.papers.get(key).highlighted == (made,)
    assert library.papers.get(key).highlights == 1


def test_highlights_stand_in_the_order_of_the_text_and_may_overlap(library: Library, key: str) -> None:
    last, first = marked(library, key, LAST), marked(library, key, "tuned by ear. We tune", 2)
    inner, title = marked(library, key, "ear. We", 3), library.highlights.add(key, "title", 0, 7, 5)
    assert library.highlights.of(key) == (title, first, inner, last)


def test_blanks_at_the_ends_are_left_out(library: Library, key: str) -> None:
    start = ABSTRACT.index(" We tune ")
    assert library.highlights.add(key, "abstract", start, start + 9, 1).quote == "We tune"


@pytest.mark.parametrize(
    ("start", "stop", "pen"), [(25, 26, 1), (4, 4, 1), (900, 999, 1), (0, 4, 0), (0, 4, 6)]
)
def test_what_is_no_highlight_is_refused(library: Library, key: str, start: int, stop: int, pen: int) -> None:
    with pytest.raises(PostilError):
        library.highlights.add(key, "abstract", start, stop, pen)
    assert library.history.steps() == []


def test_what_is_not_there_is_not_found(library: Library) -> None:
    for fails in (
        lambda: library.highlights.add("nobody", "title", 0, 1, 1),
        lambda: library.highlights.get("haaaaaaaaaa"),
        lambda: library.highlights.change("haaaaaaaaaa", pen=2),
        lambda: library.highlights.remove("haaaaaaaaaa"),
    ):
        with pytest.raises(NotFound):
            fails()
    assert library.highlights.of("nobody") == ()


def test_every_change_is_one_step_back(library: Library, key: str) -> None:
    made = marked(library, key, SENTENCE)
    library.highlights.change(made.highlight_id, pen=3)
    library.highlights.change(made.highlight_id, comment="why forty?")
    library.highlights.change(made.highlight_id, comment="why forty?")
    library.highlights.remove(made.highlight_id)
    states: list[tuple[int, str] | None] = []
    while library.history.undo():
        states.append(next(((one.pen, one.comment) for one in library.highlights.of(key)), None))
    assert states == [(3, "why forty?"), (3, ""), (1, ""), None]
    while library.history.redo():
        pass
    assert library.highlights.of(key) == ()
    assert list(disagreements(library.db)) == []


def test_a_comment_on_what_was_deleted_meanwhile_goes_on(library: Library, key: str) -> None:
    """Kept bit by bit, it is in the way of its own next bit as little as anywhere else."""
    made, sitting = marked(library, key, SENTENCE), Sitting(text="")
    library.highlights.remove(made.highlight_id)
    for text in ("begun", "begun and", "begun", "begun and ended"):
        library.highlights.comment(made, text, sitting)
        assert library.highlights.get(made.highlight_id).comment == text


def test_a_comment_that_another_changed_during_a_sitting_keeps_both(library: Library, key: str) -> None:
    made = marked(library, key, SENTENCE)
    sitting = Sitting(text="")
    library.highlights.change(made.highlight_id, comment="mine", sitting=sitting)
    with Library.open(library.path) as other:
        other.highlights.change(made.highlight_id, comment="mine\nfrom elsewhere")
        other.highlights.change(made.highlight_id, pen=4)
    for length in range(4, 15):
        library.highlights.change(made.highlight_id, comment="mine, and more"[:length], sitting=sitting)
    (now,) = library.highlights.of(key)
    assert (now.pen, now.comment) == (4, "mine, and more\nmine\nfrom elsewhere")


def test_highlights_follow_a_revised_text(library: Library, key: str, tmp_path: Path) -> None:
    marked(library, key, SENTENCE)
    marked(library, key, "tuned by ear")
    gone = marked(library, key, LAST)
    revise(library, tmp_path)
    assert shown(library.highlights.of(key), REVISED) == [
        ("anchored", "tuned by ear"),
        ("moved", "We tune sixty kettles by a ladder of thirds."),
        ("detached", None),
    ]
    assert library.highlights.get(gone.highlight_id)._replace(state="anchored") == gone
    assert list(disagreements(library.db)) == []
    assert library.history.steps()[0].quiet


def test_a_text_that_comes_back_has_its_highlights_again(library: Library, key: str, tmp_path: Path) -> None:
    before = [marked(library, key, quote) for quote in ("A kettle", SENTENCE, LAST)]
    revise(library, tmp_path)
    revise(library, tmp_path, f"{ABSTRACT} {'And much more is said of it here. ' * 4}".strip())
    assert [one.quote for one in library.highlights.of(key)] == [one.quote for one in before]
    assert {one.state for one in library.highlights.of(key)} == {"anchored"}


def test_undo_across_a_revision_brings_back_what_still_finds_its_place(
    library: Library, key: str, tmp_path: Path
) -> None:
    made = marked(library, key, SENTENCE)
    library.highlights.remove(made.highlight_id)
    revise(library, tmp_path)
    library.history.undo()
    assert shown(library.highlights.of(key), REVISED) == [
        ("moved", "We tune sixty kettles by a ladder of thirds.")
    ]


def test_a_revision_takes_no_redo_away(library: Library, key: str, tmp_path: Path) -> None:
    marked(library, key, SENTENCE)
    marked(library, key, LAST)
    library.history.undo()
    revise(library, tmp_path)
    assert library.history.can_redo
    assert shown(library.highlights.of(key), REVISED) == [
        ("moved", "We tune sixty kettles by a ladder of thirds.")
    ]
    library.history.redo()
    assert [one.state for one in library.highlights.of(key)] == ["moved", "detached"]


def test_a_whole_highlight_is_put_under_its_own_id(library: Library, key: str) -> None:
    told = Highlight(
        "habcdefghij", key, "abstract", None, None, LAST, "", "", "", 2, "mine", "anchored", "2025-01-01"
    )
    put = library.highlights.put(told)
    assert put.place == (ABSTRACT.index(LAST), len(ABSTRACT))
    assert library.highlights.put(put._replace(comment="yours")).comment == "yours"
    assert [one.comment for one in library.highlights.of(key)] == ["yours"]


@pytest.mark.parametrize("quote", ["ladder", "no such words in it"])
def test_a_quote_that_cannot_be_found_for_sure_is_kept_detached(
    library: Library, key: str, quote: str
) -> None:
    put = library.highlights.put(Highlight("habcdefghij", key, "abstract", None, None, quote, "", "", "", 1))
    assert put.state == "detached"
    assert library.highlights.of(key) == (put,)


def test_offsets_that_do_not_hold_their_quote_are_not_believed(library: Library, key: str) -> None:
    told = Highlight("habcdefghij", key, "abstract", 3, 9000, LAST, "", "", digest(ABSTRACT), 1)
    assert library.highlights.put(told).place == (ABSTRACT.index(LAST), len(ABSTRACT))


@pytest.mark.parametrize("change", [{"highlight_id": "x"}, {"quote": "  "}, {"pen": 6}, {"key": "nobody"}])
def test_what_is_no_whole_highlight_is_refused(library: Library, key: str, change: dict[str, object]) -> None:
    told = Highlight("habcdefghij", key, "abstract", None, None, LAST, "", "", "", 1)
    with pytest.raises(PostilError):
        library.highlights.put(told._replace(**change))  # type: ignore[arg-type]


def test_the_highlights_of_many_papers_come_in_their_order(library: Library, key: str) -> None:
    other = library.papers.resolve("Lanterns")
    one, two = library.highlights.add(other, "title", 0, 8, 1), marked(library, key, LAST)
    ids = library.papers.ids(sort="added")
    assert list(library.highlights.each(ids)) == [one, two]
    assert list(library.highlights.each(reversed(ids))) == [two, one]


def test_what_no_file_holds_is_written_as_what_it_looks_like(library: Library, key: str) -> None:
    assert marked(library, key, LAST, comment="a\x00b\ud800").comment == "a\u2400b\ufffd"
    assert list(disagreements(library.db)) == []


def test_a_comment_is_written_even_on_what_was_deleted_meanwhile(library: Library, key: str) -> None:
    begun = marked(library, key, SENTENCE)
    library.highlights.comment(begun, "forty")
    library.highlights.remove(begun.highlight_id)
    again = library.highlights.comment(begun, "forty-one")
    assert again == begun._replace(comment="forty-one")
    assert library.highlights.of(key) == (again,)


def test_a_blank_comment_is_none(library: Library, key: str) -> None:
    assert marked(library, key, SENTENCE, comment=" \n").comment == ""
