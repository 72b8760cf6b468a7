"""The documentation: pages that the code determines, and the programs of all pages."""
