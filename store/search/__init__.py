"""Search: tokens, index, spelling, ranking."""
