"""A line that narrows what a screen shows, out of sight while nothing stands in it."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from .clean_input import CleanInput
from .messages import FieldLeft


class FilterField(CleanInput):
    """Words to filter by; its screen gives the keys back to its pane when one leaves.

    Args:
        placeholder: What stands in it while it is empty.

    Messages: `Changed`, `FieldLeft`.
    """

    DEFAULT_CSS = """
    FilterField { display: none; background: $panel; border: none; height: 1; padding: 0 1; }
    FilterField.-shown { display: block; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "submit", show=False)]
    """
    | key | does |
    |---|---|
    | escape | leave the field for what it narrows, as enter does |
    """

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, compact=True)

    def open(self) -> None:
        """Type into it."""
        self.add_class("-shown")
        self.focus()

    def close(self) -> None:
        """Empty it, and put it out of sight."""
        self.value = ""
        self.remove_class("-shown")

    async def action_submit(self) -> None:
        """Leave; with words in it, it stays in sight."""
        self.set_class(bool(self.value), "-shown")
        self.post_message(FieldLeft())
