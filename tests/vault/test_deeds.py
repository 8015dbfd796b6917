"""What a sync did, told file by file with the changes of either side."""

from postil.store.vault.deeds import Deed, Step, done, steps
from postil.store.vault.sync import Sync

from .desk import Desk


def told(desk: Desk, restore: bool = False) -> list[tuple[Deed, list[Step]]]:
    """Sync, and return what was done with each file."""
    sync = Sync(desk.library, desk.vault, settle=0.0)
    _, deeds = done(sync, restore)
    return [(deed, list(steps(deed, sync.record))) for deed in deeds]


def changed(step: Step) -> list[str]:
    return [line for line in step.lines if line[0] in "+-" and line[1:].strip()]


def test_a_file_that_is_made_is_shown_whole(desk: Desk) -> None:
    desk.library.notes.set(desk.key, "words")
    ((deed, [step]),) = told(desk)
    assert (deed.what, deed.path, deed.owner) == (
        "created",
        "papers/On tides (yzcngr).md",
        f"paper:{desk.key}",
    )
    assert step.source == "library"
    assert "+words" in step.lines and not any(line.startswith("-") for line in step.lines)
    assert told(desk) == []


def test_what_one_side_changed_is_one_step(desk: Desk) -> None:
    desk.library.notes.set(desk.key, "words")
    told(desk)
    desk.edit("words", "other words")
    ((deed, [step]),) = told(desk)
    assert (deed.what, step.source, changed(step)) == ("taken", "vault", ["-words", "+other words"])
    desk.library.notes.set(desk.key, "more words")
    ((deed, [step]),) = told(desk)
    assert (deed.what, step.source, changed(step)) == ("written", "library", ["-other words", "+more words"])


def test_what_both_changed_is_two_steps(desk: Desk) -> None:
    desk.library.notes.set(desk.key, "one\n\ntwo")
    told(desk)
    desk.edit("one", "first")
    desk.library.notes.set(desk.key, "one\n\nsecond")
    ((deed, [vault, library]),) = told(desk)
    assert (deed.what, deed.said) == ("merged", ("the note",))
    assert (vault.source, changed(vault)) == ("vault", ["-one", "+first"])
    assert (library.source, changed(library)) == ("library", ["-two", "+second"])


def test_what_is_held_back_says_why_and_stands_first(desk: Desk) -> None:
    desk.library.notes.set(desk.key, "words")
    told(desk)
    desk.file.write_bytes(b"")
    desk.library.notes.set(desk.keys[1], "words")
    (held, made) = told(desk)
    assert (held[0].what, held[0].said, held[1]) == ("held", ("it is empty",), [])
    assert held[0].owner == f"paper:{desk.key}"
    assert made[0].what == "created"


def test_what_is_no_longer_kept_is_passed_over(desk: Desk) -> None:
    deed = Deed("taken", "papers/a.md", f"paper:{desk.key}", contents=(b"gone", b"too"))
    assert list(steps(deed, Sync(desk.library, desk.vault).record)) == []
