"""Imports in several parts: stopped, killed, taken up again; and what they must not cost."""

import json
import multiprocessing
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from postil.store import importing
from postil.store.doctor import examine
from postil.store.importing import Cancelled, ImportRun, Progress
from postil.store.library import Library
from postil.store.records import Report

BATCH = 1000


def line(number: int, **more: object) -> str:
    day = f"{2015 + number % 9}-0{1 + number % 9}-11"
    paper = {"title": f"Study {number * 7919 % 100_003} of kettles", "abstract": f"Kettle {number}."}
    return json.dumps({**paper, "published": day, "arxiv_id": f"2401.{number:05}", **more})


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "big.jsonl"
    lines = [line(number) for number in range(3500)]
    lines[10] = "{"
    lines[2200] = '{"title": "No abstract"}'
    lines[3000] = line(5, comments=4)
    path.write_text("\n".join(lines))
    return path


@pytest.fixture(autouse=True)
def told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BETWEEN_REPORTS", 0.0)


def stop_after(records: int) -> Callable[[Progress], None]:
    def tell(progress: Progress) -> None:
        if progress.records >= records:
            raise Cancelled

    return tell


def facts(path: Path) -> list[tuple[object, ...]]:
    """Return all that a library knows, but for when it was imported."""
    with closing(sqlite3.connect(path)) as db:
        tables = "paper", "paper_text", "appearance", "claim", "shape_claim", "rejected", "tally"
        rows = [row for table in tables for row in db.execute(f"SELECT * FROM {table} ORDER BY 1, 2")]
        return rows + list(db.execute("SELECT id, name, records, read_so_far FROM dump"))


def in_order(path: Path) -> bool:
    return all(finding.state in ("ok", "note") for finding in examine(path))


def import_whole(folder: Path, dump: Path) -> tuple[Path, Report]:
    with Library.open(folder / "whole.db") as whole:
        return whole.path, ImportRun(whole, batch=BATCH).run([dump])


def test_each_part_is_committed_and_told(library: Library, dump: Path) -> None:
    seen: list[int] = []

    def look() -> None:
        with closing(sqlite3.connect(library.path)) as other:
            seen.append(other.execute("SELECT count(*) FROM paper").fetchone()[0])

    report = ImportRun(library, batch=BATCH, on_batch=look).run([dump])
    assert seen == [999, 1999, 2998, 3497]
    assert (report.records, report.added, report.merged, report.changed) == (3498, 3497, 1, 1)
    assert [part.line for part in report.rejected] == [11, 2201]
    assert in_order(library.path)


def test_parts_make_no_difference(library: Library, dump: Path, tmp_path: Path) -> None:
    path, report = import_whole(tmp_path, dump)
    assert ImportRun(library).run([dump]) == report
    assert facts(library.path) == facts(path)


def test_a_stopped_import_goes_on_where_it_stopped(library: Library, dump: Path, tmp_path: Path) -> None:
    run = ImportRun(library, batch=BATCH, on_progress=stop_after(2500))
    with pytest.raises(Cancelled):
        run.run([dump])
    assert run.stopped == "stopped: 1,999 records of big.jsonl are in; import it again to go on from there"
    assert in_order(library.path)
    report = ImportRun(library, batch=BATCH).run([dump])
    assert (report.files, report.records, report.unchanged, report.added, report.merged) == (
        1, 3498, 1999, 1498, 1,
    )  # fmt: skip
    assert [part.line for part in report.rejected] == [11, 2201]
    path, whole = import_whole(tmp_path, dump)
    assert facts(library.path) == facts(path)
    assert report.duplicates == whole.duplicates
    assert ImportRun(library).run([dump]).unchanged == 3498


def test_a_small_dump_that_is_stopped_leaves_nothing(library: Library, dump: Path) -> None:
    run = ImportRun(library, on_progress=stop_after(1000))
    with pytest.raises(Cancelled):
        run.run([dump])
    assert run.stopped == "stopped: big.jsonl left nothing behind"
    assert library.db.execute("SELECT count(*) FROM dump").fetchone() == (0,)


def _killed(library: str, dump: str) -> None:
    def die(progress: Progress) -> None:
        if progress.records >= 2500:
            os._exit(9)

    importing.BETWEEN_REPORTS = 0.0
    with Library.open(library) as opened:
        ImportRun(opened, batch=BATCH, on_progress=die).run([dump])


