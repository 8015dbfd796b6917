"""Whether a library and a vault may stand where they do."""

import os
from pathlib import Path

from ..errors import LibraryError

NETWORKS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "davfs", "fuse.sshfs", "fuse.rclone"}
CARRIERS = (".stfolder", ".dropbox", ".dropbox.cache")
"""What programs that carry folders between machines leave at their top."""
MOUNTS = Path("/proc/self/mounts")


def check_placement(library: Path, vault: Path) -> None:
    """Refuse a library that other programs copy about while it is written.

    Raises:
        LibraryError: The library lies in the vault, on a network, or in a folder that is carried between
            machines.
    """
    file, folder = Path(os.path.realpath(library)), Path(os.path.realpath(vault))
    if file.is_relative_to(folder):
        raise LibraryError(
            f"{library} lies inside the vault {vault}, where programs that copy files would spoil it; "
            "name another with --library or --vault"
        )
    carried = next((parent for parent in file.parents for name in CARRIERS if (parent / name).exists()), None)
    if carried:
        raise LibraryError(
            f"{library} lies in {carried}, which another program carries between machines and would spoil; "
            "move it elsewhere: the vault is what travels"
        )
    system = _file_system(file.parent)
    if system in NETWORKS:
        raise LibraryError(
            f"{library} lies on a network ({system}), where SQLite may lose it; move it to a disk"
        )


def _file_system(folder: Path) -> str:
    """Return the kind of file system that a folder is on, or "" where the system does not tell."""
    try:
        lines = MOUNTS.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    found: tuple[int, str] = (0, "")
    for line in lines:
        _, point, kind, *_ = (*line.split(" "), "", "")
        place = Path(point.replace("\\040", " "))
        if folder.is_relative_to(place):
            found = max(found, (len(place.parts), kind))
    return found[1]
