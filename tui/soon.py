"""What is done a while after the first frame, when it is in no key's way."""

from datetime import date

from .desk import Desk
from .format import plural
from .paper_screen import PaperScreen


def read_rules(desk: Desk) -> None:
    """Read the rules for topics on a thread, and show the paper in view with its topics."""
    rules, app = desk.session.library.rules, desk.app

    def show() -> None:
        for warning in rules.warnings:
            desk.notice(warning)
        if isinstance(app.top, PaperScreen):
            app.top.refresh_papers()

    def read() -> None:
        if rules.engine and app.is_running:
            app.call_from_thread(show)

    app.run_worker(read, thread=True, exit_on_error=False)


def mention_due(desk: Desk) -> None:
    """Say how much there is to recall today."""
    recall = desk.session.library.recall
    due = recall.ahead(date.today()).due if recall.is_on else 0
    if due:
        desk.notice(f"{plural(due, 'highlight')} to recall today · g v")
