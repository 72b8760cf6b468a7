"""Requests that programs and scripts make without this package."""
