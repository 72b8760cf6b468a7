"""What changed between API versions, as seen from source code."""
