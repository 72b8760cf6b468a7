"""API versions: their public names, the changes between them, and how a name moves to the target."""
