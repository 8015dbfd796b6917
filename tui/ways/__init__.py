"""The ways from screen to screen, loaded when the first of them is taken."""
