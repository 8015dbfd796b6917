"""What a tag may be called, and what is the same tag; a tag with slashes stands under others. Pure."""

import unicodedata

from .errors import PostilError
from .text.folding import fold
from .text.safe import clean_line

LONGEST = 100
"""The most characters of a name."""
SIGNS = "#=/ "
"""What no name begins with: `#` is how tags are shown; `=` asks a query for one without those under it."""

SLASHES = {ord(sign): unicodedata.normalize("NFKC", sign) for sign in "℀℁℅℆／"}
"""Characters that hold a slash as far as names are compared."""

Identity = tuple[str, ...]
"""The parts of a name without case and accents: names with the same ones are the same tag."""


def tag_name(text: str) -> str:
    """Return a text as the name of a tag, cut if it is too long; "" if nothing of it can be one.

    Args:
        text: Any text: blanks around the parts, empty parts and leading signs are left out.
    """
    parts = (part.strip() for part in clean_line(text.translate(SLASHES)).lstrip(SIGNS).split("/"))
    name = "/".join(filter(None, parts))
    # A cut may end with half of a part's end.
    return name if len(name) <= LONGEST else name[:LONGEST].rstrip("/ ")


def typed_name(text: str) -> str:
    """Return what a reader typed as the name of a tag.

    Raises:
        PostilError: It is none.
    """
    name = tag_name(text)
    if not name:
        raise PostilError(f"a tag needs a name, and {clean_line(text)!r} is none")
    if len(clean_line(text)) > LONGEST:
        raise PostilError(f"a tag's name has at most {LONGEST} characters; {name[:30]}… has more")
    return name


def identity(name: str) -> Identity:
    """Return what tells a tag from others."""
    return tuple(fold(name).split("/"))


def above(tag: Identity) -> list[Identity]:
    """Return the tags that a tag stands under, the nearest first, itself before them."""
    return [tag[:length] for length in range(len(tag), 0, -1)]
