"""What makes two records the same paper: normalised titles and strong ids."""

import re
import unicodedata
from base64 import b64encode
from hashlib import sha256
from urllib.parse import unquote

MARKED = 20
"""Characters of a normalised title with which its mark begins."""

_SEAL, _SEALED = "#", 10  # a sign that no normalised title of words has, and the characters behind it
# As texts: `re` compiles each when it is first used, and a start uses none.
_BETWEEN_WORDS = r"[\W_]+"
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_ARXIV = (
    r"(?:arxiv\s*:\s*"
    r"|(?:https?://)?(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html|format|e-print)/"
    r"|(?:https?://)?huggingface\.co/papers/"
    r"|(?:(?:https?://)?(?:dx\.)?doi\.org/)?10\.48550/arxiv\.)?"
    r"(?:(?P<new>\d\d(?:0[1-9]|1[0-2])\.\d{4,5})|(?P<archive>[a-z]+(?:-[a-z]+)?)(?:\.[a-z]{2})?/(?P<old>\d{7}))"
    r"(?:v\d+)?(?:\.pdf)?/?(?:[?#].*)?"
)
_BARE_ARXIV = r"\d\d(?:0[1-9]|1[0-2])\.\d{4,5}"
_DOI = r"(?:doi\s*:\s*|(?:https?://)?(?:dx\.|www\.)?doi\.org/)?(?:doi:\s*)?(10\.\d{4,9}/[!-~\w]+)"


def normal_title(title: str) -> str:
    """Fold a title so that the same title, printed differently, becomes the same text.

    Args:
        title: The title as display text.

    Returns:
        Words in NFKC, case-folded, with one blank for any punctuation and space between them; a title
        of punctuation alone keeps it.
    """
    if title.isascii():  # the same by a shorter way
        return " ".join(title.translate(_ASCII).split()) or "".join(title.split())
    text = unicodedata.normalize("NFKC", title).casefold()
    text = unicodedata.normalize("NFKC", text)
    return re.sub(_BETWEEN_WORDS, _between, text).strip() or "".join(text.split())


def title_mark(norm: str) -> str:
    """Shorten a normalised title to what tells it from every other, and orders it among most of them.

    Libraries hold these marks: another shape of them takes a migration.

    Args:
        norm: A normalised title.

    Returns:
        The title where it is short; else its beginning and sixty bits of a hash of the whole.
    """
    if len(norm) <= MARKED + len(_SEAL) + _SEALED:
        return norm
    digest = sha256(norm.encode("utf-8", "replace")).digest()
    return norm[:MARKED] + _SEAL + b64encode(digest[:8]).decode("ascii")[:_SEALED]


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
    if re.fullmatch(_BARE_ARXIV, text, re.ASCII):
        return text
    match = re.fullmatch(_ARXIV, _folded(text))
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
    match = re.fullmatch(_DOI, unquote(folded) if "doi.org/" in folded else folded)
    return match[1].rstrip(".,;") if match else None


def _folded(text: str) -> str:
    """Fold the forms an id may come in."""
    return unicodedata.normalize("NFKC", text).strip().lower()
