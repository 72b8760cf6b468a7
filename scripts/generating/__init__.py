"""Normalised documents → Python code."""
