"""Answers and refusals in words, for page, terminal and Markdown alike."""
