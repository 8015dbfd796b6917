"""The file of a paper: what is in it, and that nothing else changes.

`python -m tests.vault.round_trip 100000` checks many more documents; this one looks for the odd corners.
"""

import sys
from collections import Counter
from contextlib import suppress

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from postil.store.vault.errors import Held
from postil.store.vault.paper_file import Head, PaperFile, new_paper, read_paper, with_said
from postil.store.vault.said import Said

from .making import KEY, MARK, SAID, SOME_IDS, TEXTS, documents

FEW = 150
TWO_ENDS = 4
"""Bytes of two ends of lines: a block that comes may bring blank lines around it, which then stay."""


def opened(data: bytes) -> PaperFile:
    """Read a file; one that cannot be read is no case."""
    try:
        return read_paper(data)
    except Held:
        assume(False)
        raise


def unchanged(data: bytes) -> None:
    assert with_said(opened(data), opened(data).said) == data


def outside(file: PaperFile, *ids: str) -> tuple[str, ...]:
    """Return the lines that belong to none of these blocks, without blank ones."""
    inside = {
        line for block in file.blocks if block.block_id in ids for line in range(block.start, block.stop)
    }
    return tuple(
        line.rstrip("\r\n")
        for at, line in enumerate(file.lines)
        if at not in inside and line.strip(" \t\r\n")
    )


def one_block_changes(data: bytes, comment: str) -> None:
    file = opened(data)
    for block in file.blocks:
        mark = file.said.marks[block.block_id]._replace(comment=comment)
        with suppress(Held):
            new = with_said(file, file.said._replace(marks={**file.said.marks, block.block_id: mark}))
            lines = "".join(file.lines).encode("utf-8", "surrogateescape")
            before = "".join(file.lines[: block.start]).encode("utf-8", "surrogateescape")
            after = "".join(file.lines[block.end :]).encode("utf-8", "surrogateescape")
            assert lines == data
            assert new.startswith(before)
            assert new.endswith(after)
            assert read_paper(new).said.marks[block.block_id] == mark


def a_block_comes_and_goes(data: bytes, name: str, comment: str) -> None:
    file = opened(data)
    assume(name not in file.said.marks and name not in file.unclear)
    mark = next(iter(file.said.marks.values()))._replace(comment=comment) if file.said.marks else None
    assume(mark is not None and mark.pen and mark.field)
    with suppress(Held):
        more = with_said(file, file.said._replace(marks={**file.said.marks, name: mark}))
        with_it = read_paper(more)
        before, now = outside(file), outside(with_it, name)
        added = Counter(now) - Counter(before)
        assert not added or added == {"## Highlights": 1}
        rest = iter(now)
        assert all(line in rest for line in before), "in their order"
        if not added:
            back = with_said(with_it, file.said)
            assert outside(read_paper(back)) == outside(file)
            assert abs(len(back) - len(data)) <= TWO_ENDS


def what_is_said_is_read(data: bytes, said: Said) -> None:
    file = opened(data)
    with suppress(Held):
        new = read_paper(with_said(file, said))
        assert new.said.note == said.note
        for name, mark in said.marks.items():
            if name not in file.unclear and name not in file.said.marks:
                assert new.said.marks[name] == mark
        kept = outside(new, *said.marks)
        gone = outside(file, *file.said.marks)
        assert with_said(new, new.said) == "".join(new.lines).encode("utf-8", "surrogateescape")
        names = len(said.tags or ()) + len(said.topics or ())
        assert len(kept) <= len(gone) + len(said.note.split("\n")) + names + 10


def a_new_file_says_all(title: str, said: Said) -> None:
    with suppress(Held):
        data = new_paper(Head(KEY, " ".join(title.split()), "2024-02-05"), said)
        file = read_paper(data)
        assert file.key == KEY
        assert dict(file.said.marks) == dict(said.marks)
        assert (file.said.note, set(file.said.tags or ())) == (said.note, set(said.tags or ()))
        assert dict(file.said.topics or {}) == dict(said.topics or {})
        assert dict(file.said.values) == dict(said.values)
        assert not file.troubles


PROPERTIES = (
    (unchanged, (documents(),), 1.0),
    (one_block_changes, (documents(), TEXTS), 0.2),
    (a_block_comes_and_goes, (documents(), SOME_IDS, MARK.map(lambda mark: mark.comment)), 0.2),
    (what_is_said_is_read, (documents(), SAID), 0.2),
    (a_new_file_says_all, (st.text(max_size=20), SAID), 0.2),
)


def check(number: int) -> None:
    """Check every property on so many documents, the dearer ones on a fifth of them."""
    for law, strategies, share in PROPERTIES:
        times = max(50, int(number * share))
        health = list(HealthCheck)
        settings(max_examples=times, suppress_health_check=health, database=None)(given(*strategies)(law))()
        print(f"{law.__name__}: {times}", file=sys.stderr, flush=True)


def test_files_keep_their_bytes() -> None:
    check(FEW)


if __name__ == "__main__":
    check(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
