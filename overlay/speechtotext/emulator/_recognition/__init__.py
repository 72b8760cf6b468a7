"""Recordings: audio inspection, transcripts and speech recognition."""
