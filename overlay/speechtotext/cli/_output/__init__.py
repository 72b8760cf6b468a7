"""Standard output and standard error: tables, JSON lines, messages, progress, saved results."""
