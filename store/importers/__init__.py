"""Readers of dumps, one module per format, one registry."""
