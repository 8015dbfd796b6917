import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.store.identity import normal_arxiv, normal_doi, normal_title
from postil.store.minting import mint


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A Kettle: The Story", "a kettle:the story"),
        ("X-Node", "x node"),
        ("MedS³", "MEDS3"),
        ("Caf\u00e9", "Cafe\u0301"),
        ("Don’t Stop", "don't  stop!"),
        ("ﬁne Straße", "FINE STRASSE"),
        ("A – B", "A -- B"),
    ],
)
def test_the_same_title_printed_differently_is_the_same(one: str, other: str) -> None:
    assert normal_title(one) == normal_title(other)
    assert mint(one)[-6:] == mint(other)[-6:]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kettles", "Kettle"), ("की", "का"), ("???", "!!!"), ("日本", "日木"), ("One 2", "One 3")],
)
def test_different_titles_stay_apart(one: str, other: str) -> None:
    assert normal_title(one) != normal_title(other)
    assert mint(one) != mint(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2401.01234", "2401.01234"),
        ("2401.01234v12", "2401.01234"),
        ("arXiv:2401.01234v2", "2401.01234"),
        ("arxiv: 0704.0001", "0704.0001"),
        ("https://arxiv.org/abs/2401.01234v3", "2401.01234"),
        ("http://www.arxiv.org/pdf/2401.01234v2.pdf", "2401.01234"),
        ("https://huggingface.co/papers/2401.01234", "2401.01234"),
        ("10.48550/arXiv.2401.01234", "2401.01234"),
        ("https://doi.org/10.48550/arXiv.2401.01234", "2401.01234"),
        ("hep-th/9901001v1", "hep-th/9901001"),
        ("math.GT/0309136", "math/0309136"),
        (" ２４０１.01234 ", "2401.01234"),
        ("2413.01234", None),
        ("2401.123", None),
        ("https://example.org/abs/2401.01234", None),
        ("kettle", None),
        ("", None),
    ],
)
def test_arxiv_ids(text: str, found: str | None) -> None:
    assert normal_arxiv(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10.1000/ABC.1", "10.1000/abc.1"),
        ("doi:10.1000/abc", "10.1000/abc"),
        ("https://doi.org/10.1016%2Fj.x.2020", "10.1016/j.x.2020"),
        ("http://dx.doi.org/10.1000/a", "10.1000/a"),
        ("DOI: 10.1038/s41586-020-2649-2.", "10.1038/s41586-020-2649-2"),
        ("10.1/x", None),
        ("10.1000/a b", None),
        ("10.1000/\x1b", None),
        ("", None),
    ],
)
def test_dois(text: str, found: str | None) -> None:
    assert normal_doi(text) == found


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        (
            "Medical Image Classification with KAN-Integrated Transformers",
            "medical-image-classification-with-kan",
        ),
        ("Don't Stop: Ünïcode", "dont-stop-unicode"),
        ("基于KAN的分类", "kan"),
        ("医学图像", "paper"),
        ("???", "paper"),
        ("A" * 100, "a" * 40),
        ("3D", "3d"),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    assert mint(title).rpartition("-")[0] == slug


def test_keys_are_the_same_everywhere() -> None:
    # Written down once: a key that another machine minted must never come out differently.
    assert mint("Kettles in the Rain") == KETTLES
    assert mint("Kettles in the Rain", "2401.01234") == KETTLES_STRONG


KETTLES = "kettles-in-the-rain-tfopxj"
KETTLES_STRONG = "kettles-in-the-rain-cqwfol"


@given(st.text(), st.one_of(st.none(), st.text(min_size=1)))
def test_keys_have_one_shape(title: str, strong: str | None) -> None:
    key = mint(title, strong)
    slug, _, tail = key.rpartition("-")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 40
    assert re.fullmatch("[a-z2-7]{6}", tail)


@given(st.text())
def test_a_normal_title_is_normal(title: str) -> None:
    normal = normal_title(title)
    assert normal_title(normal) == normal
    assert normal_title(unicodedata.normalize("NFD", title)) == normal
    assert normal == " ".join(normal.split())
