"""The clients of all versions: their arguments, and what they are made of."""
