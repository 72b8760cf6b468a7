"""Rewriting of programs that use this package."""
