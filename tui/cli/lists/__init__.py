"""`postil lists`: reading lists, what is on them, and their way to files and back."""
