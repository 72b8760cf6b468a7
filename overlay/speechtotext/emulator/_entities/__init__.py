"""The service's entities and files, and their representation in each API version."""
