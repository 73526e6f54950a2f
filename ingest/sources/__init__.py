"""Places that articles come from."""
