"""Chroma, in a folder (generations) or on a server: an index of archive.db that can be thrown away."""
