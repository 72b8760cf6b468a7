"""Kinds of differences, and how severe each is."""
