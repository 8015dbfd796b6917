"""Where one can go from the library and from the reader."""

from .commands import Call
from .screen_part import ScreenPart


class Going(ScreenPart):
    """A screen that leads to the others.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    def do_go_import(self, _call: Call) -> None:
        """Show the import screen."""
        self.go("import")

    def do_go_highlights(self, _call: Call) -> None:
        """Show the highlights of all papers."""
        self.go("highlights")

    def do_go_tags(self, _call: Call) -> None:
        """Show the tags."""
        self.go("tags")

    def do_go_triage(self, _call: Call) -> None:
        """Decide paper by paper what to keep."""
        self.go("triage")

    def do_go_recall(self, _call: Call) -> None:
        """Recall highlights."""
        self.go("recall")

    def do_go_news(self, _call: Call) -> None:
        """Show what is new."""
        self.go("news")

    def do_go_stats(self, _call: Call) -> None:
        """Show how much was read."""
        self.go("stats")

    def do_go_lists(self, _call: Call) -> None:
        """Show all lists."""
        self.go("lists")

    def do_go_sync(self, _call: Call) -> None:
        """Show what was synced with the vault."""
        self.go("sync")

    def do_go_history(self, _call: Call) -> None:
        """Show every change."""
        self.go("history")

    def do_go_empty(self, _call: Call) -> None:
        """Start a library of one's own."""
        if self.session.sample:
            self.go("empty")
        else:
            self.notice("this is your own library already")

    def do_go_themes(self, _call: Call) -> None:
        """Choose a theme."""
        self.go("themes")

    def do_go_messages(self, _call: Call) -> None:
        """Show all notices."""
        self.go("messages")

    def do_paper_why(self, _call: Call) -> None:
        """Show the ledger of the paper."""
        self.go("why")

    def do_paper_topics(self, _call: Call) -> None:
        """Give topics, or take them away."""
        self.go("topics")

    def do_help_open(self, _call: Call) -> None:
        """Show the keys."""
        self.go("help")

    def do_palette_open(self, _call: Call) -> None:
        """Find a command by name."""
        self.app.action_command_palette()
