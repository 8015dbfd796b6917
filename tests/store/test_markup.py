import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.store.text.display import display_abstract, display_title
from postil.store.text.markup import from_html


@pytest.mark.parametrize(
    "text",
    [
        "p<0.005, tumors <2 cm, x<y>z",
        "the <SEP> and <CLS> tokens &amp; more",
        "List<int> and Map<a, b>",
        "the <b> and <i> tags are never closed",
        "[/] and [/b] and [@click=app.quit()]x",
        "",
    ],
)
def test_what_is_no_html_stays(text: str) -> None:
    assert from_html(text) is text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<p>One &amp; <i>two</i></p><p>p<0.005 &lt; <SEP></p>", "One & *two*\n\np<0.005 < <SEP>"),
        ("H<sub>2</sub>O and 10<sup>-3</sup>", "H₂O and 10⁻³"),
        ("<jats:p>We <jats:italic>do</jats:italic> <jats:bold>so</jats:bold></jats:p>", "We *do* **so**"),
        ("a_b *c* <b>d</b>", "a_b *c* **d**"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("one<br>two</p>", "one  \ntwo"),
        ("<p>never closed", "never closed"),
        ("<b>x</b><script>alert(1)</script>", "**x**"),
    ],
)
def test_html_becomes_markdown(text: str, shown: str) -> None:
    assert from_html(text) == shown


def test_titles_lose_their_emphasis() -> None:
    assert from_html("On <i>E. coli</i> in H<sub>2</sub>O", plain=True) == "On E. coli in H₂O"


@pytest.mark.parametrize("depth", [900, 3000, 100_000])
def test_deep_nesting_keeps_the_text(depth: int) -> None:
    text = "<div>" * depth + "deep" + "</div>" * depth
    assert "deep" in from_html(text)


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<b", ">", "</b>", "&amp;", "&#0;", "x", "<sub>", "</sub>", "<!--", "<!["]
        )
    )
)
def test_broken_html_never_raises(parts: list[str]) -> None:
    assert isinstance(from_html("".join(parts)), str)


def test_display_goes_all_the_way() -> None:
    raw = "<b>A</b>  \x1b $\\alpha$\n<i>44\\%</i>"
    assert display_title(raw) == "A ␛ α 44%"
    assert display_abstract(" one\ntwo$^2$ \u202e") == "one\ntwo² �"
