"""What the command prints and writes: text, JSON, SARIF, GitHub annotations, suggested programs."""
