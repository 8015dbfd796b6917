"""Run benches and print their table; all of them unless some are named."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import (
    bench_dumps,
    bench_facets,
    bench_fuzz,
    bench_grow,
    bench_import,
    bench_keystroke,
    bench_list,
    bench_many,
    bench_needle,
    bench_query,
    bench_reading,
    bench_recording,
    bench_search_process,
    bench_start,
    bench_topics,
    bench_triage,
)
from tests.bench.measure import Line
from tests.bench.setting import Bench, bench

BENCHES: Mapping[str, Callable[[Bench], Sequence[Line]]] = MappingProxyType(
    {
        "start": bench_start.run,
        "search": bench_search_process.run,
        "dumps": bench_dumps.run,
        "import": bench_import.run,
        "grow": bench_grow.run,
        "topics": bench_topics.run,
        "query": bench_query.run,
        "facets": bench_facets.run,
        "list": bench_list.run,
        "many": bench_many.run,
        "keystroke": bench_keystroke.run,
        "recording": bench_recording.run,
        "reading": bench_reading.run,
        "triage": bench_triage.run,
        "needle": bench_needle.run,
        "fuzz": bench_fuzz.run,
    }
)


def main() -> int:
    """Run the benches named, or all; return 1 when a bar was missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", metavar="NAME", nargs="*", help=f"of {', '.join(BENCHES)}; else all")
    parser.add_argument("-n", "--runs", type=int, default=9, help="how often, 9 unless given")
    parser.add_argument(
        "--papers", type=int, default=100_000, help="size of the corpus, 100,000 unless given"
    )
    parser.add_argument(
        "--work", type=Path, metavar="DIR", help="keep corpus and libraries here for the next time"
    )
    parser.add_argument("--library", type=Path, help="measure on this one, and copies of it")
    parser.add_argument("--queries", type=Path, metavar="FILE", help="judged queries, for needle")
    parser.add_argument(
        "--fuzz", type=int, default=2000, metavar="COUNT", help="queries for fuzz, 2,000 unless given"
    )
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(BENCHES):
        parser.error(f"there is no bench {', '.join(sorted(unknown))}")
    settings = {name: getattr(arguments, name) for name in ("papers", "runs", "queries", "fuzz")}
    passed = True
    print(f"{'name':44} | {'measured':>12} | {'floor':>12} | {'ratio':>7} | bar")
    with bench(arguments.work, given=arguments.library, **settings) as work:
        for name in arguments.names or BENCHES:
            for line in BENCHES[name](work):
                print(line, flush=True)
                passed &= line.passed
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
