"""Brings articles in."""
