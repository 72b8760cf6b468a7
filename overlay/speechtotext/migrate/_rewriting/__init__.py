"""The libcst transformer, and the edits that it is made of."""
