"""Recordings: what inputs name, whether files hold audio, and the settings of their transcription."""
