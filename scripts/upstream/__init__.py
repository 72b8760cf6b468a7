"""The published Swagger files: which ones, fetched, verified and cached."""
