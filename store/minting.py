"""The keys of papers, minted once each and the same on every machine."""

import re
import unicodedata
from hashlib import sha256

from .identity import normal_title

_SLUG = 40

# Two letters of base 32 for each number of ten bits: a key ends in the first thirty bits of a hash.
_PAIRS = tuple(a + b for a in "abcdefghijklmnopqrstuvwxyz234567" for b in "abcdefghijklmnopqrstuvwxyz234567")

_WORD = re.compile(r"[a-z0-9]+")
_KEY = re.compile(r"(?=.{8,80}\Z)[a-z0-9]+(?:-[a-z0-9]+)*-[a-z2-7]{6}")


def is_key(text: str) -> bool:
    """Say whether a text could be a key that `mint` made.

    Args:
        text: Any text.
    """
    return _KEY.fullmatch(text) is not None


def mint(title: str, told_by: str | None = None, norm: str | None = None) -> str:
    """Mint the key of a paper, the same on every machine.

    Args:
        title: The title as display text.
        told_by: The arXiv id or DOI that tells it from another paper of the same title; its normalised
            title otherwise.
        norm: The normalised title, if it is at hand.

    Returns:
        A slug of the title's first words and six letters of a hash of what tells it.
    """
    norm = norm or normal_title(title)
    digest = sha256((told_by or norm).encode("utf-8", "replace")).digest()
    number = int.from_bytes(digest[:4], "big")
    letters = _PAIRS[number >> 22] + _PAIRS[number >> 12 & 1023] + _PAIRS[number >> 2 & 1023]
    return f"{_slug(title, norm)}-{letters}"


def _slug(title: str, norm: str) -> str:
    """Spell the first words of a title in ASCII; `paper` where it has none."""
    simple = title.isascii() and "'" not in title and norm[:1].isalnum()
    words = norm.split() if simple else _words(title)
    slug = words[0][:_SLUG] if words else "paper"
    for word in words[1:]:
        if len(slug) + 1 + len(word) > _SLUG:
            break
        slug += f"-{word}"
    return slug


def _words(title: str) -> list[str]:
    """Return the words of a title in ASCII; apostrophes and accents vanish instead of cutting one in two."""
    text = unicodedata.normalize("NFKD", title.replace("'", "")).encode("ascii", "ignore").decode("ascii")
    return _WORD.findall(text.lower())
