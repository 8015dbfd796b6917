"""Completing the path of a file while it is typed."""

import os

from textual.suggester import Suggester


class PathSuggester(Suggester):
    """Suggests the first file or folder that begins as typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the path that the typed one may become, or None."""
        folder, start = os.path.split(value)
        if not start:
            return None
        try:
            names = sorted(os.listdir(os.path.expanduser(folder) or "."))
        except OSError:
            return None
        name = next((name for name in names if name.startswith(start) and name.isprintable()), None)
        if name is None:
            return None
        path = os.path.join(folder, name)
        return path + os.sep if os.path.isdir(os.path.expanduser(path)) else path
