"""From the start of the process to the first frame: the desk on a library, against a bare Textual app."""

from tests.bench.desk import bare_frame, first_frame, newest
from tests.bench.measure import Result, interleaved
from tests.bench.setting import POSTIL, Bench

BAR = 1.25


def run(work: Bench) -> list[Result]:
    """Measure; the desk's frame is there with the first words of the first paper's title."""
    title = newest(work, work.small)
    desk, bare = interleaved(
        work.runs,
        lambda: first_frame(work, POSTIL, title, work.small),
        lambda: bare_frame(work),
    )
    return [Result("first frame / bare Textual", desk, bare, BAR)]
