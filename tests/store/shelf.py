"""Records made by hand for tests, and a library that holds them."""

from collections.abc import Mapping

from postil.store.ingest import Ingest, Placed
from postil.store.library import Library
from postil.store.records import Field, Record, Value


def record(position: int = 1, title: str = "On small things", **fields: Value) -> Record:
    """Return a record with a title, an abstract, and whatever else is given."""
    values: Mapping[str, Value] = {"title": title, "abstract": f"About {title}.", **fields}
    made = {name: Field(value, position * 10, f"{name} line") for name, value in values.items()}
    return Record(position, position * 10, f"digest-{position}-{title}", made)


def shelve(library: Library, *records: Record, dump: str = "a.txt") -> list[Placed]:
    """Put records into a library as one dump."""
    with library.transaction() as db:
        sql = "INSERT INTO dump (name, digest, format, imported_at) VALUES (?, ?, 'test', '2025-01-01')"
        dump_id = db.execute(sql, (dump, f"digest of {dump}")).lastrowid or 0
        ingest = Ingest(db, dump_id)
        return [ingest.put(one) for one in records]
