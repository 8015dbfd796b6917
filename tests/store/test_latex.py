import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.store.text import latex
from postil.store.text.latex import render
from postil.store.text.scripts import lowered, raised


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("MedS$^3$: Small", "MedS³: Small"),
        (r"2D \& 3D", "2D & 3D"),
        (r"44\% and R\&D and a\_b and \#1", "44% and R&D and a_b and #1"),
        (r"$\beta$-VAE", "β-VAE"),
        (r"$\mathbb{R}^{n}$ and $\mathbb R$", "ℝⁿ and ℝ"),
        (r"$3 \times 10^{-4}$", "3 × 10⁻⁴"),
        (r"$90^\circ$C", "90°C"),
        (r"$x_{t-1}$, $H_2O$ and CO$_2$", "xₜ₋₁, H₂O and CO₂"),
        (r"$\mathcal{O}(n \log n)$", "O(n log n)"),
        (r"$p < 0.05$ and $n=5$", "p < 0.05 and n=5"),
        ("$k$-NN with $F_1$", "k-NN with F₁"),
        (r"$\sqrt{2}$, $\sqrt{x+1}$ and $\frac{a+b}{2}$", "√2, √(x+1) and (a+b)/2"),
        (r"$\hat{x}$ and $\hat\theta$", "x̂ and θ̂"),
        (r"$5 \mu m$ or 5 {\mu}m", "5 μm or 5 μm"),
        (r"$\sim$5 and $\uparrow$2.1", "∼5 and ↑2.1"),
        (r"$\geq 5\%$ or 10$\%$", "≥ 5% or 10%"),
        (r"$\text{max}_i$ of $n_{\text{class}}$", "maxᵢ of n_class"),
        (r"$x_{i,j}$", "x_(i,j)"),
        (r"$\{a,b\}$ in \{c\}", "{a,b} in {c}"),
        (r"\(x^2\) and \[ y_1 \]", "x² and y₁"),
        ("$$x^2$$", "x²"),
        (r"\textbf{Med}ical \emph{r}easoning {\bf now}", "Medical reasoning now"),
        (
            r"Fr\'echet, Na\"ive, {\o}, Poincar\'{e}, G{\"o}del, \v{S}ko\'{\i}",
            "Fréchet, Naïve, ø, Poincaré, Gödel, Škoí",
        ),
        (r"\"Uber", "Über"),
        (r"see \url{https://a.b/c_d}", "see https://a.b/c_d"),
        (r"\href{https://a.b}{here}", "here (https://a.b)"),
        (r"H\textsubscript{2}O, 1\textsuperscript{st}", "H₂O, 1ˢᵗ"),
        (r"one \\ two", "one  two"),
        (r"\ours{50\%}", r"\ours{50%}"),
    ],
)
def test_latex_reads_well(text: str, shown: str) -> None:
    assert render(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "$5 and $10",
        "from $5M to 10$ a piece",
        "US$5 and CA$6",
        "$1,000 to $2,000 or 5$",
        "$HOME/$USER",
        "a ~ b -- c~d",
        r"that \mone outperforms",
        r"\cite{abc} and \ref{x} \today",
        r"Alzheimer\'s, it\'s, don\'t, we\'re",
        r"a \"quoted\" word",
        r"C:\new\folder \d+ \w",
        r"\[CLS\] x \[SEP\]",
        r"\\server\share",
        "$",
        "\\",
        "$$",
        "$$$",
        "${$",
        "50% & more_or_less {x}",
    ],
)
def test_what_is_not_surely_latex_stays(text: str) -> None:
    assert render(text) == text


def test_text_without_latex_is_not_even_looked_at() -> None:
    text = "nothing here"
    assert render(text) is text


def test_a_failure_leaves_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> str:
        raise RecursionError

    monkeypatch.setattr(latex, "_replace", fail)
    assert render("$x^2$") == "$x^2$"


PARTS = st.lists(
    st.sampled_from(
        [*r"\${}^_[]()%&~'" + '"`= \n', "a", "5", r"\alpha", r"\frac", r"\textbf", r"\hat", r"\left", "é"]
    )
)


@given(st.one_of(PARTS.map("".join), st.text()))
def test_nothing_raises(text: str) -> None:
    assert isinstance(render(text), str)


@pytest.mark.parametrize(
    "part",
    [
        "\\a{",
        "$",
        "$a ",
        "$ a",
        "$x^",
        "\\(",
        "\\[ ",
        "{\\a",
        "\\a{ {} ",
        "\\textbf{",
        "\\'e",
        '\\"a ',
        "\\",
        "\\alpha ",
    ],
)
def test_time_is_linear(part: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        render(part * count)
        return time.process_time() - start

    seconds(10)
    # Four times the length may take sixteen times as long only where time is quadratic.
    assert seconds(40_000) < 10 * max(seconds(10_000), 0.01)


def test_scripts_are_all_or_nothing() -> None:
    assert (raised("-3"), raised("th"), raised("a/b"), raised("query")) == ("⁻³", "ᵗʰ", "^(a/b)", "^query")
    assert (lowered("10"), lowered("max"), lowered("c"), lowered("i,j")) == ("₁₀", "ₘₐₓ", "_c", "_(i,j)")
    assert raised("*") == "*"
