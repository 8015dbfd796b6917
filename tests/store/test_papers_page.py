import io
import os
import re
import tracemalloc
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.store.errors import ImportFailure
from postil.store.identity import normal_title
from postil.store.importers import FORMATS, base, importer_for
from postil.store.importers.papers_page import PapersPage
from postil.store.records import Page, Record, Rejected

from .dump_maker import HEADER, Made, invent, page, prose

LONG = "Nobody in this sentence owns a kettle. " * 20
DOTTED = "\n\n  • 5 authors\n·\n"


def read(data: bytes, year: int | None = None) -> tuple[list[Page], list[Record], list[Rejected]]:
    items = list(PapersPage().read(io.BytesIO(data), "made.txt", year))
    return (
        [item for item in items if isinstance(item, Page)],
        [item for item in items if isinstance(item, Record)],
        [item for item in items if isinstance(item, Rejected)],
    )


def values(record: Record) -> dict[str, object]:
    return {name: field.value for name, field in record.fields.items()}


def titles(records: list[Record]) -> list[object]:
    return [record.fields["title"].value for record in records]


@pytest.mark.parametrize("seed", range(5))
def test_every_invented_record_is_read_exactly(seed: int) -> None:
    made = invent(seed, 60)
    data = page(made)
    pages, records, rejected = read(data)
    assert len(pages) == 1
    assert rejected == []
    assert len(records) == 60
    printed = data.decode().split("\n")
    for position, (paper, record) in enumerate(zip(made, records, strict=True), 1):
        found = values(record)
        assert record.position == position
        assert printed[record.line - 1] == paper.title == found["title"]
        assert found["abstract"] == paper.abstract
        assert found.get("published_text") == paper.date
        assert found.get("authors_count") == paper.authors
        assert found.get("organization") == paper.organization
        assert found.get("comments") == paper.comments
        assert ("published" in found) == (paper.date is not None)
        for name, field in record.fields.items():
            assert str(field.raw or field.value) in printed[field.line - 1], name
    assert sum(paper.date is None for paper in made) > 0
    assert sum(paper.organization is not None for paper in made) == 1


def test_a_page_without_small_print_is_read_in_pairs() -> None:
    made = invent(7, 40, dates=False)
    pages, records, rejected = read(page(made, "Jun 26", [line for line in HEADER if line != "Daily Papers"]))
    assert pages == [Page("Jun 26", None)]
    assert titles(records) == [paper.title for paper in made]
    assert rejected == []
    assert all(set(record.fields) == {"title", "abstract"} for record in records)


def test_years_follow_the_page() -> None:
    dates = ["Feb 19", "Dec 9", "Dec 10", "Oct 24, 2023", "Jul 1, 2024"]
    made = [Made(f"Paper {date}", LONG, date, authors=3) for date in dates]
    pages, records, _ = read(page(made, "Dec 9"), year=1999)
    assert pages == [Page("Dec 9", 2025)]
    assert [(r.fields["published"].value, r.fields["published"].inferred) for r in records] == [
        ("2025-02-19", True),
        ("2025-12-09", True),
        ("2024-12-10", True),
        ("2023-10-24", False),
        ("2024-07-01", False),
    ]
    assert records[0].fields["published"].raw == "Feb 19"
    assert records[0].fields["published"].rule == "date line, year of the page"
    assert records[2].fields["published"].rule == "date line, the year before the page's"
    assert records[3].fields["published"].rule == "date line"


def test_the_year_given_counts_only_where_the_page_tells_none() -> None:
    yearless = [Made("One", LONG, "Feb 19", authors=3)]
    assert read(page(yearless), year=2021)[1][0].fields["published"].value == "2021-02-19"
    assert read(page(yearless, "Dec 9, 2022"), year=2021)[1][0].fields["published"].value == "2022-02-19"
    pages, records, rejected = read(page(yearless))
    assert pages == [Page("Dec 9", None)]
    assert "published" not in records[0].fields
    assert records[0].fields["published_text"].value == "Feb 19"
    assert rejected == []


