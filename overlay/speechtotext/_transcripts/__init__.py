"""Read transcription results of every version as one type, and write text, subtitles and tables."""
