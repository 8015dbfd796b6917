"""What keeps a file of the vault from being read or written, each worth one sentence to the reader."""

from ..errors import PostilError


class Held(PostilError):
    """A file that is left alone; its text says why, and whoever reports it names the file."""
