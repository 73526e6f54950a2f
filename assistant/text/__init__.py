"""Pure functions from a string to spans or values, importing nothing of ours: sentences, names, dates, quantities."""
