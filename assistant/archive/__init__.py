"""What has been indexed: the only code that knows SQLite or Chroma."""
