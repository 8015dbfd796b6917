"""What an import did, in words and as JSON."""

from collections.abc import Iterator

from postil.store.records import Rejected, Report

from ..failing import complain, warn
from ..format import plural

MOST_PAIRS = 20
"""Papers that may be the same which are named: titles that differ by a number alone make very many pairs."""
COUNTED = ("files", "records", "added", "merged", "changed", "unchanged")


def summary(report: Report) -> str:
    """Return what an import did, in a sentence or two."""
    read = f"{plural(report.records, 'record')} in {plural(report.files, 'file')}"
    if not report.records:
        return "No paper was read: 0 papers."
    if report.unchanged == report.records:
        return f"Nothing changed: the library has read all {read} before."
    outcome = ", ".join(_outcomes(report))
    if report.dry_run:
        return f"{read}: {outcome}. This was a dry run; nothing was written."
    return f"{read}: {outcome}."


def tell_what_needs_a_look(report: Report, year: int | None = None) -> None:
    """Name on standard error what was rejected, papers that may be the same, and a year given in vain.

    Args:
        report: What an import did.
        year: The year that was given for pages that do not tell theirs.
    """
    for rejected in report.rejected:
        complain(f"{_place(rejected)}: {rejected.reason}")
    for key, other in report.duplicates[:MOST_PAIRS]:
        complain(f"possibly the same paper, not merged: {key} and {other}")
    if len(report.duplicates) > MOST_PAIRS:
        complain(f"and {len(report.duplicates) - MOST_PAIRS:,} pairs more; --json names them all")
    if year is not None and report.unchanged:
        warn(f"--year {year} changes nothing for a dump that the library knows already")


def as_plain(report: Report) -> dict[str, object]:
    """Return a report as plain values, in the contract's order."""
    return {
        **{name: getattr(report, name) for name in COUNTED},
        "rejected": [
            {"source": part.source, "line": part.line, "reason": part.reason, "text": part.text}
            for part in report.rejected
        ],
        "duplicates": [list(pair) for pair in report.duplicates],
        "dry_run": report.dry_run,
    }


def _outcomes(report: Report) -> Iterator[str]:
    yield plural(report.added, "new paper")
    if report.merged:
        news = f" ({report.changed:,} with something new)" if report.changed else ""
        yield f"{plural(report.merged, 'more record')} of papers already there{news}"
    if report.unchanged:
        yield f"{report.unchanged:,} read before"
    if report.rejected:
        yield f"{len(report.rejected):,} not understood"


def _place(rejected: Rejected) -> str:
    return f"{rejected.source}:{rejected.line}" if rejected.line else rejected.source
