"""What the library remembers of the vault: agreed contents, former ones, and what is still to be written."""

import os
import sqlite3
import zlib
from collections.abc import Collection, Mapping
from hashlib import blake2b
from typing import NamedTuple

KEPT = 50
"""How many versions of a file are kept."""

PUT_FILE = """
INSERT INTO vault_file VALUES (?, ?, ?)
ON CONFLICT (owner) DO UPDATE SET path = excluded.path, digest = excluded.digest
"""
PUT_VERSION = "INSERT OR IGNORE INTO vault_version (owner, digest, body, unsaid) VALUES (?, ?, ?, ?)"
TRIM = """
DELETE FROM vault_version WHERE owner = ?1
AND id <= (SELECT id FROM vault_version WHERE owner = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)
"""
VERSIONS = "SELECT digest, body, returned, unsaid FROM vault_version WHERE owner = ? ORDER BY id DESC"
KNOWN = "SELECT 1 FROM vault_version WHERE owner = ? AND digest = ?"


class FileRecord(NamedTuple):
    """The file of an owner as it was last agreed on.

    Args:
        path: Where it stood, below the vault.
        digest: Of its content.
    """

    path: str
    digest: bytes


class Version(NamedTuple):
    """A content that file and library once agreed on, or that one of them took in.

    Args:
        digest: Of the content.
        data: The content.
        returned: Whether a file once went back to it, and what it lacks was written again.
        unsaid: The ids of parts of it that the library could not take in.
    """

    digest: bytes
    data: bytes
    returned: bool = False
    unsaid: frozenset[str] = frozenset()


def digest_of(data: bytes) -> bytes:
    """Return what tells one content of a file from all others."""
    return blake2b(data, digest_size=16).digest()


class VaultRecord:
    """The library's memory of a vault; whoever writes to it holds a transaction.

    Args:
        db: The library's connection.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def files(self) -> Mapping[str, FileRecord]:
        """Return the files that were agreed on, by owner."""
        rows = self._db.execute("SELECT owner, path, digest FROM vault_file")
        return {owner: FileRecord(os.fsdecode(path), digest) for owner, path, digest in rows}

    def due(self) -> set[str]:
        """Return the owners of which the library or the outbox has something that their file has not."""
        rows = self._db.execute("SELECT owner FROM vault_due UNION SELECT owner FROM vault_outbox")
        return {owner for (owner,) in rows}

    def outbox(self) -> Mapping[str, FileRecord]:
        """Return the contents that files are to become, by owner."""
        rows = self._db.execute("SELECT owner, path, digest FROM vault_outbox")
        return {owner: FileRecord(os.fsdecode(path), digest) for owner, path, digest in rows}

    def versions(self, owner: str) -> list[Version]:
        """Return the versions of a file, the newest first."""
        rows = self._db.execute(VERSIONS, (owner,))
        return [
            Version(digest, zlib.decompress(body), bool(returned), frozenset(unsaid.split()))
            for digest, body, returned, unsaid in rows
        ]

    def agreed_digest(self, owner: str) -> bytes | None:
        """Return the digest of what a file held when last agreed on; None if there is none."""
        row = self._db.execute("SELECT digest FROM vault_file WHERE owner = ?", (owner,)).fetchone()
        return row and bytes(row[0])

    def is_known(self, owner: str, digest: bytes) -> bool:
        """Return whether a content was taken in or written before."""
        return self._db.execute(KNOWN, (owner, digest)).fetchone() is not None

    def is_known_to_any(self, digest: bytes) -> bool:
        """Return whether a content was taken in or written for any file."""
        sql = "SELECT 1 FROM vault_version WHERE digest = ? LIMIT 1"
        return self._db.execute(sql, (digest,)).fetchone() is not None

    def keep(self, owner: str, data: bytes, unsaid: Collection[str] = ()) -> None:
        """Keep a content as the newest version.

        Args:
            owner: Whose.
            data: The content.
            unsaid: The ids of parts of it that the library could not take in.
        """
        digest = digest_of(data)
        self._db.execute("DELETE FROM vault_version WHERE owner = ? AND digest = ?", (owner, digest))
        self._db.execute(PUT_VERSION, (owner, digest, zlib.compress(data, 1), " ".join(sorted(unsaid))))
        self._db.execute(TRIM, (owner, KEPT))

    def mark_returned(self, owner: str, digest: bytes) -> None:
        """Note that a file went back to a version and that what it lacks is written again."""
        sql = "UPDATE vault_version SET returned = 1 WHERE owner = ? AND digest = ?"
        self._db.execute(sql, (owner, digest))

    def agree(self, owner: str, path: str, digest: bytes) -> None:
        """Note that a file holds all that the library has for it."""
        self._db.execute(PUT_FILE, (owner, os.fsencode(path), digest))
        self._db.execute("DELETE FROM vault_outbox WHERE owner = ?", (owner,))

    def send(self, owner: str, path: str, digest: bytes) -> None:
        """Note what a file is to become; the library says nothing else, so that nothing else is due."""
        self._db.execute(
            "INSERT OR REPLACE INTO vault_outbox VALUES (?, ?, ?)", (owner, os.fsencode(path), digest)
        )
        self.settle(owner)

    def settle(self, owner: str) -> None:
        """Note that what the library has is in a file or the outbox."""
        self._db.execute("DELETE FROM vault_due WHERE owner = ?", (owner,))

    def postpone(self, owner: str) -> None:
        """Note that the library has what could not be put into a file."""
        self._db.execute("INSERT OR IGNORE INTO vault_due VALUES (?)", (owner,))

    def forget(self, owner: str) -> None:
        """Forget that an owner had a file, so that it gets a new one once there is something to tell."""
        for table in ("vault_file", "vault_outbox"):
            self._db.execute(f"DELETE FROM {table} WHERE owner = ?", (owner,))
