"""Links: found in running text, and made safe to open."""

import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from .safe import clean, clean_line

# As texts: `re` compiles each when it is first used, and a start uses none.
_ENDS = r"\s<>\"{}\[\]|^`\\"
# Without a scheme, only what ends like a common address and goes on to a path is taken for a link.
_LINK = rf"""
    (?P<scheme>https?://)(?P<rest>(?:[^{_ENDS}]|\\[_%&\#~]){{1,2000}})
    | (?<![\w@./:-])(?P<bare>(?:[a-z0-9-]+\.)+(?:com|org|net|io|ai|edu|gov|co|dev|app|cn|de|uk|ch|fr|eu)
      /(?:[^{_ENDS}]|\\[_%&\#~]){{1,2000}})
    """
# What every link holds, and few texts: looking for it takes a tenth of the time.
_MAYBE = r"://|\.[a-z]{2,3}/"
_HOST = r"(?!-)[a-z0-9-]+(?:\.(?!-)[a-z0-9-]+)*\.?|\[[0-9a-f:.]+\]"
_UNSAFE = r"[\s\"'`<>\\]"


def find_links(raw: str) -> tuple[str, ...]:
    r"""Find the links in a text as it was printed.

    Args:
        raw: The text before LaTeX is rendered, which would touch the links.

    Returns:
        Each link once, in order; without the punctuation, brackets and `.git` that cling to it, and with
        `https://` in front where the text leaves the scheme out.
    """
    if "/" not in raw or not re.search(_MAYBE, raw, re.IGNORECASE):
        return ()
    found: dict[str, str] = {}
    for match in re.finditer(_LINK, raw, re.VERBOSE | re.IGNORECASE):
        link = _trimmed((match["scheme"] or "https://") + (match["rest"] or match["bare"]))
        if link.partition("://")[2]:
            found.setdefault(link.casefold().rstrip("/"), link)
    return tuple(found.values())


def _trimmed(link: str) -> str:
    """Cut what belongs to the sentence, not to the link."""
    link = clean_line(re.sub(r"\\(.)", r"\1", link))
    while link.endswith((".", ",", ";", ":", "!", "?", "'", "*")) or (
        link.endswith(")") and link.count(")") > link.count("(")
    ):
        link = link[:-1]
    return link.removesuffix(".git")


class _Address(NamedTuple):
    """The parts of a link that has passed every check."""

    scheme: str
    host: str
    rest: str


def safe_url(url: str) -> str | None:
    """Say how a link can be opened without harm.

    Args:
        url: A link from anywhere.

    Returns:
        The link in ASCII, its host in punycode; None unless it is http or https and has no user's name,
        blank, quote, control character or leading dash.
    """
    address = _address(url)
    if address is None:
        return None
    return f"{address.scheme}://{address.host}{quote(address.rest, safe='/?#%:@!$&()*+,;=~[]')}"


def display_url(url: str) -> str:
    """Say how a link is shown: an international host in punycode, so that no letter poses as another.

    Args:
        url: A link from anywhere.

    Returns:
        One line that is safe on a terminal; the text itself, cleaned, if it is no link to open.
    """
    address = _address(url)
    if address is None:
        return clean_line(url)
    return clean_line(f"{address.scheme}://{address.host}{address.rest}")


def _address(url: str) -> _Address | None:
    """Take a link apart, or return None if anything about it is suspect."""
    if re.search(_UNSAFE, url) or clean(url) != url:
        return None
    try:
        parts = urlsplit(url)
        host = _ascii_host(parts.hostname or "")
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:  # UnicodeError is one, too
        return None
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not re.fullmatch(_HOST, host):
        return None
    return _Address(parts.scheme, host + port, url.split("://", 1)[1][len(parts.netloc) :])


def _ascii_host(host: str) -> str:
    """Write a host in ASCII, an IPv6 address in brackets."""
    return f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
