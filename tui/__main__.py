"""The console entry of `postil`."""

import gc
import sys

# Start-up only makes objects that stay: with the usual threshold, looking for garbage takes a tenth of it.
gc.set_threshold(50_000, 10, 10)

from postil.store.errors import PostilError  # noqa: E402
from postil.tui.failing import complain, status, warn  # noqa: E402
from postil.tui.lazy import load  # noqa: E402
from postil.tui.places import PlaceFinder  # noqa: E402


def main() -> int:
    """Open the desk, or run the command line; return the exit status.

    The bare word `postil` in a terminal passes the command line by, which takes a fifth of the time that a
    desk needs to open.
    """
    alone = len(sys.argv) == 1 and sys.stdin.isatty() and sys.stdout.isatty()
    code = _desk() if alone else int(load("tui.cli.running:run")())
    # On its way out the interpreter looks for garbage again, which would be a sixth of a short command.
    gc.freeze()
    return code


def _desk() -> int:
    # Until the first frame there is no garbage worth a search; the desk begins to look for it then.
    gc.disable()
    try:
        return int(load("tui.app:run_desk")(PlaceFinder(warn=warn).places()))
    except (PostilError, OSError) as error:
        complain(str(error))
        return status(error)


if __name__ == "__main__":
    sys.exit(main())
