"""llama-index in and out."""
