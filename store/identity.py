"""What makes two records the same paper: normalised titles, strong ids, and the keys minted from them."""

import re
import unicodedata
from base64 import b32encode
from hashlib import sha256
from urllib.parse import unquote

_SLUG = 40
_HASH = 6

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_WORD = re.compile(r"[a-z0-9]+")
_ARXIV = re.compile(
    r"(?:arxiv\s*:\s*"
    r"|(?:https?://)?(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html|format|e-print)/"
    r"|(?:https?://)?huggingface\.co/papers/"
    r"|(?:(?:https?://)?(?:dx\.)?doi\.org/)?10\.48550/arxiv\.)?"
    r"(?:(?P<new>\d\d(?:0[1-9]|1[0-2])\.\d{4,5})|(?P<archive>[a-z]+(?:-[a-z]+)?)(?:\.[a-z]{2})?/(?P<old>\d{7}))"
    r"(?:v\d+)?(?:\.pdf)?/?(?:[?#].*)?"
)
_DOI = re.compile(r"(?:doi\s*:\s*|(?:https?://)?(?:dx\.|www\.)?doi\.org/)?(?:doi:\s*)?(10\.\d{4,9}/[!-~\w]+)")


def normal_title(title: str) -> str:
    """Fold a title so that the same title, printed differently, becomes the same text.

    Args:
        title: The title as display text.

    Returns:
        Words in NFKC, case-folded, with one blank for any punctuation and space between them; a title
        of punctuation alone keeps it.
    """
    text = unicodedata.normalize("NFKC", title).casefold()
    text = unicodedata.normalize("NFKC", text)
    return _BETWEEN_WORDS.sub(_between, text).strip() or "".join(text.split())


def _between(match: re.Match[str]) -> str:
    """Fold what stands between letters, but keep marks: in many scripts they are the vowels."""
    run = match[0]
    if run.isascii():
        return " "
    kept = (char if unicodedata.category(char).startswith("M") else " " for char in run)
    return re.sub(" +", " ", "".join(kept))


def normal_arxiv(text: str) -> str | None:
    """Read an arXiv id in any of its usual forms.

    Args:
        text: An id, old or new, perhaps with a version, with `arXiv:` or as a link.

    Returns:
        The bare id without version (`2401.01234`, `hep-th/9901001`), or None if it is none.
    """
    match = _ARXIV.fullmatch(_folded(text))
    if match is None:
        return None
    return match["new"] or f"{match['archive']}/{match['old']}"


def normal_doi(text: str) -> str | None:
    """Read a DOI in any of its usual forms.

    Args:
        text: A DOI, perhaps with `doi:` or as a link.

    Returns:
        The bare DOI in lower case, or None if it is none.
    """
    folded = _folded(text)
    match = _DOI.fullmatch(unquote(folded) if "doi.org/" in folded else folded)
    return match[1].rstrip(".,;") if match else None


def _folded(text: str) -> str:
    """Fold the forms an id may come in."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def mint(title: str, strong_id: str | None = None) -> str:
    """Mint the key of a paper, the same on every machine.

    Args:
        title: The title as display text.
        strong_id: The arXiv id or DOI that tells it from another paper of the same title.

    Returns:
        A slug of the title's first words and six letters of a hash: of the strong id where one is given,
        of the normalised title otherwise.
    """
    told_by = strong_id or normal_title(title)
    digest = sha256(told_by.encode("utf-8", "replace")).digest()
    return f"{_slug(title)}-{b32encode(digest).decode('ascii').lower()[:_HASH]}"


def _slug(title: str) -> str:
    """Spell the first words of a title in ASCII; `paper` where it has none."""
    # Apostrophes and accents vanish within a word instead of cutting it in two.
    ascii_text = (
        unicodedata.normalize("NFKD", title.replace("'", "")).encode("ascii", "ignore").decode("ascii")
    )
    words = _WORD.findall(ascii_text.lower())
    slug = words[0][:_SLUG] if words else "paper"
    for word in words[1:]:
        if len(slug) + 1 + len(word) > _SLUG:
            break
        slug += f"-{word}"
    return slug
