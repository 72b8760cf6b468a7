"""Subtitles: which words are shown together, in which lines, and when."""
