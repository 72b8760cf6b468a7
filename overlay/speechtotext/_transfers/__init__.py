"""Download and upload files: storage, integrity, resumption, safe file names."""
