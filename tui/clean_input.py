"""A field that takes any text and shows only what draws."""

from textual.widgets import Input

from .strips import drawn


class CleanInput(Input):
    """An input whose value holds no control characters, whoever put them there."""

    def validate_value(self, value: str) -> str:
        """Return the value with every control character drawn as a symbol."""
        return drawn(value)
