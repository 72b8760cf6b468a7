"""Transcripts as web pages."""