def test_a_killed_import_loses_nothing(dump: Path, tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    process = multiprocessing.get_context("spawn").Process(target=_killed, args=(str(path), str(dump)))
    process.start()
    process.join()
    assert process.exitcode == 9
    assert in_order(path)
    with Library.open(path) as library:
        report = ImportRun(library, batch=BATCH).run([dump])
    assert (report.records, report.unchanged) == (3498, 1999)
    assert facts(path) == facts(import_whole(tmp_path, dump)[0])


def test_marks_of_a_stopped_import_come_with_its_end(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "marked.jsonl"
    path.write_text("\n".join(line(number, tags=["mine"]) for number in range(1500)))
    with pytest.raises(Cancelled):
        ImportRun(library, batch=500, on_progress=stop_after(1200)).run([path])
    assert library.counts().tags == {}
    ImportRun(library, batch=500).run([path])
    assert library.counts().tags == {"mine": 1500}
    assert len(library.history.steps()) == 1


def test_a_dry_run_writes_nothing_at_all(library: Library, dump: Path, tmp_path: Path) -> None:
    library.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = library.path.read_bytes()
    called: list[None] = []
    run = ImportRun(library, batch=BATCH, dry_run=True, on_batch=lambda: called.append(None))
    report = run.run([dump])
    assert (report.added, report.dry_run, called) == (3497, True, [])
    library.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert library.path.read_bytes() == before


def test_two_programs_do_not_read_on_in_one_dump(library: Library, dump: Path) -> None:
    def finish_first(progress: Progress) -> None:
        if progress.records >= 1900 and not others:
            others.append(None)
            library.db.execute("UPDATE dump SET read_so_far = read_so_far + 1")

    others: list[None] = []
    report = ImportRun(library, batch=BATCH, on_progress=finish_first).run([dump])
    assert "another program" in report.rejected[-1].reason


def test_what_changes_a_paper_has_a_later_appearance(library: Library, dump: Path, tmp_path: Path) -> None:
    ImportRun(library).run([dump])
    (last,) = library.db.execute("SELECT max(id) FROM appearance").fetchone()
    (tmp_path / "more.jsonl").write_text(line(77, abstract="Far more of kettle 77 than before."))
    assert ImportRun(library).run([tmp_path / "more.jsonl"]).changed == 1
    sql = "SELECT p.arxiv_id FROM appearance a JOIN paper p ON p.id = a.paper_id WHERE a.id > ?"
    assert list(library.db.execute(sql, (last,))) == [("2401.00077",)]


def test_a_record_that_says_nothing_new_is_quick_and_kept(library: Library, tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        text = line(1, published_text="Feb 11") + "\n" + line(2) + "\n" * (name == "b.jsonl")
        (tmp_path / name).write_text(text)
    report = ImportRun(library).run([tmp_path / "a.jsonl", tmp_path / "b.jsonl"])
    assert (report.added, report.merged, report.changed) == (2, 2, 0)
    paper = library.papers.by_id(1)
    assert [source.name for source in paper.sources] == ["a.jsonl", "b.jsonl"]
    claims = library.papers.claims(paper.key)
    assert len(claims) == 2 * 4
    assert all(claim.chosen for claim in claims)


def test_records_cost_few_rows(library: Library, dump: Path) -> None:
    ImportRun(library).run([dump])
    assert library.db.execute("SELECT count(*) FROM claim").fetchone()[0] < 10
    assert library.db.execute("SELECT count(*) FROM shape").fetchone()[0] < 10


def test_near_titles_are_found_in_many_and_in_few(library: Library, tmp_path: Path) -> None:
    near = [
        "A careful study of tides in the northern sea and of what they bring",
        "A careful study of tides in the northern seas and of what they bring",
    ]
    lines = [line(number) for number in range(500)]
    lines += [json.dumps({"title": title, "abstract": "A"}) for title in near]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    assert len(ImportRun(library).run([tmp_path / "a.jsonl"]).duplicates) >= 1
    third = near[0].replace("bring", "brings")
    (tmp_path / "b.jsonl").write_text(json.dumps({"title": third, "abstract": "A"}))
    pairs = ImportRun(library).run([tmp_path / "b.jsonl"]).duplicates
    key = library.papers.resolve(third)
    assert {one for one, _ in pairs} == {key}
    assert {other for _, other in pairs} == {library.papers.resolve(title) for title in near}
