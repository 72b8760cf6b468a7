"""Files and databases on this machine: synced, private, locked against other processes."""
