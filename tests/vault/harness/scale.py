"""A vault of ten thousand papers: a sync that has nothing to do, and a library made again from the vault."""

import shutil
import time
from pathlib import Path

from postil.store.importing import ImportRun
from postil.store.library import Library
from postil.store.vault.report import Report
from postil.store.vault.sync import Sync
from tests.bench.corpus import Corpus

MARKS = "highlight_id, paper_key, field, start, stop, quote, pen, comment, state"
TABLES = (
    f"SELECT {MARKS} FROM highlight ORDER BY 1",
    "SELECT * FROM note ORDER BY 1",
    "SELECT * FROM tag ORDER BY 1, 2",
    "SELECT * FROM reading ORDER BY 1",
    "SELECT * FROM topic_verdict ORDER BY 1, 2",
    "SELECT paper_key, verdict, iif(verdict = 'later', day, '') FROM triage ORDER BY 1",
    "SELECT list_id, name, description, question, due FROM list ORDER BY 1",
    "SELECT rank() OVER (PARTITION BY list_id ORDER BY position), paper_key, done, due FROM list_item",
)


def run(home: Path, papers: int) -> dict[str, object]:
    """Annotate so many papers, sync, sync again, throw the library away, and make it again.

    Args:
        home: An empty folder.
        papers: How many.
    """
    dump = home / "dump.jsonl"
    with dump.open("w", encoding="utf-8") as file:
        file.writelines(Corpus(papers).lines())
    vault = home / "vault"
    with _imported(home / "library.db", dump) as library:
        _annotate(library)
        figures: dict[str, object] = {"papers": papers, "first sync s": _timed(library, vault)[0]}
        elapsed, cpu, report = _timed(library, vault)
        figures |= {"no-op sync CPU s": cpu, "no-op sync s": elapsed, "bytes written": report.bytes_written}
        before = [library.db.execute(sql).fetchall() for sql in TABLES]
    started = time.perf_counter()
    with _imported(home / "again.db", dump) as again:
        elapsed, _, report = _timed(again, vault)
        figures |= {"rebuild s": round(time.perf_counter() - started, 2), "of it sync s": elapsed}
        figures["rebuild wrote"] = report.bytes_written
        figures["held"] = len(report.held)
        after = [again.db.execute(sql).fetchall() for sql in TABLES]
    lost = [row for one, other in zip(before, after, strict=True) for row in set(one) - set(other)]
    figures |= {"lost": len(lost), "what": lost[:3]}
    figures["rows"] = [len(rows) for rows in before]
    shutil.rmtree(vault)
    return figures


def _imported(path: Path, dump: Path) -> Library:
    library = Library.open(path)
    ImportRun(library).run([dump])
    return library


def _annotate(library: Library) -> None:
    """Mark, note, tag, rate, judge and list every paper."""
    keys = library.papers.keys(library.papers.ids())
    with library.change("annotate") as db:
        lists = library.lists
        lists.new("all of them", question="Which of them?", due="2026-12-03")
        lists.add("all of them", keys[::10])
        lists.set_done("all of them", keys[::20], True)
        lists.set_due("all of them", keys[::30], "2026-11-30")
        for number, key in enumerate(keys):
            text = library.papers.get(key).abstract
            for part in range(3):
                start = text.find(" ", len(text) * part // 4) + 1
                stop = text.find(" ", start + 40)
                if 0 < start < stop:
                    library.highlights.add(
                        key, "abstract", start, stop, part + 1, f"comment {part} on {number}"
                    )
            library.notes.set(key, f"# Note {number}\n\nwith words")
            library.reading.set_rating([key], number % 6)
            db.execute("INSERT INTO tag VALUES (?, ?)", (key, f"tag {number % 50}"))
            library.topics.put(key, {}, {f"topic-{number % 40}": True, "vision": False})
        library.triage.judge(keys[::2], "keep", "2026-11-24")
        library.triage.judge(keys[1::2], "later", "2026-11-25")


def _timed(library: Library, vault: Path) -> tuple[float, float, Report]:
    started, cpu = time.perf_counter(), time.process_time()
    report = Sync(library, vault).run()
    return round(time.perf_counter() - started, 2), round(time.process_time() - cpu, 2), report
