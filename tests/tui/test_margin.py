"""Comments stand beside or below their passages, and never over each other."""

from hypothesis import given
from hypothesis import strategies as st

from postil.tui.margin import Comment, Line, below, beside

LONG = "one two three four five six seven"


def notes(lines: list[Line]) -> dict[int, str]:
    return {at: line.note for at, line in enumerate(lines) if line.number >= 0}


def test_a_comment_stands_at_the_row_of_its_passage() -> None:
    lines = beside(6, [Comment(0, 2, 3, "short")], 10, -1)
    assert [line.row for line in lines] == [0, 1, 2, 3, 4, 5]
    assert lines[2] == Line(2, "short", 0, True)


def test_only_the_current_one_is_open() -> None:
    comments = [Comment(0, 0, 0, LONG), Comment(1, 1, 1, LONG)]
    assert notes(beside(9, comments, 10, -1)) == {0: "one two", 1: "three…", 2: "one two", 3: "three…"}
    opened = notes(beside(9, comments, 10, 1))
    assert [*opened.values()] == ["one two", "three…", "one two", "three four", "five six", "seven"]


def test_the_current_one_keeps_its_row_where_there_is_room_above() -> None:
    comments = [Comment(0, 3, 3, LONG), Comment(1, 4, 4, LONG), Comment(2, 5, 5, LONG)]
    placed = beside(12, comments, 10, 2)
    assert [(at, line.number) for at, line in enumerate(placed) if line.begins] == [(1, 0), (3, 1), (5, 2)]


def test_more_than_there_is_room_for_goes_on_below_the_text() -> None:
    lines = beside(2, [Comment(number, 1, 1, LONG) for number in range(3)], 10, -1)
    assert [line.row for line in lines] == [0, 1, -1, -1, -1, -1, -1]


def test_below_a_passage_the_text_makes_room() -> None:
    lines = below(3, [Comment(0, 0, 1, "short"), Comment(1, 1, 1, LONG)], 10, 1)
    assert [line.row for line in lines] == [0, 1, -1, -1, -1, -1, -1, 2]
    assert notes(lines) == dict(enumerate(["short", "one two", "three four", "five six", "seven"], 2))


COMMENTS = st.lists(st.tuples(st.integers(0, 8), st.text("ab \n", max_size=40)), max_size=8)


@given(COMMENTS, st.integers(1, 20), st.integers(-1, 8))
def test_no_two_comments_share_a_line_and_no_row_is_lost(
    given: list[tuple[int, str]], width: int, current: int
) -> None:
    comments = [Comment(number, row, row, f"x{text}") for number, (row, text) in enumerate(sorted(given))]
    for lines in (beside(9, comments, width, current), below(9, comments, width, current)):
        assert [line.row for line in lines if line.row >= 0] == list(range(9))
        assert [line.number for line in lines if line.begins] == list(range(len(comments)))
        owners = [line.number for line in lines if line.number >= 0]
        assert owners == sorted(owners)
