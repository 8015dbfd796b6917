"""Run the benches and print their table: `python -m tests.bench [NAME...] [-n RUNS] [--library FILE]`."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import bench_import, bench_keystroke, bench_search_process, bench_start
from tests.bench.measure import bench

BENCHES = {
    "start": bench_start,
    "search": bench_search_process,
    "keystroke": bench_keystroke,
    "import": bench_import,
}


def main() -> int:
    """Run the benches named, or all; return 1 when a bar was missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", metavar="NAME", nargs="*", help=f"of {', '.join(BENCHES)}; else all")
    parser.add_argument("-n", "--runs", type=int, default=9, help="how often, 9 unless given")
    parser.add_argument("--library", type=Path, help="measure on this one; else on the dumps imported")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(BENCHES):
        parser.error(f"there is no bench {', '.join(sorted(unknown))}")
    passed = True
    print(f"{'name':36} | {'measured':>11} | {'floor':>11} | {'ratio':>6} | bar")
    with bench(arguments.runs, arguments.library) as work:
        for name in arguments.names or BENCHES:
            for result in BENCHES[name].run(work):
                print(result, flush=True)
                passed &= result.passed
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
