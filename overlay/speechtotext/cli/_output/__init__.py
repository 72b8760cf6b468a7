"""What commands print: tables, JSON lines, progress, exit codes."""
