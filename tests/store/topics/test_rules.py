from pathlib import Path

import pytest

from postil.store.topics.patterns import BadPattern, rows
from postil.store.topics.reading import read
from postil.store.topics.ruleset import SHIPPED, Ruleset

VOCABULARY = (
    "x-ray", "ct", "mri", "ultrasound", "fundus", "oct", "pathology", "dermatology", "endoscopy",
    "mammography", "ecg", "ehr", "video", "text-only", "multimodal", "classification",
    "segmentation", "detection", "report-generation", "vqa", "retrieval", "registration",
    "generation", "reasoning", "summarization", "prognosis", "ner", "clip", "sam", "mamba",
    "diffusion", "transformer", "cnn", "llm", "vlm", "rag", "rl", "federated", "self-supervised",
    "semi-supervised", "prompt-learning", "mae", "graph", "agents", "quantum", "dataset",
    "benchmark", "survey", "toolkit", "foundation-model", "fairness", "interpretability",
    "robustness", "privacy", "hallucination", "efficiency", "few-shot",
)  # fmt: skip
"""The topics on which the rules are judged."""


def test_the_shipped_rules_are_without_a_fault() -> None:
    rules = Ruleset()
    assert rules.warnings == ()
    assert set(VOCABULARY) <= rules.book.topics.keys()
    for topic in rules.book.topics.values():
        assert topic.about, topic.name
        assert any(rule.title >= 100 or rule.abstract >= 100 for rule in topic.rules), topic.name
        assert topic.name not in (*topic.implies, *topic.unless)


def test_no_pattern_is_said_twice_for_a_topic() -> None:
    for topic in Ruleset().book.topics.values():
        patterns = [pattern for rule in topic.rules for pattern in rule.patterns]
        assert len(patterns) == len({*patterns}), topic.name


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("owl", ["owl"]),
        ("barn owl", ["barn owl"]),
        ("owl-like", ["owl like", "owllike"]),
        ("barn|snowy owl", ["barn|snowy owl"]),
        ("owl-like|eyed", ["owl like|eyed", "owllike|owleyed"]),
        ("count .. owls", ["count ..owls"]),
        ("*OWL owl* owl!", ["*OWL owl* owl!"]),
    ],
)
def test_what_a_pattern_stands_for(pattern: str, written: list[str]) -> None:
    found = [" ".join(f"{'..' if slot.gap else ''}{slot.word}" for slot in row) for row in rows(pattern)]
    assert found == written


@pytest.mark.parametrize(
    "pattern",
    ["", "..", "owl ..", ".. owl", "owl, owl", "o*", "*", "owl-", "-owl", "a||b", "a-b-c-d-e-f-g-h"],
)
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        rows(pattern)


SHIPPED_HERE = b"""
[owls]
about = "birds of the night"
likely = ["owl"]
[birds]
likely = ["bird"]
"""


def test_a_readers_file_adds_replaces_and_switches_off() -> None:
    own = b"""
    [owls]
    certain = ["snowy owl"]
    [birds]
    off = true
    [newts]
    likely = ["newt"]
    implies = ["owls"]
    """
    book = read(SHIPPED_HERE, own).book
    assert list(book.topics) == ["owls", "newts"]
    assert [rule.patterns for rule in book.topics["owls"].rules] == [("owl",), ("snowy owl",)]
    assert book.topics["owls"].about == "birds of the night"
    assert read(SHIPPED_HERE, b'[general]\nfamilies = [["owls", "birds"]]').book.families == (
        ("owls", "birds"),
    )
    replaced = read(SHIPPED_HERE, b'[owls]\nreplace = true\nlikely = ["strix"]').book.topics["owls"]
    assert [rule.patterns for rule in replaced.rules] == [("strix",)]


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (b"[owls\n", "mine.toml: it is left out, because it cannot be understood"),
        (b"\xff\xfe", "mine.toml: it is left out, because it cannot be understood"),
        (b"owls = 3\n", "mine.toml:1: [owls] stands outside a topic"),
        (b"[Owls]\n", "[Owls] is no name for a topic"),
        (b'[owls]\nlikly = ["owl"]\n', "mine.toml:2: [owls] sets 'likly', which means nothing; there are"),
        (b'[owls]\nlikely = "owl"\n', "mine.toml:2: [owls] must set 'likely' to a list of texts in quotes"),
        (b'[owls]\nlikely = ["owl", 3]\n', "mine.toml:2: [owls] must set 'likely' to a list"),
        (b'[owls]\nnever = [\n "o*"]\n', "mine.toml:3: [owls] has the pattern 'o*' under 'never'"),
        (b'[owls]\nimplies = ["eagles"]\n', "mine.toml:2: [owls] names the topic 'eagles', which"),
        (b"[owls]\nrule = 3\n", "[owls] has a rule not of the form"),
        (b'[[owls.rule]]\nmatch = ["owl"]\ntitle = "one"\n', "[owls] has a rule whose worth is no number"),
        (b"[general]\ndenials = 3\n", "[general] must set 'denials' to a list"),
        (b"[general]\ndenial = []\n", "mine.toml:2: [general] sets 'denial', which means nothing; there are"),
        (b"[general]\nfamilies = 3\n", "[general] must set 'families' to a list"),
        (b'[general]\nfamilies = ["owls"]\n', "[general] must set 'families' to a list"),
        (b'[general]\nfamilies = [["owls", "eagles"]]\n', "mine.toml:2: [general] names the topic 'eagles'"),
        (b'[owls]\noff = "yes"\n', "mine.toml:2: [owls] must set 'off' to true or false"),
        (b"[owls]\nabout = 5\n", "mine.toml:2: [owls] must set 'about' to a text in quotes"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line_and_does_no_harm(own: bytes, said: str) -> None:
    found = read(SHIPPED_HERE, own, "mine.toml")
    assert len(found.warnings) == 1
    assert said in found.warnings[0]
    assert set(found.book.topics) >= {"owls", "birds"}


def test_a_file_that_cannot_be_read_is_told_and_left_out(tmp_path: Path) -> None:
    (folder := tmp_path / "topics.toml").mkdir()
    assert "cannot be read" in Ruleset(folder).warnings[0]
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * (1 << 20) + b"\n")
    assert "longer than a megabyte" in Ruleset(large).warnings[0]
    assert Ruleset(tmp_path / "none.toml").warnings == ()
    assert Ruleset(large).digest == Ruleset().digest


def test_the_digest_is_another_one_for_other_rules(tmp_path: Path) -> None:
    own = tmp_path / "topics.toml"
    own.write_text('[owls]\nlikely = ["owl"]\n')
    first = Ruleset(own).digest
    own.write_text('[owls]\nlikely = ["owlet"]\n')
    assert len({first, Ruleset(own).digest, Ruleset().digest}) == 3
    assert SHIPPED.exists()
