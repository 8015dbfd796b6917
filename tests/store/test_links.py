import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.store.identity import normal_title
from postil.store.importers.papers_page import PapersPage
from postil.store.records import Record
from postil.store.text.links import display_url, find_links, safe_url


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Code: https://example.org/a.", ["https://example.org/a"]),
        ("(see https://example.org/a), and so on", ["https://example.org/a"]),
        ("at https://example.org/a}.", ["https://example.org/a"]),
        ("https://github.com/x/Med{here}.", ["https://github.com/x/Med"]),
        ("https://h.co/P](https://h.co/P).", ["https://h.co/P"]),
        ("https://g.com/M{https://g.com/M}.", ["https://g.com/M"]),
        ("https://g.com/L}{https://g.com/L", ["https://g.com/L"]),
        ("http://g.com/UNet/{http://g.com/Unet/}", ["http://g.com/UNet/"]),
        ("https://github.com/x/Former.git.", ["https://github.com/x/Former"]),
        ("available at github.com/some-lab/scin . Then", ["https://github.com/some-lab/scin"]),
        ("www.example.com/x", ["https://www.example.com/x"]),
        ("https://a.org/1 and https://b.org/2", ["https://a.org/1", "https://b.org/2"]),
        (
            r"https://github.com/a/b\_c and \url{https://d.org/e}",
            ["https://github.com/a/b_c", "https://d.org/e"],
        ),
        ("https://en.example.org/wiki/Foo_(bar)).", ["https://en.example.org/wiki/Foo_(bar)"]),
        ("[text](https://a.org/1) **https://b.org/2**", ["https://a.org/1", "https://b.org/2"]),
        ("https://a.org/\x1b]0;t\x07", ["https://a.org/␛"]),
        ("me@example.com/x, e.g./i.e., and/or, https:// https://...", []),
        ("kettles.com alone is a name", []),
        ("", []),
    ],
)
def test_links_are_found(text: str, links: list[str]) -> None:
    assert list(find_links(text)) == links


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "vscode://x",
        "https://a@b",
        "https://a:b@c.org",
        "https://x\nrm",
        "https://x.org/a b",
        "https://x.org/\x1b",
        "https://x.org/'a'",
        'https://x.org/"',
        "https://x.org\\@evil.com",
        "-o x",
        "--help",
        "https://-o/",
        "https://",
        "https:///x",
        "https://x..y",
        "https://x:99999/",
        "https://x.org/\u202e",
        "https://%41.com",
        "http://[::1",
        "",
        "github.com/x",
        "https://" + "a" * 70 + ".com",
    ],
)
def test_suspect_links_do_not_open(url: str) -> None:
    assert safe_url(url) is None
    assert "\x1b" not in display_url(url)
    assert "\n" not in display_url(url)


@pytest.mark.parametrize(
    ("url", "opened", "shown"),
    [
        ("https://x.org/a?b=c#d", "https://x.org/a?b=c#d", "https://x.org/a?b=c#d"),
        ("HTTPS://GitHub.com/Foo", "https://github.com/Foo", "https://github.com/Foo"),
        ("https://аrxiv.org/abs/1", "https://xn--rxiv-43d.org/abs/1", "https://xn--rxiv-43d.org/abs/1"),
        ("https://x.org:8080/ü", "https://x.org:8080/%C3%BC", "https://x.org:8080/ü"),
        ("http://[::1]:80/x", "http://[::1]:80/x", "http://[::1]:80/x"),
        ("https://x.org/a%20b", "https://x.org/a%20b", "https://x.org/a%20b"),
    ],
)
def test_good_links_open_and_show_their_host(url: str, opened: str, shown: str) -> None:
    assert (safe_url(url), display_url(url)) == (opened, shown)


@given(st.one_of(st.text(), st.text().map("https://{}".format), st.text().map("https://x.org/{}".format)))
def test_nothing_raises_and_what_opens_is_plain(text: str) -> None:
    for link in find_links(text):
        assert link.startswith(("http://", "https://")) or link.lower().startswith("http")
    display_url(text)
    if opened := safe_url(text):
        assert opened.isascii()
        assert opened.isprintable()
        assert not set(opened) & set(" \"'\\<>`@") - set("@" if "@" in opened.split("/", 3)[-1] else "")
        assert safe_url(opened) == opened


@pytest.mark.parametrize(
    "text", ["a." * 300_000, "a.com/" * 100_000, "https://" * 80_000, "b.org/a" + ")" * 300_000]
)
def test_long_text_takes_no_long_time(text: str) -> None:
    start = time.process_time()
    find_links(text)
    assert time.process_time() - start < 5


def test_real_dumps_have_the_known_links() -> None:
    folder = os.environ.get("POSTIL_TEST_DUMPS")
    if not folder:
        pytest.skip("POSTIL_TEST_DUMPS names no folder of real dumps")
    links: dict[str, set[str]] = {}
    printed: set[str] = set()
    for path in sorted(Path(folder).glob("*.txt")):
        with path.open("rb") as file:
            for item in PapersPage().read(file, path.name, None):
                if isinstance(item, Record) and "links" in item.fields:
                    found = item.fields["links"].value
                    assert isinstance(found, tuple)
                    links.setdefault(normal_title(str(item.fields["title"].value)), set()).update(found)
                    abstract = item.fields["abstract"]
                    text = str(abstract.raw or abstract.value)
                    printed.update(link for link in found if link in text)
    distinct = set().union(*links.values())
    # One link more, and one paper with it, than with a scheme printed: the one without counts, too.
    assert distinct - printed == {"https://github.com/google-research-datasets/scin"}
    assert (len(printed), len(distinct), len(links)) == (130, 131, 123)
    assert sum("//github.com/" in link for link in printed) == 97
