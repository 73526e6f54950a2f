"""The `pullquote` command."""
