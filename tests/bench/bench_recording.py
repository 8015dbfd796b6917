"""A fixed script typed at the desk, and for every key the time to the redrawn rows, as a table."""

from collections.abc import Sequence
from statistics import median

from tests.bench.desk import at_desk, stroke
from tests.bench.measure import Line, Note, spread
from tests.bench.setting import Bench

SCRIPT: Sequence[tuple[str, str]] = (
    ("j", "next paper"), ("ctrl+d", "half a page down"), ("G", "the last paper"), ("g g", "the first paper"),
    ("S t", "sort by title"), ("S n", "newest first"), ("/", "search"), *((key, "") for key in "image"),
    (" ", ""), *((key, "") for key in "segm"), *(("backspace", "") for _ in range(5)),
    *((key, "") for key in " year:2019.."), ("enter", "to the list"), ("n", "next hit"),
    ("G", "the last hit"), ("escape", "clear the search"),
)  # fmt: skip


def run(work: Bench) -> list[Line]:
    """Type it as often as runs are asked for; the table is kept beside the libraries."""
    rounds = [_typed(work) for _ in range(work.long_runs)]
    columns = list(zip(*rounds, strict=True))
    table = ["| key | what | median | highest |", "|---|---|---|---|"]
    for (key, what), times in zip(SCRIPT, columns, strict=True):
        changed = [seconds * 1000 for seconds in times if seconds is not None]
        figures = f"{median(changed):.1f} ms | {max(changed):.1f} ms" if changed else "rows unchanged |"
        table.append(f"| `{key}` | {what} | {figures} |")
    path = work.files / f"recording-{work.papers}.md"
    path.write_text("\n".join(table) + "\n", "utf-8")
    times = [seconds for each in rounds for seconds in each if seconds is not None]
    return [*map(Note, table), Note(f"kept as {path}"), *spread("recorded key to rows", times)]


def _typed(work: Bench) -> list[float | None]:
    with at_desk(work, work.large) as (desk, rows):
        return [stroke(desk, [key] if key == " " else key.split(), rows, work.quiet) for key, _ in SCRIPT]
