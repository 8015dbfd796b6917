import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from postil.store.anchoring.following import Place, follow, locate
from postil.store.anchoring.passages import Passage, digest, passage

OLD = (
    "Kettles are tuned by ear in most workshops. We tune forty kettles by a harmonic ladder of our own. "
    "The ladder needs no ear at all. A kettle that sings is sold at once."
)


def quoted(text: str, quote: str) -> Passage:
    return passage(text, text.index(quote), text.index(quote) + len(quote))


def found(new: str, quote: str, old: str = OLD) -> str | None:
    place = follow(quoted(old, quote), old, new)
    return new[place.start : place.stop] if place else None


def test_a_passage_keeps_what_stands_around_it() -> None:
    told = quoted(OLD, "forty kettles")
    assert told.prefix == "ed by ear in most workshops. We tune "[-32:]
    assert told.suffix == " by a harmonic ladder of our own."[:32]
    assert told.text_digest == digest(OLD) != digest(OLD + " ")


@pytest.mark.parametrize(("start", "stop"), [(3, 3), (-1, 4), (0, len(OLD) + 1), (5, 2)])
def test_offsets_that_enclose_nothing_are_refused(start: int, stop: int) -> None:
    with pytest.raises(ValueError, match="no passage"):
        passage(OLD, start, stop)


def test_a_long_quote_is_found_wherever_it_went() -> None:
    new = "The ladder needs no ear at all. " + OLD.replace("The ladder needs no ear at all. ", "")
    assert found(new, "The ladder needs no ear at all.") == "The ladder needs no ear at all."


def test_revised_words_are_followed_and_their_marks_taken_along() -> None:
    new = OLD.replace("forty kettles by a harmonic", "sixty kettles by one harmonic")
    sentence = "We tune forty kettles by a harmonic ladder of our own."
    assert found(new, sentence) == "We tune sixty kettles by one harmonic ladder of our own."
    place = follow(quoted(OLD, sentence), OLD, new)
    assert place is not None and not place.verbatim


def test_a_short_quote_goes_with_its_sentence() -> None:
    old = "The mill turns by day. The mill rests by night and the miller rests with it."
    new = "By night the lamp is out. The mill rests by night, and the miller rests with it."
    told = passage(old, old.index("mill rests"), old.index("mill rests") + len("mill rests"))
    assert follow(told, old, new) == Place(new.index("mill rests"), new.index("mill rests") + 10, True)


def test_where_words_are_not_parted_a_part_of_a_sentence_is_a_quote_too() -> None:
    old = "我们在潮汐中放许多风筝。风筝随着潮水缓缓升起。绳子不会升起。"
    assert found(old.replace("许多", "一些"), "风筝随着潮水", old) == "风筝随着潮水"
    assert found(old.replace("缓缓", "慢慢"), "风筝随着潮水缓缓升起。", old) == "风筝随着潮水慢慢升起。"


def test_other_type_is_no_other_text() -> None:
    old = 'The "fine" office - it was first - kept five files of the old river.'
    new = "The “ﬁne” oﬃce — it was ﬁrst — kept ﬁve ﬁles of the old river."
    assert found(new, '"fine" office - it was', old) == "“ﬁne” oﬃce — it was"


@pytest.mark.parametrize(
    "new",
    [
        OLD.replace("A kettle that sings is sold at once.", "Nothing is said of any price."),
        OLD.replace(" A kettle that sings is sold at once.", ""),
        "",
        "Another text altogether, about bridges and their floods, and not one word of music.",
    ],
)
def test_what_is_gone_is_not_found(new: str) -> None:
    assert found(new, "A kettle that sings is sold at once.") is None


def test_a_look_alike_left_behind_is_not_taken_for_it() -> None:
    old = "The north bridge keeps a record of high water. The south bridge keeps a record of high water."
    new = "The south bridge keeps a record of high water."
    assert found(new, "The north bridge keeps a record of high water.", old) is None
    assert found(new, "keeps a record", old) is None


@pytest.mark.parametrize(
    ("twin", "left"),
    [
        # One of the two sentences is gone, and what tells them apart is gone from the other.
        ("keeps a full record of high water in spring", "keeps a record of high water in spring"),
        ("keeps a record (by hand) of high water in spring", "keeps a record of high water in spring"),
        ("keeps a record of high water in cold spring", "keeps a record of high water in spring"),
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_of_two_that_may_have_become_one_neither_is_taken(twin: str, left: str, is_first: bool) -> None:
    ours, other = f"The north bridge {left}.", f"The north bridge {twin}."
    old = f"{ours} {other} The rest is ice." if is_first else f"{other} {ours} The rest is ice."
    new = f"{ours} The rest is ice."
    assert found(new, left, old) is None
    assert found(new, "record of high water" if "(" not in twin else "record", old) is None
    assert found(f"{new} {other}", left, old) == left, "the other one is known to be elsewhere"
    assert found(f"{other} Now and then. {new}", left, old) == left


def test_half_of_a_rival_that_is_elsewhere_does_not_excuse_the_other_half() -> None:
    old = "We measure measure deep bells by ear (DBE). We measure deep bells by ear (DBE). A bell is cast."
    told = passage(old, old.rindex("We measure"), old.rindex("We measure") + len("We measure"))
    assert follow(told, old, "We measure measure deep bells by ear (DBE). A bell is cast.") is None


def test_without_the_old_version_only_the_quote_and_its_context_count() -> None:
    told = quoted(OLD, "harmonic ladder")._replace(text_digest="another")
    assert locate(told, "A harmonic ladder.") == Place(2, 17, True)
    assert locate(told, "A harmonic ladder is a harmonic ladder.") is None
    twice = "A harmonic ladder. " + OLD
    assert locate(told, twice) == Place(twice.rindex("harmonic"), twice.rindex("harmonic") + 15, True)
    assert locate(told, "A harmonious ladder.") is None


def test_without_the_old_version_typography_does_not_matter_to_a_long_quote() -> None:
    told = Passage("the office kept five files of the river")
    text = "All winter the oﬃce kept ﬁve ﬁles of the river."
    assert locate(told, text) == Place(11, len(text) - 1, False)


def test_a_passage_without_words_is_found_by_itself_alone() -> None:
    assert found("So: → and on.", "→", "Then → and on.") == "→"
    assert found("So → and → on.", "→", "Then → and on.") is None


def test_a_place_in_the_very_text_is_taken_as_it_is() -> None:
    told = passage("on and on and on", 7, 9)
    assert follow(told, "on and on and on", "on and on and on") == Place(7, 9, True)


def test_a_very_long_text_is_only_looked_through_for_the_quote() -> None:
    filler = "So it goes on and on. " * 1_200
    assert found(f"{filler}{OLD}", "We tune forty kettles", f"{OLD} {filler}") == "We tune forty kettles"
    revised = OLD.replace("by a harmonic", "by the harmonic")
    assert found(f"{revised} {filler}", "kettles by a harmonic ladder of our own", f"{OLD} {filler}") is None


@given(st.text(max_size=60), st.text(max_size=60), st.integers(0, 59), st.integers(1, 60))
def test_whatever_the_texts_are_a_place_is_one(old: str, new: str, start: int, size: int) -> None:
    assume(start < len(old))
    told = passage(old, start, min(start + size, len(old)))
    for place in (follow(told, old, new), locate(told, new)):
        assert place is None or 0 <= place.start < place.stop <= len(new)
        assert place is None or place.verbatim == (new[place.start : place.stop] == told.quote)
