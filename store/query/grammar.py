"""The query language in print: its rules, its signs and its fields, for help."""

import textwrap
from collections.abc import Iterator

from .fields import FIELDS

RULES = (
    ("query", 'side { "OR" side }'),
    ("side", '{ part | "AND" }'),
    ("part", '[ "-" ] ( word | "\'" word | phrase | field | "(" query ")" )'),
    ("phrase", "'\"' words '\"'"),
    ("field", "name ':' ( value | range | '\"' value '\"' )"),
    ("range", '[ low ] ".." [ high ] | low "-" high | sign end'),
    ("sign", '">" | ">=" | "<" | "<="'),
)
"""The rules of the language; what stands in braces may come any number of times, in brackets once."""

SIGNS = (
    ("retinal vessel", "with both words or words like them, the best match first"),
    ("'vessel", "with this very word, spelt like this"),
    ('"retinal vessel"', "with these words side by side, in this order"),
    ("vessel -survey", "without it; a hyphen forbids a word, a phrase, a field or parentheses"),
    ("fundus OR oct", "with either; words side by side hold closer together than OR"),
    ("(fundus OR oct) -survey", "parentheses keep together what belongs together"),
    ("year:2021..2023", "from one to the other, both included"),
    ("year:2023.. rating:..2", "from here on, up to here"),
    ("year:>2020 rating:<=3", "the same in other signs: >, >=, < and <="),
    ('author:"Ada \\"A\\" Quill"', 'a value with blanks in quotes; \\" is a quote inside'),
)
"""Everything but fields: an example and the papers that it asks for."""


def grammar_lines() -> list[tuple[str, str]]:
    """Return the whole language as examples, each with what it asks for: signs first, then every field."""
    fields = ((field.example, f"{field.meaning}; takes {field.takes}") for field in FIELDS.values())
    return [*SIGNS, *fields]


def grammar_text() -> str:
    """Return the whole language as text of 80 columns: rules, signs and fields."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "A query asks for papers. What is no sign and no field is a word to search for."
    yield "\nRules"
    yield from (f"  {name:<7}= {rule}" for name, rule in RULES)
    examples = grammar_lines()
    width = max(len(example) for example, _ in examples) + 4
    for heading, lines in (("Signs", examples[: len(SIGNS)]), ("Fields", examples[len(SIGNS) :])):
        yield f"\n{heading}"
        for example, meaning in lines:
            start = f"  {example}".ljust(width)
            yield textwrap.fill(meaning, 80, initial_indent=start, subsequent_indent=" " * width)
