import io
from pathlib import Path

import pytest

from postil.store.importing import Cancelled, ImportRun, Progress
from postil.store.library import Library


def lines(*objects: str) -> bytes:
    return "\n".join(objects).encode()


GOOD = '{"title": "On kites", "abstract": "Kites fly."}'


def test_a_file_that_cannot_be_read_costs_the_others_nothing(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(GOOD))
    report = ImportRun(library).run([tmp_path / "gone.txt", tmp_path / "a.jsonl", "x" * 300])
    assert (report.added, report.files) == (1, 1)
    assert [item.line for item in report.rejected] == [0, 0]


def test_an_empty_file_is_told_and_leaves_no_dump(library: Library, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    report = ImportRun(library, format="papers-page").run([tmp_path / "empty.txt"])
    assert (report.records, len(report.rejected)) == (0, 1)
    assert library.db.execute("SELECT count(*) FROM dump").fetchone() == (0,)


def test_standard_input_is_read_once_and_twice(library: Library) -> None:
    assert ImportRun(library).run(["-"], io.BytesIO(lines(GOOD))).added == 1
    again = ImportRun(library).run(["-"], io.BytesIO(lines(GOOD)))
    assert (again.added, again.unchanged) == (0, 1)


def test_what_was_rejected_is_told_again(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(GOOD, '{"title": "no abstract"}'))
    first = ImportRun(library).run([tmp_path / "a.jsonl"])
    (tmp_path / "a.jsonl").rename(tmp_path / "b.jsonl")
    second = ImportRun(library).run([tmp_path / "b.jsonl"])
    assert [item.line for item in first.rejected] == [item.line for item in second.rejected] == [2]
    assert second.rejected[0].source == "b.jsonl"


def test_a_stopped_import_leaves_nothing_of_its_dump(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(GOOD))
    (tmp_path / "b.jsonl").write_bytes(lines(GOOD.replace("kites", "wind")))

    def stop(progress: Progress) -> None:
        if progress.name == "b.jsonl":
            raise Cancelled

    with pytest.raises(Cancelled):
        ImportRun(library, on_progress=stop).run([tmp_path])
    assert [title for (title,) in library.db.execute("SELECT title FROM paper")] == ["On kites"]


def test_many_bad_lines_cost_in_proportion(library: Library, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_bytes(lines(GOOD, *["{"] * 3000))
    report = ImportRun(library).run([tmp_path / "bad.jsonl"])
    assert (report.added, len(report.rejected)) == (1, 3000)


def test_hidden_files_in_a_folder_are_left_alone(library: Library, tmp_path: Path) -> None:
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "a.jsonl").write_bytes(lines(GOOD))
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.jsonl").write_bytes(lines(GOOD))
    assert ImportRun(library).run([tmp_path]).files == 1
