"""Recordings, and what is said in them."""
