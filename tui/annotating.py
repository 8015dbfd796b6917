"""Notes on the paper in front of the reader: in the desk, or in an editor of the reader's own."""

from functools import partial

from postil.store.history import Sitting

from .commands import Call
from .lazy import load
from .lending import lend
from .screen_part import ScreenPart


class Annotating(ScreenPart):
    """A screen with a paper on which one can write.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    def do_note_edit(self, _call: Call) -> None:
        """Write the note here."""
        paper = self.session.paper()
        if paper is not None:
            keep = partial(self.session.library.notes.set, paper.key, sitting=Sitting(text=paper.note_text))
            screen = load("tui.screens.writing:WritingScreen")
            self.app.push_screen(screen(f"Note · {paper.title}", paper.note_text, keep), self._written)

    def _written(self, _result: object) -> None:
        self.refresh_papers()

    def do_note_external(self, _call: Call) -> None:
        """Write the note in an editor of the reader's own, while the desk stands aside."""
        paper = self.session.paper()
        if paper is None:
            return
        keep = partial(self.session.library.notes.set, paper.key, sitting=Sitting(text=paper.note_text))
        name, text = paper.key, paper.note_text
        said = lend(self.app, lambda editor: load("tui.external:edit")(editor, name, text, keep))
        self.refresh_papers()
        if said:
            self.notice(said)
