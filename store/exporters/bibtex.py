"""A paper as a BibTeX entry."""

from collections.abc import Iterator

from ..models import Paper
from .addresses import home_page

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# Braces are spelt out: BibTeX counts them even behind a backslash, and an odd one swallows the entries after.
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        **{char: f"\\{char}" for char in "&%$#_"},
    }
)
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


def as_bibtex(paper: Paper) -> str:
    """Return a paper as a BibTeX entry; its citation key is the paper's own key, which never changes."""
    fields = ",\n".join(f"  {name} = {value}" for name, value in _fields(paper))
    return f"@misc{{{paper.key},\n{fields}\n}}"


def escaped(text: str) -> str:
    """Return text with everything escaped that means something to LaTeX."""
    return text.translate(_ESCAPES)


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the names and values of an entry's fields; only what is known is there."""
    yield "title", f"{{{{{escaped(paper.title)}}}}}"
    if paper.authors:
        yield "author", f"{{{' and '.join(map(_author, paper.authors))}}}"
    year, *rest = (paper.published or "").split("-")
    if year:
        yield "year", f"{{{year}}}"
    if rest:
        yield "month", MONTHS[int(rest[0]) - 1]
    if paper.organization:
        yield "organization", f"{{{escaped(paper.organization)}}}"
    if paper.arxiv_id:
        yield "eprint", f"{{{paper.arxiv_id.translate(_IN_ADDRESS)}}}"
        yield "archiveprefix", "{arXiv}"
    if paper.doi:
        yield "doi", f"{{{paper.doi.translate(_IN_ADDRESS)}}}"
    address = home_page(paper)
    if address:
        yield "url", f"{{{address.translate(_IN_ADDRESS)}}}"


def _author(name: str) -> str:
    """Return a name; one that holds the word `and` is kept together, as BibTeX would part it there."""
    return f"{{{escaped(name)}}}" if " and " in f" {name.lower()} " else escaped(name)
