"""What a question asks: follow-ups, periods, publishers, what it wants."""
