"""The paper beside the list, and the text of a sheet: a document to look at."""

from ..text_pane import TextPane


class PaperView(TextPane):
    """Shows a document."""

    DEFAULT_CSS = "PaperView { background: $ground; color: $text; }"
