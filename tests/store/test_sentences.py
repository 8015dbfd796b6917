"""Prose is split where a sentence ends, and not where a dot only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.store.text.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:stop] for start, stop in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["We tune kettles.", "They whistle."],
        ["Do they?", "They do!", "So we stop…", "And start."],
        ["It grew by 3.14 a year.", "In 2020.5 it stopped."],
        ["As in et al. 2020 we measure.", "It holds."],
        ["This follows Smith et al. They were first."],
        ["Some, e.g. This One, are odd.", "Others, i.e. These, are not."],
        ["We compare cf. Fig. 3 and Eq. 4 vs. Table 2.", "It holds."],
        ["See Sec. 4, Ref. 5, No. 6 and approx. 70 more.", "Fine."],
        ["Dr. Hale met Prof. Reed and Mr. Orr on St. Mary Road.", "They talked."],
        ["It was written by J. R. Hale.", "It was read."],
        ["“It rains.”", "She left."],
        ['"It rains."', '"Does it?"', "She left."],
        ["(It rained.)", "(It stopped.)", "We went."],
        ["The tool is at example.org/tool.html.", "Use it."],
        ["Version v1.2.3 is out.", "3D views follow.", "À la carte works."],
        ["What?!", "Yes."],
        ["lower case. follows here, as in names such as v. small ones."],
        ["Méthode d'été.", "Été comme hiver."],
        ["One sentence without an end"],
        ["Ends with blanks.", "Next."],
        ["The U.S. Army and the U.K. Navy met.", "They parted."],
        ["Accuracy rose to 95.", "It fell again."],
    ],
)
def test_sentences(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_white_space_between_and_around() -> None:
    assert split("One.\n\nTwo.\tThree.  ") == ["One.", "Two.", "Three."]
    assert split("") == split("   ") == []


@given(st.text(st.sampled_from("aB .!?…)”\n3é"), max_size=60) | st.text(max_size=60))
def test_spans_are_in_order_and_lose_only_white_space(text: str) -> None:
    end = 0
    for start, stop in sentences(text):
        assert end <= start < stop <= len(text)
        assert not text[end:start].strip()
        end = stop
    assert not text[end:].strip()
