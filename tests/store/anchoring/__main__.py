"""How often a passage is found again: `python -m tests.store.anchoring 20000` prints the rates by kind."""

import argparse

from tests.store.anchoring.rates import rates, table

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.store.anchoring", description=__doc__)
    parser.add_argument("number", type=int, nargs="?", default=2000, help="cases of each kind")
    parser.add_argument("--seed", type=int, default=1, help="another number makes other texts")
    arguments = parser.parse_args()
    print(table(rates(arguments.number, arguments.seed)))
