"""Widgets of the desk: they receive values and post messages."""
