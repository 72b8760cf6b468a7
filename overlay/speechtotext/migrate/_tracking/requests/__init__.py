"""Requests that a program sends: through HTTP libraries, and through curl in processes."""
