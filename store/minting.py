"""The keys of papers, minted once each and the same on every machine."""

import re
import unicodedata
from base64 import b32encode
from hashlib import sha256

from .identity import normal_title

_SLUG = 40
_HASH = 6

_WORD = re.compile(r"[a-z0-9]+")


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
