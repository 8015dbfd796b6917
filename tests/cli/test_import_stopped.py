"""`postil import` of a large dump, stopped by ctrl+c and taken up again."""

import json
from unittest.mock import patch

from postil.store import importing
from postil.store.importing import ImportRun, Progress
from postil.store.library import Library

from .runner import Postil


class InSmallParts(ImportRun):
    """Commits every thousand records, and is interrupted in the third thousand."""

    def __init__(self, library: Library, **options: object) -> None:
        super().__init__(library, **{**options, "batch": 1000, "on_progress": interrupt})  # type: ignore[arg-type]


def interrupt(progress: Progress) -> None:
    if progress.records > 2000:
        raise KeyboardInterrupt


def test_what_was_committed_stays_and_the_sentence_says_so(postil: Postil) -> None:
    lines = [json.dumps({"title": f"Kettle {number}", "abstract": "It boils."}) for number in range(2500)]
    name = postil.write("big.jsonl", "\n".join(lines))
    with (
        patch("postil.tui.cli.importing.ImportRun", InSmallParts),
        patch.object(importing, "BETWEEN_REPORTS", 0),
    ):
        done = postil("import", name)
    assert done.status == 130
    assert "2,000 records of big.jsonl are in; import it again to go on from there" in done.err
    assert len(postil("list", "--json").lines) == 2000
    found = postil("import", name, "--json").object
    assert (found["records"], found["unchanged"], found["added"]) == (2500, 2000, 500)
