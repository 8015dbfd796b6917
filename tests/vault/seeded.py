"""Documents as people and their editors leave them, from a seed: many of them in little time."""

from random import Random

from postil.store.models import PENS
from postil.store.vault.blocks import FIELDS

from .making import KEY

FRONT = (
    "title: x", 'title: "a: b"', "zip: 01234", "# remark", "date: 2024-02-05", "aliases: [x, y]",
    "tags: [a, 'b c' ]  # mine", "tags:", "tags:\n  - a\n  - 'b c'\n  # remark\n  - c", "tags:\n- a",
    "tags: a, b", "tags: [a,\n  b]", "tags: {a: b}", "status: reading   # soon", "status: nonsense",
    "status:\treading", "rating: 4", "rating:", "rating: 9", "rating: ~", "starred: yes", "starred: 'true'",
    "cssclass: wide", "deep: {a: [1, {b: c}]}", "text: |\n  two\n  lines", "text: >-\n  folded\n\n  on", "",
    "when: !!python/x {}", "bad: [", "tags: *x", "\tx: y", "ünï: çödé", "nul: a\x00b", "sep: a\u2028b",
    "? a\n: b", "topics: [survey, -vision]", "topics:\n  - -vision  # no\n  - Deep  Thought\n  - '- x'",
    "topics: survey, To Cite", "topics: {a: b}", "topics: [a, [b]]", "topics: [a, -a]", "topics: [-, '']",
    "triage: kept", "triage: 'later  2026-11-30'  # soon", "triage: later", "triage: [kept, x]",
    "triage: {a: b}", "triage: ~",
)  # fmt: skip
PIECES = (
    "words of my own", "# Top", "## Highlights", "## Notes", "### Deep", "## Highlights ##", "#",
    "Heading\n---", "```", "```python\n## Notes\n```", "~~~\n^haaaaaaaaaa\n~~~~", "    ```", "> said", ">",
    "> [!note] x\n> y", "- [ ] item ^pabcdef", "^haaaaaaaaaa", "see ^hbbbbbbbbbb there",
    "[[x#^hcccccccccc]]", "\\# not one", "\\\\## x", "---", "...", "", "", "\t", "  ", "\x00", "\x1b[2J",
    "\u2028", "\u0085", "🦑 é e\u0301", "\r", "a\r\rb", "<!-- x -->", "%% x %%", "tags: [a]",
    "postil: other", "| a | b |", "1. one\n   two", "> \n> \n> x",
)  # fmt: skip
HEADERS = (
    "> [!quote] {field} · {pen}", "> [!quote] {field} · {pen}", "> [!quote] {field} · {pen}",
    "> [!quote] {field} · {pen} · 2", ">[!quote]+ {pen}",
    "> [!quote] {field} · {pen} · 2 · 2024-02-05 10:11:12 UTC",
    "> [!quote] {field} · {pen} · 2024-02-05 10:11:12 UTC", "> [!quote] {pen} · 2024-02-30 10:11:12 UTC",
    "> [!quote]", "> [!note]- mine · {pen}",
    "> no header", "  > [!quote] {field} · {pen}", "> [!quote] {pen} · {pen}",
)  # fmt: skip
BELOW = ("", "", "", "\n", "\n\n", "text\n", "> \n\n")
"""What stands between the quotation and the id."""
IDS = tuple("h" + letter * 10 for letter in "abcdefgh")
BROKEN = (b"\xff\xfe", b"\xc3", b"\x80 \n", b"\xed\xa0\x80", b"\r", b"\x00", b"\n\n")


def document(random: Random) -> bytes:
    """Return a file: one of ours that somebody worked on, with anything in it."""
    front = [f"postil: {KEY}", *random.sample(FRONT, random.randrange(5))]
    random.shuffle(front)
    if random.random() < 0.05:
        front.remove(f"postil: {KEY}")
    rule = "---" if random.random() < 0.97 else random.choice(("----", "", "...", "--- "))
    body = (_piece(random) for _ in range(random.randrange(10)))
    text = random.choice(("\n", "\n", "\n\n")).join(("---", "\n".join(front), rule, *body))
    data = _ended(random, text).encode()
    if random.random() < 0.2:
        at = random.randrange(len(data) + 1)
        data = data[:at] + random.choice(BROKEN) + data[at:]
    if random.random() < 0.4:
        data = data.rstrip(b"\r\n")
    return (b"\xef\xbb\xbf" if random.random() < 0.1 else b"") + data


def comment(random: Random) -> str:
    """Return what may be said to a passage, none of it with blank lines at its ends."""
    return "\n".join(random.choice(PIECES) for _ in range(random.randrange(4)))


def _piece(random: Random) -> str:
    return _block(random) if random.random() < 0.4 else random.choice(PIECES)


def _block(random: Random) -> str:
    """Return something like a highlight, mostly a right one."""
    header = random.choice(HEADERS).format(field=random.choice(FIELDS), pen=random.choice(PENS))
    quote = random.choice(("tides rise", "tides\n> rise", "  tides ", "rise^haaaaaaaaaa", "🦑 é", ""))
    lines = [f"{random.choice(('> ', '>', '>  '))}{line}" for line in comment(random).split("\n")]
    lone = random.choice(([">"], [">"], ["> "], []))
    return "\n".join((header, f"> {quote}", *lone, *lines, f"{random.choice(BELOW)}^{random.choice(IDS)}"))


def _ended(random: Random, text: str) -> str:
    """Return a text with one end of lines, or with both in turn as it comes."""
    lines, kind = text.split("\n"), random.random()
    if kind < 0.7:
        return "\n".join((*lines, ""))
    if kind < 0.9:
        return "\r\n".join((*lines, ""))
    return "".join(line + random.choice(("\n", "\r\n")) for line in lines)
