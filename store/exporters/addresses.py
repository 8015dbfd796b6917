"""Where a paper stands on the web."""

from ..models import Paper


def addresses(paper: Paper) -> tuple[str, ...]:
    """Return all links of a paper, its own page first, each once."""
    page = home_page(paper)
    return tuple(dict.fromkeys((page, *paper.links) if page else ()))


def home_page(paper: Paper) -> str | None:
    """Return the page of a paper: arXiv, else its DOI, else its first link, else None."""
    if paper.arxiv_id:
        return f"https://arxiv.org/abs/{paper.arxiv_id}"
    if paper.doi:
        return f"https://doi.org/{paper.doi}"
    return paper.links[0] if paper.links else None
