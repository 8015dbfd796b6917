"""What is known of a paper, in the words that plain text and markdown share."""

from collections.abc import Iterator

from ..models import Paper
from .addresses import home_page


def facts(paper: Paper) -> str:
    """Return date, authors and organisation in one line; "" if nothing is known."""
    return " · ".join(_facts(paper))


def reference(paper: Paper) -> str:
    """Return a paper as one cites it in a line: who, what, when, where."""
    parts = ", ".join(paper.authors) or paper.organization, paper.title, paper.published, home_page(paper)
    return ". ".join(part.rstrip(".") for part in parts if part) + ("" if home_page(paper) else ".")


def places(paper: Paper) -> str:
    """Return the dumps that have a paper, such as `dump.txt #3 (line 18)`."""
    return ", ".join(f"{source.name} #{source.position} (line {source.line})" for source in paper.sources)


def _facts(paper: Paper) -> Iterator[str]:
    if paper.published:
        yield f"{paper.published} (year inferred)" if paper.published_inferred else paper.published
    if paper.authors:
        yield ", ".join(paper.authors)
    elif paper.authors_count is not None:
        yield f"{paper.authors_count} author{'' if paper.authors_count == 1 else 's'}"
    if paper.organization:
        yield paper.organization
