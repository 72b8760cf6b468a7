"""Commands for recordings: from files and URLs to transcripts, journals and data sets."""
