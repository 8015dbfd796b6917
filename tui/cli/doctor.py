"""`postil doctor`."""

import click

from postil.store.doctor import Finding, State, examine
from postil.store.errors import NotFound
from postil.store.exporters.json_paper import json_line

from ..failing import complain
from .declaring import ExampleCommand
from .invocation import Invocation
from .output import say, say_json

EXIT: dict[State, int] = {"ok": 0, "note": 0, "problem": 1, "damage": 3}
SIGNS: dict[State, str] = {"ok": "ok", "note": "note", "problem": "PROBLEM", "damage": "DAMAGE"}


@click.command("doctor", cls=ExampleCommand, examples=("postil doctor", "postil doctor --json"))
@click.option("--json", "as_object", is_flag=True, help="One JSON object.")
@click.pass_obj
def doctor(run: Invocation, as_object: bool) -> int:
    """Look the library over, changing nothing.

    The exit status is 1 if something disagrees, and 3 if the file is damaged.
    """
    path = run.finder.library
    if not run.has_library:
        raise NotFound(f"there is no library at {path} yet; `postil import FILE` makes one")
    findings = list(examine(path))
    status = max(EXIT[finding.state] for finding in findings)
    if as_object:
        found = [_plain(finding) for finding in findings]
        say_json(json_line({"library": str(path), "healthy": status == 0, "findings": found}))
    else:
        for finding in findings:
            say(f"{SIGNS[finding.state]:<8} {finding.check}: {finding.message}")
    for finding in findings:
        if EXIT[finding.state]:
            complain(f"{finding.check}: {finding.message}")
    return status


def _plain(finding: Finding) -> dict[str, str]:
    return {"check": finding.check, "state": finding.state, "message": finding.message}
