"""Answers in the sources' own sentences, without a language model."""
