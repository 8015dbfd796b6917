"""What every part of the store must know of the library file without importing the migrations."""

from collections.abc import Mapping

APPLICATION_ID = 0x506F7374
"""The four letters `Post`, so that `file` and we can tell a library from any other SQLite file."""

SCHEMA_VERSION = 5
"""The number of the last migration; a file with a higher one was made by a newer Postil."""

READER_TABLES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "reading": (("paper_key",), ("paper_key", "status", "rating", "starred")),
    "tag": (("paper_key", "name"), ("paper_key", "name")),
    "list": (("list_id",), ("list_id", "name", "description", "question", "due", "position")),
    "list_item": (("list_id", "paper_key"), ("list_id", "paper_key", "position", "done", "due")),
    "note": (("paper_key",), ("paper_key", "text")),
    "highlight": (
        ("highlight_id",),
        (
            "highlight_id",
            "paper_key",
            "field",
            "start",
            "stop",
            "quote",
            "prefix",
            "suffix",
            "text_digest",
            "pen",
            "comment",
            "state",
            "created",
        ),
    ),
    "saved_search": (("name",), ("name", "query", "position")),
    "topic_verdict": (("paper_key", "topic"), ("paper_key", "topic", "given")),
    "triage": (("paper_key",), ("paper_key", "verdict", "day")),
    "recall": (("highlight_id",), ("highlight_id", "card", "due")),
    "recall_review": (("review_id",), ("review_id", "highlight_id", "at", "grade")),
    "preference": (("name",), ("name", "value")),
}
"""The reader's tables: name to (key columns, all columns). The journal and undo are made from this."""

LIST_FIELDS = ("authors", "links")
"""Fields of a paper that hold several texts, stored as JSON."""

COUNTS = ("authors_count", "comments", "upvotes")
"""Fields of a paper that are numbers."""

TEXT_FIELDS = ("abstract", *LIST_FIELDS)
"""Fields of a paper that stand in `paper_text`; all others stand in `paper`."""

SEEN_PAPER = "(SELECT value FROM meta WHERE name = 'seen_paper')"
"""The row id of the last paper that had come when the reader last looked at what is new."""

TITLED = (
    "SELECT id FROM paper WHERE title_norm = ? UNION SELECT paper_id FROM other_title WHERE title_norm = ?"
)
"""The ids of the papers that any dump calls by a title; takes the title's mark twice."""

CLAIMS = """
SELECT c.appearance_id, c.field, c.line, c.rule, c.inferred, c.value, c.raw
FROM appearance a JOIN claim c ON c.appearance_id = a.id WHERE a.paper_id = :paper
UNION ALL
SELECT a.id, s.field, a.line + s.below, s.rule, s.inferred, NULL, NULL
FROM appearance a JOIN shape_claim s ON s.shape_id = a.shape_id WHERE a.paper_id = :paper
AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.appearance_id = a.id AND c.field = s.field)
"""
"""Every claim on a paper, with and without a row of its own."""
