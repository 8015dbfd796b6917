"""The desk: Textual screens and widgets, and the command line that opens them."""
