"""Command lines: words of shells, and the requests of curl, wget, HTTPie and the like."""
