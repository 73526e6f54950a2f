"""Answers written by a language model, each sentence with the words it copied."""
