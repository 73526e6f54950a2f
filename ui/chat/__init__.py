"""The chat page: an answer beside its source quotes, the whole articles, and the library of all that is indexed."""
