"""Articles to the archive: planning, batching, progress, report."""
