"""The long runs: `python -m tests.vault.harness kills devices faults scale`."""

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from . import devices, faults, kills, scale

Figures = dict[str, object]


def main() -> int:
    """Run what is asked for and print a table; return 1 if anything was lost or corrupt."""
    parser = argparse.ArgumentParser(prog="python -m tests.vault.harness", description=__doc__)
    parser.add_argument("what", nargs="+", choices=("kills", "devices", "faults", "scale"))
    parser.add_argument("--kills", type=int, default=1000, help="how often the sync is killed")
    parser.add_argument("--edits", type=int, default=10_500, help="how many edits among that")
    parser.add_argument("--rounds", type=int, default=1000, help="how often two machines meet")
    parser.add_argument("--uses", type=int, default=3, help="at how many of its uses each system call fails")
    parser.add_argument("--papers", type=int, default=10_000, help="how many papers a large vault has")
    parser.add_argument("--seed", type=int, default=1, help="another number makes other edits")
    parser.add_argument("--dir", type=Path, help="where to work; the usual temporary folder unless given")
    given = parser.parse_args()
    runs: Mapping[str, Callable[[Path], Figures]] = {
        "kills": lambda home: kills.run(home, given.kills, given.edits, given.seed),
        "devices": lambda home: devices.run(home, given.rounds, given.seed),
        "faults": lambda home: faults.run(home, given.uses, given.seed),
        "scale": lambda home: scale.run(home, given.papers),
    }
    return max(_told(name, runs[name], given.dir) for name in given.what)


def _told(name: str, run: Callable[[Path], Figures], folder: Path | None) -> int:
    home = Path(tempfile.mkdtemp(prefix="postil-", dir=folder))
    started = time.perf_counter()
    figures = run(home)
    print(f"{name}, {time.perf_counter() - started:.0f} s")
    for what, figure in figures.items():
        print(f"  {what:<24} {figure}")
    if figures["lost"] or figures.get("corrupt") or not figures.get("converged", True):
        print(f"  kept for a look          {home}")
        return 1
    shutil.rmtree(home)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