def test_display_text_differs_from_raw_only_where_it_must() -> None:
    link = "Code: https://example.org/a{here}."
    _, records, _ = read(page([Made("Kettle$^3$ in 2D \\& 3D", f"{LONG}{link} 44\\%"), Made("Plain", LONG)]))
    title, plain = records[0].fields["title"], records[1].fields["title"]
    assert (title.value, title.raw) == ("Kettle³ in 2D & 3D", "Kettle$^3$ in 2D \\& 3D")
    assert (plain.value, plain.raw) == ("Plain", None)
    assert records[0].fields["links"].value == ("https://example.org/a",)
    assert str(records[0].fields["abstract"].value).endswith(" 44%")


@pytest.mark.parametrize(
    ("middle", "kept", "reasons"),
    [
        (f"Lone title{DOTTED}Feb 3, 2020", [], ["only one paragraph"]),
        ("Lone title", [], ["only one paragraph"]),
        (f"{LONG}{DOTTED}Feb 3, 2020", [], ["only one paragraph"]),
        (f"Middle\n\n{LONG}\n\n{LONG}{DOTTED}Feb 3, 2020", ["Middle"], ["too long for one"]),
        (f"Middle\n\n{LONG}{DOTTED}Feb 31, 2020", ["Middle"], ["no Feb 31 in 2020"]),
        (f"Middle\n\n{LONG}{DOTTED}Feb 3, 99999", ["Middle"], ["year 99999"]),
        (f"Middle\n\n{LONG}{DOTTED}Feb 3, 0000", ["Middle"], ["year 0"]),
        (f"Middle\n\n{LONG}{DOTTED}yesterday", ["Middle"], ["should stand here"]),
        (f"Middle\n\n{LONG}{DOTTED}Feb 3 {'9' * 30}", ["Middle"], ["should stand here"]),
        (f"Middle\n\n{LONG}{DOTTED}Feb 3{DOTTED}Feb 4", ["Middle"], ["follow no paper"]),
        (f"Middle\n{LONG}\n  • 1 author\n·\nMar 1, 2024", ["Middle"], []),
        (f"Middle\n\n{LONG}\n\n  • 7 authors\n\n·\n\nMar 1, 2024", ["Middle"], []),
        (f"{'T' * 70_000}\n\n{LONG}{DOTTED}Mar 1, 2024", [], ["title is longer than 64 KiB"]),
        (f"Middle\n\n{'a' * 1_100_000}{DOTTED}Mar 1, 2024", [], ["abstract is longer than 1024 KiB"]),
        (f"Middle\n\n{'a' * 2_200_000}{DOTTED}Mar 1, 2024", [], ["line is longer than 2048 KiB"]),
        (f"Mid\udcffdle\n\n{LONG}{DOTTED}Mar 1, 2024", [], ["not valid UTF-8 (byte 4"]),
        (f"Middle\n\n{LONG}\udcff{DOTTED}Mar 1, 2024", [], ["not valid UTF-8"]),
        (f"\u200b\n\n{LONG}{DOTTED}Mar 1, 2024", [], ["nothing that can be shown"]),
    ],
)
@pytest.mark.parametrize("date", ["May 5, 2021", None])
def test_a_bad_part_costs_its_neighbours_nothing(
    middle: str, kept: list[str], reasons: list[str], date: str | None
) -> None:
    before, after = (Made(name, prose_of(name), date, 4 if date else None) for name in ("Before", "After"))
    if date is None and middle.startswith(LONG):
        pytest.skip("without small print before it, it is a second paragraph of the abstract before")
    top, tail = page([before]).decode(), "\n".join(after.lines())
    data = f"{top}\n\n{middle}\n\n{tail}".encode("utf-8", "surrogateescape")
    _, records, rejected = read(data)
    assert titles(records) == ["Before", *kept, "After"]
    assert values(records[0])["abstract"] == before.abstract
    assert [values(records[place]).get("published_text") for place in (0, -1)] == [date, date]
    assert len(rejected) == len(reasons)
    for part, reason in zip(rejected, reasons, strict=True):
        assert reason in part.reason
        assert part.source == "made.txt"
        assert part.text
        assert top.count("\n") < part.line <= data.count(b"\n") + 1


def prose_of(name: str) -> str:
    return f"{name} is about kettles. {LONG}".strip()


