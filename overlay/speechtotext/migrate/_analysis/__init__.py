"""Static analysis of one Python program."""
