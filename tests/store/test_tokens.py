import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.store.search.abbreviations import abbreviations
from postil.store.search.stemming import stem
from postil.store.search.tokens import fold, tokens, words


def terms(text: str, over_spaces: bool = False) -> set[str]:
    return {term for term, *_ in tokens(text, over_spaces)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Med-R1", {"med", "r1", "medr1"}),
        ("RetFiner", {"retfiner", "ret", "finer"}),
        ("SAM-UNet", {"sam", "unet", "samunet", "net"}),
        ("3DSAM-adapter", {"3dsam", "3d", "sam", "adapter", "3dsamadapter"}),
        ("LLMs", {"llms"}),
        ("GPT4V", {"gpt4v", "gpt", "4v"}),
        ("don't", {"don", "t", "dont"}),
        ("état-major", {"etat", "major", "etatmajor"}),
        ("MedS³", {"meds3"}),
        ("a one-two-three", {"a", "one", "two", "three", "onetwo", "twothree", "onetwothree"}),
        ("日本", {"日本", "日", "本"}),
    ],
)
def test_a_name_is_found_whole_in_parts_and_joined(text: str, expected: set[str]) -> None:
    assert expected <= terms(text)


def test_titles_join_neighbours_over_single_spaces_only() -> None:
    assert "meotter" in terms("Me Otter: Diary", over_spaces=True)
    assert "otterdiary" not in terms("Me Otter: Diary", over_spaces=True)
    assert "meotter" not in terms("Me Otter")
    assert terms(" me", over_spaces=True) == terms("-me") == {"me"}
    assert "adiary" not in terms("A Diary", over_spaces=True)


def test_folding() -> None:
    assert fold("Naïve ÉTUDE ﬁne Straße") == "naive etude fine strasse"
    assert words("e\u0301tude d'E\u0301t") == ["etude", "d", "et"]


def test_parts_of_a_name_share_its_place_and_hyphens_make_new_places() -> None:
    assert {term: place for term, place, _, _ in tokens("My RetFiner-X2")} == {
        "my": 0, "retfiner": 1, "ret": 1, "finer": 1, "x2": 2, "2": 2, "retfinerx2": 1,
    }  # fmt: skip


@given(st.text(max_size=80))
def test_spans_are_within_the_text_and_terms_have_letters_or_digits_only(text: str) -> None:
    for term, place, start, stop in tokens(text, over_spaces=True):
        assert 0 <= start < stop <= len(text)
        assert place >= 0
        assert " " not in term
        assert term


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_a_stem_is_never_empty(word: str) -> None:
    assert stem(word)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("caresses", "caress"), ("ponies", "poni"), ("cats", "cat"), ("feed", "feed"), ("agreed", "agre"),
        ("plastered", "plaster"), ("motoring", "motor"), ("sing", "sing"), ("conflated", "conflat"),
        ("sized", "size"), ("hopping", "hop"), ("falling", "fall"), ("filing", "file"), ("happy", "happi"),
        ("relational", "relat"), ("conditional", "condit"), ("operator", "oper"),
        ("vietnamization", "vietnam"),
        ("hopefulness", "hope"), ("formality", "formal"), ("triplicate", "triplic"), ("electrical", "electr"),
        ("goodness", "good"), ("revival", "reviv"), ("adjustment", "adjust"), ("adoption", "adopt"),
        ("probate", "probat"), ("controlling", "control"), ("gpt4", "gpt4"), ("été", "été"),
    ],
)  # fmt: skip
def test_porter_on_his_own_examples(word: str, expected: str) -> None:
    assert stem(word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a field guide network (FGN) and", [("fgn", ("field", "guide", "network"))]),
        ("tall oak maps (TOMs) grow", [("tom", ("tall", "oak", "maps"))]),
        ("moss-aware oaks (MAO)", [("mao", ("moss", "aware", "oaks"))]),
        ("nothing of the kind (XYZ)", []),
        ("a remark (see below) and (B)", []),
    ],
)
def test_abbreviations_are_learned_where_they_are_introduced(
    text: str, expected: list[tuple[str, ...]]
) -> None:
    assert list(abbreviations(text)) == expected
