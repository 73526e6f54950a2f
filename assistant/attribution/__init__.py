"""Who says what a quote says."""
