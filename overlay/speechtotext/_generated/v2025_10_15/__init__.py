"""Made by `nox -s generate`."""
