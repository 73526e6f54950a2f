"""The rules of verification, each a pure function from a statement and its quote to what is wrong, in words."""
