"""Where results come from: files, folders, URLs and journals."""