def test_a_second_paragraph_leaves_the_small_print_to_its_paper() -> None:
    data = page([Made("One", LONG)]).decode() + f"\n\n{LONG}{DOTTED}Feb 3, 2020"
    _, records, rejected = read(data.encode())
    assert values(records[0])["published"] == "2020-02-03"
    assert len(records) == len(rejected) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_marks_make_no_difference(end: str, mark: str) -> None:
    made = invent(3, 30)
    plain = page(made)
    pages, records, rejected = read((mark + plain.decode().replace("\n", end)).encode())
    assert (pages, records, rejected) == read(plain)
    assert len(records) == 30


def test_line_separators_of_unicode_end_no_line() -> None:
    _, records, rejected = read(page([Made("One\u2028two\x85three", LONG)]))
    assert titles(records) == ["One two three"]
    assert rejected == []


def test_headers_may_be_torn_short_or_strange() -> None:
    made = [Made("One", LONG, "May 5, 2021", 4)]
    for date, header in (("Dec 9", ()), (None, HEADER), (None, ()), ("Dec 9", ("Subscribe",))):
        pages, records, rejected = read(page(made, date, header))
        assert (pages[0].date_text, pages[0].year) == (date, 2022)
        assert titles(records) == ["One"]
        assert rejected == []
    _, records, rejected = read(page(made, "Dec 9", ("new", "What is this?")))
    assert [(part.line, part.text) for part in rejected] == [(3, "What is this?")]
    assert titles(records) == ["One"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_refused_with_advice(encoding: str) -> None:
    data = page(invent(1, 3)).decode().encode(encoding)
    pages, records, rejected = read(data)
    assert (pages, records) == ([], [])
    assert len(rejected) == 1
    assert "iconv -f UTF-" in rejected[0].reason
    assert importer_for("auto", data[:4096], "made.txt").name == "papers-page"


def test_an_empty_dump_holds_no_papers() -> None:
    assert read(b"") == ([Page(None, None)], [], [])
    assert importer_for("auto", b"", "empty.txt").name == "papers-page"


@pytest.mark.parametrize("byte", [b"x", b"\xff", b" "])
def test_one_endless_line_is_refused_in_little_memory(byte: bytes) -> None:
    class Endless(io.BytesIO):
        left = 64 * 1024 * 1024

        def read(self, size: int | None = -1) -> bytes:
            size = min(size or 0, self.left)
            self.left -= size
            return byte * size

        def seek(self, place: int, whence: int = 0) -> int:
            self.left = 64 * 1024 * 1024 - place
            return place

    tracemalloc.start()
    try:
        items = list(PapersPage().read(Endless(), "endless.txt", None))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [item.reason for item in items if isinstance(item, Rejected)]
    assert not [item for item in items if isinstance(item, Record)]
    assert peak < 16 * 1024 * 1024


def test_a_paragraph_of_endless_lines_costs_its_neighbours_nothing() -> None:
    before, after = Made("Before", LONG, "May 5, 2021", 4), "\n".join(Made("After", LONG).lines())
    middle = "Middle\n\n" + "kettles and lanterns\n" * 150_000
    _, records, rejected = read(f"{page([before]).decode()}\n\n{middle}\n\n{after}".encode())
    assert titles(records) == ["Before", "After"]
    assert [part.reason for part in rejected] == ["the paragraph is longer than 2048 KiB"]


def test_memory_does_not_grow_with_the_page() -> None:
    def peak(count: int) -> int:
        data = io.BytesIO(page(invent(1, count)))
        tracemalloc.start()
        try:
            assert (
                sum(isinstance(item, Record) for item in PapersPage().read(data, "made.txt", None)) == count
            )
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(4000) < 2 * peak(1000)


PIECE = st.sampled_from(
    ["Title @", f"@ {LONG}", "·", "  • 3 authors", "May 5, 2020", "May 5 2", "new", "\r", "\xff"]
)
GAP = st.sampled_from(["\n", "\n\n", "\n\n\n"])


@given(st.lists(st.tuples(PIECE, GAP), max_size=40))
def test_no_line_of_text_is_ever_lost(pieces: list[tuple[str, str]]) -> None:
    numbered = [piece.replace("@", f"#{number}#") + gap for number, (piece, gap) in enumerate(pieces)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(base, "_MAX_SHOWN", 1_000_000)
        pages, records, rejected = read("".join(numbered).encode("latin-1", "replace"))
    assert len(pages) == 1
    everything = [str(field.value) for record in records for field in record.fields.values()]
    everything += [part.text for part in rejected]
    marks = re.findall("#[0-9]+#", "".join(numbered))
    assert sorted(re.findall("#[0-9]+#", "".join(everything))) == sorted(marks)


def test_formats_are_found_by_look_and_by_name() -> None:
    assert set(FORMATS) >= {"papers-page", "jsonl"}
    assert importer_for("auto", page(invent(1, 2))[:4096], "x").name == "papers-page"
    assert (
        importer_for("auto", b"A\n\n" + LONG.encode() + DOTTED.encode() + b"May 5", "x").name == "papers-page"
    )
    assert importer_for("papers-page", b"whatever", "x").name == "papers-page"
    with pytest.raises(ImportFailure, match="--format"):
        importer_for("auto", b"Dear diary,\n", "diary.txt")
    with pytest.raises(ImportFailure, match="no format called yaml"):
        importer_for("yaml", b"", "x")


# dump: page date, page year, records, author counts, comments, years worked out, records without small print
TRUTH = {
    "000": ("Aug 21", None, 21, 0, 0, 0, None),
    "001": ("Dec 9", 2025, 58, 57, 7, 12, [55]),
    "002": ("Jun 26", None, 157, 0, 0, 0, None),
    "003": ("Dec 9", 2025, 55, 52, 9, 11, [15, 47, 50]),
    "004": ("Oct 21", 2025, 90, 87, 15, 32, [49, 50]),
}


def real(number: str) -> tuple[list[Page], list[Record], list[Rejected]]:
    folder = os.environ.get("POSTIL_TEST_DUMPS")
    if not folder:
        pytest.skip("POSTIL_TEST_DUMPS names no folder of real dumps")
    (path,) = Path(folder).glob(f"{number}_*.txt")
    return read(path.read_bytes())


@pytest.mark.parametrize("number", TRUTH)
def test_real_dumps_have_the_known_figures(number: str) -> None:
    date, year, count, authors, comments, inferred, bare = TRUTH[number]
    pages, records, rejected = real(number)
    fields = Counter(name for record in records for name in record.fields)
    assert pages == [Page(date, year)]
    assert rejected == []
    assert len(records) == count
    assert [record.position for record in records] == list(range(1, count + 1))
    assert (fields["authors_count"], fields["comments"]) == (authors, comments)
    dated = [record for record in records if "published" in record.fields]
    assert len(dated) == fields["published_text"] == authors + (number == "004")
    assert sum(record.fields["published"].inferred for record in dated) == inferred
    if bare is not None:
        assert [r.position for r in records if "published_text" not in r.fields] == bare


def test_the_real_organisation_is_named_once() -> None:
    _, records, _ = real("004")
    named = {r.position: r.fields["organization"].value for r in records if "organization" in r.fields}
    assert named == {31: "UCSC-VLAA"}


def test_real_dumps_hold_the_known_papers() -> None:
    dumps: dict[str, set[str]] = {}
    dates: dict[str, str] = {}
    for number in TRUTH:
        for record in real(number)[1]:
            norm = normal_title(str(record.fields["title"].value))
            dumps.setdefault(norm, set()).add(number)
            if "published" in record.fields:
                dates[norm] = str(record.fields["published"].value)
    assert len(dumps) == 298
    assert Counter(map(len, dumps.values())) == {1: 234, 2: 48, 3: 13, 4: 3}
    years = {
        "2017": 1,
        "2018": 1,
        "2019": 2,
        "2020": 2,
        "2021": 4,
        "2022": 16,
        "2023": 28,
        "2024": 64,
        "2025": 48,
    }
    assert Counter(date[:4] for date in dates.values()) == years


def test_invented_prose_is_long_enough_to_be_an_abstract() -> None:
    from random import Random

    assert all(len(prose(Random(seed))) > 400 for seed in range(50))
