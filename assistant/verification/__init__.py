"""Drafts to statements that their quotes bear out: pure functions, no model."""
