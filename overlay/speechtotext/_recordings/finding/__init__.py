"""Find the recordings that inputs name, and tell what is none."""
