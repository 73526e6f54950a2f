"""Passages to drafts of statements."""
