"""Copied words to verbatim spans of whole sentences."""
