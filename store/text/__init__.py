"""Cleaning untrusted text and rendering LaTeX."""
