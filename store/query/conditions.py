"""A query as an SQL condition on the table `paper`, named `p`.

Values only ever travel as parameters. Long conditions are nested in halves, since SQLite bounds how deep an
expression may be.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date

from ..list_due import DUE, due_between
from ..schema import SEEN_PAPER
from ..tag_names import tag_name
from .nodes import And, Filter, Node, Not, Or, Word, conjuncts
from .query import Query

Condition = tuple[str, list[object]]
Resolver = Callable[[Word], Collection[int]]

_CARRYING = (
    "SELECT paper_key FROM tag WHERE name IN (SELECT name FROM (SELECT DISTINCT name FROM tag) WHERE {})"
)
TAGGED = _CARRYING.format("instr(fold(name) || '/', fold(?) || '/') = 1")
"""The keys of the papers that carry a tag or one under it."""
TAGGED_ALONE = _CARRYING.format("fold(name) = fold(?)")
"""The keys of those that carry the tag itself."""

_TOPICS = "json_each(topics_given(p.title, (SELECT t.abstract FROM paper_text t WHERE t.paper_id = p.id)))"
"""The topics of a paper by the rules: slow, for papers that are few already."""
_TOPIC = (
    "(SELECT EXISTS (SELECT 1 FROM topic_verdict v WHERE v.paper_key = p.key AND v.given "
    f"AND fold(v.topic) = w.name) OR EXISTS (SELECT 1 FROM {_TOPICS} g WHERE fold(g.value) = w.name "
    "AND g.value NOT IN (SELECT v.topic FROM topic_verdict v WHERE v.paper_key = p.key)) "
    "FROM (SELECT replace(fold(?), ' ', '-') AS name) w)"
)
_ANY_TOPIC = (
    "EXISTS (SELECT 1 FROM topic_verdict v WHERE v.paper_key = p.key AND v.given) OR "
    f"EXISTS (SELECT 1 FROM {_TOPICS} g WHERE g.value NOT IN "
    "(SELECT v.topic FROM topic_verdict v WHERE v.paper_key = p.key))"
)

_IS: Mapping[str, str] = {
    "status": "coalesce((SELECT r.status FROM reading r WHERE r.paper_key = p.key), 'unread') = ?",
    "pen": "EXISTS (SELECT 1 FROM highlight h WHERE h.paper_key = p.key AND h.pen = ?)",
    "topic": _TOPIC,
    "list": (
        "EXISTS (SELECT 1 FROM list_item i JOIN list l USING (list_id) "
        "WHERE i.paper_key = p.key AND fold(l.name) = fold(?))"
    ),
}
_VERDICT = (
    "EXISTS (SELECT 1 FROM triage v WHERE v.paper_key = p.key AND v.verdict = '{}') AND NOT EXISTS "
    "(SELECT 1 FROM reading r WHERE r.paper_key = p.key AND r.status IN ('read', 'dropped'))"
)
"""A verdict counts until the paper is read or dropped."""
_HAS: Mapping[str, str] = {
    "kept": f"({_VERDICT.format('kept')})",
    "later": f"({_VERDICT.format('later')})",
    "untriaged": (
        "NOT (EXISTS (SELECT 1 FROM triage v WHERE v.paper_key = p.key) OR EXISTS "
        "(SELECT 1 FROM reading r WHERE r.paper_key = p.key AND r.status <> 'unread'))"
    ),
    "starred": "EXISTS (SELECT 1 FROM reading r WHERE r.paper_key = p.key AND r.starred = 1)",
    "untagged": "NOT EXISTS (SELECT 1 FROM tag g WHERE g.paper_key = p.key)",
    "new": f"p.id > {SEEN_PAPER}",
    "note": "EXISTS (SELECT 1 FROM note n WHERE n.paper_key = p.key AND n.text <> '')",
    "highlight": "EXISTS (SELECT 1 FROM highlight h WHERE h.paper_key = p.key)",
    "link": "EXISTS (SELECT 1 FROM paper_text t WHERE t.paper_id = p.id AND t.links NOT IN ('', '[]'))",
    "date": "p.published IS NOT NULL",
    "tag": "EXISTS (SELECT 1 FROM tag g WHERE g.paper_key = p.key)",
    "topic": f"({_ANY_TOPIC})",
    "list": "EXISTS (SELECT 1 FROM list_item i WHERE i.paper_key = p.key)",
    "rating": "EXISTS (SELECT 1 FROM reading r WHERE r.paper_key = p.key AND r.rating IS NOT NULL)",
}
_LIKE: Mapping[str, str] = {
    "author": "EXISTS (SELECT 1 FROM paper_text t WHERE t.paper_id = p.id AND t.authors LIKE ? ESCAPE '\\')",
    "org": "p.organization LIKE ? ESCAPE '\\'",
}
_SOURCE = (
    "EXISTS (SELECT 1 FROM appearance a JOIN dump d ON d.id = a.dump_id WHERE a.paper_id = p.id AND "
    "(d.name = ? OR d.name LIKE ? ESCAPE '\\' AND NOT EXISTS (SELECT 1 FROM dump e WHERE e.name = ?)))"
)
"""A dump by its whole name; a name that is nobody's whole name is the beginning of one."""
_RATING = "(SELECT r.rating FROM reading r WHERE r.paper_key = p.key)"
_BLANKS = "/([:,–—"
_TEXT: Mapping[str, str] = {
    "title": "(' ' || {title} LIKE ? ESCAPE '\\')",
    "abstract": (
        "EXISTS (SELECT 1 FROM paper_text t WHERE t.paper_id = p.id AND ' ' || {abstract} LIKE ? ESCAPE '\\')"
    ),
}


