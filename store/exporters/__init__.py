"""A paper as text, one module a format; `registry` knows them all."""
