"""A web page to its article: what is seen, what it says of itself, and when it was published."""
