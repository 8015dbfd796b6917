"""The ways between the library and the reader, to another library, and out."""

from ..commands import Call
from ..desk import Desk, is_reader
from ..paper_screen import PaperScreen


def library(desk: Desk) -> None:
    """Go back to the library."""
    desk.back_to_library()


def back(desk: Desk) -> None:
    """Go back to where one came from."""
    if isinstance(desk.screen, PaperScreen) and desk.screen is not desk.library_screen:
        desk.app.pop_screen()
        desk.remember()


def out(desk: Desk) -> None:
    """Leave."""
    desk.remember()
    desk.app.exit()


def reader(desk: Desk, zen: bool = False) -> None:
    """Read the paper under the cursor, from the line where it was left."""
    session, place = desk.session, desk.place()
    line = place.line if place.reading and place == session.place(True, place.line) else 0
    desk.open("reader:ReaderScreen", session, desk.go, line, zen)
    desk.app.call_after_refresh(desk.remember)


def zen(desk: Desk) -> None:
    """Read the paper with nothing around it."""
    reader(desk, zen=True)


def search(desk: Desk) -> None:
    """Search the library."""
    desk.back_to_library().start_search()


def related(desk: Desk) -> None:
    """Show in the library what is like the paper that is read."""
    if is_reader(desk.screen) and desk.screen.session is not desk.session:
        desk.notice("open the paper from the library to see what is like it")
    else:
        desk.back_to_library().do_paper_related(Call())


def empty(desk: Desk) -> None:
    """Start a library of one's own."""
    if desk.session.sample:
        desk.change_library(desk.places.library)
    else:
        desk.notice("this is your own library already")
