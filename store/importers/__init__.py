"""Readers of dumps, one module per format, one registry."""

from .base import Importer
from .registry import FORMATS, formats, importer_for

__all__ = ["FORMATS", "Importer", "formats", "importer_for"]
