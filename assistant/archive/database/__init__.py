"""archive.db, the truth: schema, transactions, rows, full text, backup."""
