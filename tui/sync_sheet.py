"""What the syncs did, as a list and as documents. Pure."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from postil.store.text.safe import clean, clean_line

from .document import Document, Writer
from .entries import Entry

if TYPE_CHECKING:
    from postil.store.vault.deeds import Deed, Step

    from .vault_keeper import Keeper, Logged

WORDS = {
    "merged": ("merged", "File and library had both changed {}; the words of both are kept."),
    "taken": ("taken in", "The file had changed; the library took it in."),
    "written": ("written", "The library had changed; the file was brought up to date."),
    "created": ("made", "The paper or list had no file yet."),
    "absorbed": ("absorbed", "A conflict copy; what it said is kept, and it lies in .postil/absorbed now."),
    "held": ("held", "The file was left alone."),
    "note": ("note", "The file was read, with one thing to say about it."),
}
SOURCES = {"vault": "From the vault", "library": "From the library"}
RESTORE = "R writes it again."
GONE = "it is gone"

NO_VAULT = (
    "A vault is a folder of plain markdown files, one for each paper of which you said anything and one for "
    "each reading list. You can edit them in any editor and carry them to other machines; what you write "
    "there comes back here, and what you write here goes there.",
    "The desk keeps it in step while it is open, and `postil sync` does so from the command line.",
)


def entries(keeper: "Keeper") -> list[Entry]:
    """Return what is held back now, then what was done, sync by sync, the newest first."""
    rows = [Entry("NOT SYNCED"), Entry(clean_line(keeper.trouble), "")] if keeper.trouble else []
    rows += [Entry("HELD BACK"), *map(_entry, keeper.held)] if keeper.held else []
    for at, logged in groupby(keeper.log, lambda one: one.at):
        rows += [Entry(at), *map(_entry, logged)]
    return rows


def _entry(logged: "Logged") -> Entry:
    return Entry(f"{WORDS[logged.deed.what][0]:<9}{_name(logged.deed.path)}", str(logged.number))


def _name(path: str) -> str:
    return clean_line(PurePath(path).name.removesuffix(".md"))


def deed_document(logged: "Logged", steps: "Iterable[Step]") -> Document:
    """Return what was done with a file, with its changes."""
    writer, deed = Writer(), logged.deed
    writer.add(_name(deed.path), "title")
    writer.add(f"\n{clean_line(deed.path)} · {logged.at}", "muted")
    writer.add("\n\n")
    writer.add(_sentence(deed))
    for step in steps:
        writer.add("\n\n")
        writer.add(SOURCES[step.source], "heading")
        for line in step.lines:
            writer.add("\n")
            writer.add(*_shown(line))
    return writer.document()


def _sentence(deed: "Deed") -> str:
    sentence = WORDS[deed.what][1]
    if deed.what == "merged":
        return sentence.format(" and ".join(map(clean_line, deed.said)))
    return " ".join([sentence, *_reasons(deed)])


def _reasons(deed: "Deed") -> Iterator[str]:
    for said in deed.said:
        reason = clean_line(said).split(";")[0] if said.startswith(GONE) else clean_line(said)
        yield f"{reason[:1].upper()}{reason[1:]}."
        if said.startswith(GONE):
            yield RESTORE


def _shown(line: str) -> tuple[str, str]:
    """Return a line of a diff as it is shown, with its style."""
    sign, text = line[:1], clean(line[1:]).replace("\n", " ")
    if sign == "@":
        return "  ⋯", "muted"
    # What is broken over several rows hangs behind its sign.
    return f"{sign}\t{text}", {"+": "accent", "-": "muted"}.get(sign, "")


def standing_document(keeper: "Keeper", sample: bool) -> Document:
    """Return how the vault stands where there is no deed to look at."""
    writer = Writer()
    if sample:
        _explain(writer, "The sample has no vault", "Import papers of your own first: g i.")
    elif not keeper.is_open:
        _explain(writer, "No vault yet", f"M makes it in {_shortened(keeper.root)}.")
    elif keeper.trouble:
        writer.add("The vault cannot be synced", "heading")
        writer.add(f"\n\n{clean_line(keeper.trouble)}\n\nM tries again.")
    else:
        writer.add("Nothing was changed by the syncs since the desk was opened", "heading")
        writer.add(f"\n\n{_shortened(keeper.root)} and the library are in step.")
    return writer.document()


def _explain(writer: Writer, heading: str, next_step: str) -> None:
    writer.add(heading, "heading")
    for paragraph in (*NO_VAULT, next_step):
        writer.add(f"\n\n{paragraph}")


def _shortened(path: Path) -> str:
    """Return a path as one would say it, from one's home on."""
    home = Path.home()
    return clean_line(f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path))
