"""The console entry of `postil`."""

import gc
import sys

# Start-up only makes objects that stay: with the usual threshold, looking for garbage takes a tenth of it.
gc.set_threshold(50_000, 10, 10)

from postil.tui.cli.running import run  # noqa: E402


def main() -> int:
    """Run the command line with the process's own arguments and return its exit status."""
    return run()


if __name__ == "__main__":
    sys.exit(main())
