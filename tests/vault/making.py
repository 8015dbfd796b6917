"""Documents as people and their editors leave them, and changes to them, made up by hypothesis."""

from datetime import datetime

from hypothesis import strategies as st

from postil.store.models import PENS
from postil.store.tag_names import tag_name
from postil.store.topic_names import topic_name
from postil.store.vault.blocks import FIELDS, Mark
from postil.store.vault.lines import folded
from postil.store.vault.said import Said

KEY = "on-tides-and-kites-k3v7qa"

WORDS = st.sampled_from(
    ["tides", "kites", "a \\# b", "*rise*", "ünïcode", "```", "~~~", "> said", ">", "#", "##", "## Notes",
     "# Top", "### Deep", "## Highlights", "\\## x", "---", "...", "^haaaaaaaaaa", "^hbbbbbbbbbb",
     "- [ ] item", "\t", "  ", "[!quote] abstract · point", "> [!quote] abstract · point", "\u2028",
     "\x00", "\x1b[2J", "🦑", "é", "\r", "    indented", "<!-- x -->", "tags: [a]", "postil: other",
     "key: 'v'", "%%", "====", "'", '"']
)  # fmt: skip
WORD = WORDS | st.text(max_size=8)
TEXT = st.lists(WORD, max_size=4).map(" ".join)
TEXTS = st.lists(TEXT, max_size=6).map("\n".join)
IDS = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=10, max_size=10).map("h{}".format)
SOME_IDS = st.sampled_from(["h" + letter * 10 for letter in "abcdefgh"]) | IDS
TAG = st.sampled_from(["vlm", "to cite", "no", "a: b", "x, y", "#1", "ä", '"', "true", "12"]) | st.text(
    min_size=1, max_size=6
)

QUOTE = st.lists(st.text(min_size=1, max_size=8) | st.sampled_from(["tides", "rise"]), min_size=1, max_size=5)
MARK = st.builds(
    Mark.of,
    st.sampled_from(FIELDS),
    st.sampled_from(PENS),
    QUOTE.map(" ".join),
    TEXTS,
    st.integers(0, 2),
    st.datetimes(timezones=st.timezones()).map(datetime.isoformat),
)
VALUE = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["unread", "reading", "read", "dropped"]),
        "rating": st.sampled_from(["", *"012345"]),
        "starred": st.sampled_from(["true", "false"]),
        "triage": st.sampled_from(["", "kept", "later 2026-11-30", "later 2027-01-02"]),
    }
)
TOPIC = st.sampled_from(["survey", "-vision", "3d", "to cite", "no", "x, y", "ß", "İ", "a-b"]) | TAG
TOPICS = st.dictionaries(TOPIC.map(topic_name).filter(bool), st.booleans(), max_size=3)
TAGS = st.lists(TAG.map(tag_name).filter(bool), max_size=3).map(frozenset)
MARKS = st.dictionaries(SOME_IDS, MARK.filter(lambda mark: bool(mark.quote)), max_size=4)
SAID = st.builds(Said, MARKS, TEXTS.map(folded), TAGS, TOPICS, VALUE)

FRONT_LINES = st.sampled_from(
    ["title: x", 'title: "a: b"', "zip: 01234", "# remark", "date: 2024-02-05", "aliases: [x, y]",
     "tags: [a, b]", "tags:", "tags:\n  - a\n  - 'b c'", "tags:\n- a", "tags: a, b",
     "status: reading   # soon", "status: nonsense", "rating: 4", "rating:", "rating: 9", "starred: yes",
     "cssclass: wide", "when: !!python/object:os.x {}", "deep: {a: [1, {b: c}]}",
     "text: |\n  two\n  lines", "", "tags: [a,\n  b]", "topics: [survey, -vision]", "topics: survey, To Cite",
     "topics:\n  - -vision # no\n  - Deep  Thought", "topics: {a: b}", "topics: [a, -a]", "triage: kept",
     "triage: Later  2026-11-30", "triage: {a: b}", "triage: high", "triage: [kept, later]"]
)  # fmt: skip
ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r\n"])
BROKEN = st.sampled_from([b"", b"", b"\xff\xfe", b"\xc3", b"\r", b"\x80 \n", b"\n\n"])


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """Return something like a highlight, mostly a right one."""
    mark, name = draw(MARK), draw(SOME_IDS)
    header = draw(
        st.sampled_from(
            [f"> [!quote] {mark.field} · {mark.pen}"] * 2
            + [f"> [!quote] {mark.field} · {mark.pen} · {mark.created}"] * 2
            + ["> [!note]- mine", ">[!quote]", "> x"]
        )
    )
    comment = [f"> {line}" if draw(st.booleans()) else f">{line}" for line in mark.comment.split("\n")]
    gap = draw(st.sampled_from(["", "", "", "\n"]))
    return "\n".join(
        [header, f"> {mark.quote}", ">", *comment, *([""] if draw(st.booleans()) else []), f"{gap}^{name}"]
    )


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """Return a file: mostly one of ours that somebody worked on, sometimes with anything in it."""
    front = draw(st.lists(FRONT_LINES, max_size=5, unique_by=lambda line: line.partition(":")[0]))
    front.insert(draw(st.integers(0, len(front))), f"postil: {KEY}")
    parts = draw(
        st.lists(
            TEXTS | blocks() | st.sampled_from(["## Highlights", "## Notes", "# Title", "```"]), max_size=8
        )
    )
    lines = ["---", *"\n".join(front).split("\n"), "---", *"\n\n".join(parts).split("\n")]
    end = draw(ENDS)
    ends = [end if draw(st.integers(0, 9)) else draw(ENDS) for _ in lines]
    text = "".join(line + end for line, end in zip(lines, ends, strict=True))
    bom = draw(st.sampled_from(["", "", "", "\ufeff"]))
    data = (bom + text).encode("utf-8", "surrogatepass")
    at = draw(st.integers(len(bom) + text.find("---", 4), len(data)))
    data = data[:at] + draw(BROKEN) + data[at:]
    return data if draw(st.booleans()) else data.rstrip(b"\r\n")
