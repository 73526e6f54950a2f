"""Answers questions from an archive of news articles."""