def where(query: Query, resolve: Resolver | None = None) -> Condition:
    """Return the SQL condition of a query and its parameters.

    Args:
        query: What to ask for.
        resolve: Answers a free word or phrase with the ids of the papers that have it. Without it, free
            words and phrases ask for nothing. Free words that stand alone never do: they are for ranking.
    """
    parts = [_condition(node, resolve) for node in conjuncts(query.root) if not _is_ranked(node)]
    return _joined(" AND ", [part for part in parts if part]) or ("1", [])


def _is_ranked(node: Node) -> bool:
    return isinstance(node, Word) and node.field is None and not node.phrase


def _condition(node: Node, resolve: Resolver | None) -> Condition | None:
    """Return the condition of a node; None if it asks for nothing that can be answered here."""
    match node:
        case Word(field=None):
            return _among(resolve(node)) if resolve else None
        case Word():
            return _text(node)
        case Filter():
            return _filter(node)
        case Not(part):
            found = _condition(part, resolve)
            # What is compared with a missing date or rating is neither true nor false, nor is its opposite.
            return (f"NOT coalesce(({found[0]}), 0)", found[1]) if found else None
        case And(nodes):
            return _joined(" AND ", [part for part in _all(nodes, resolve) if part])
        case Or(nodes):
            parts = _all(nodes, resolve)
            return _joined(" OR ", [part for part in parts if part]) if all(parts) else None


def _all(nodes: tuple[Node, ...], resolve: Resolver | None) -> list[Condition | None]:
    return [_condition(node, resolve) for node in nodes]


def _joined(operator: str, parts: list[Condition]) -> Condition | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    half = len(parts) // 2
    left, right = _joined(operator, parts[:half]), _joined(operator, parts[half:])
    return (f"({left[0]}{operator}{right[0]})", left[1] + right[1]) if left and right else None


def _among(papers: Collection[int]) -> Condition:
    return "p.id IN (SELECT value FROM json_each(?))", [f"[{','.join(map(str, papers))}]"]


def _text(word: Word) -> Condition:
    """Ask for a word that begins with the text, or for the phrase; hyphens and brackets are blanks."""
    columns = {"title": "p.title", "abstract": "t.abstract"}
    for blank in _BLANKS + "-":
        columns = {name: f"replace({column}, '{blank}', ' ')" for name, column in columns.items()}
    wanted = word.text.translate({ord(blank): " " for blank in _BLANKS + "-"})
    return _TEXT[word.field or "title"].format(**columns), [f"% {escaped(' '.join(wanted.split()))}%"]


def _filter(node: Filter) -> Condition:
    match node.name:
        case "is" | "has" | "status" | "pen" | "tag" | "topic" | "list":
            return _marked(node)
        case "year" | "published":
            return _between("p.published", node.low, f"{node.high}~" if node.high else "")
        case "rating" | "due":
            return _ranged(node)
        case "source":
            return _SOURCE, [node.low, f"{escaped(node.low)}%", node.low]
        case name:
            return _LIKE[name], [f"%{escaped(node.low)}%"]


def _ranged(node: Filter) -> Condition:
    """Ask for a rating, or for a day by which a paper is to be read."""
    if node.name == "due":
        return f"p.key IN ({DUE})", [*due_between(node.low, node.high, date.today())]
    return _between(_RATING, *(int(end) if end else "" for end in (node.low, node.high)))


def _marked(node: Filter) -> Condition:
    """Ask for a mark of the reader's."""
    if node.name == "tag":
        alone, name = asked_tag(node.low)
        return f"p.key IN ({TAGGED_ALONE if alone else TAGGED})", [name]
    return (_IS[node.name], [node.low]) if node.name in _IS else (_HAS[node.low], [])


def asked_tag(value: str) -> tuple[bool, str]:
    """Return whether a value asks for a tag alone, without those under it, and for which."""
    return value.startswith("="), tag_name(value)


def _between(column: str, low: int | str, high: int | str) -> Condition:
    """Ask for a range; `~` sorts after any digit or hyphen, so that `2024-06~` ends with that June."""
    if low == "":
        return f"{column} <= ?", [high]
    return (f"{column} >= ?", [low]) if high == "" else (f"{column} BETWEEN ? AND ?", [low, high])


def escaped(text: str) -> str:
    """Return a text as LIKE takes it literally."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
