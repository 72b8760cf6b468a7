"""Jobs: scheduling, status transitions, and the processing of each kind; web hooks."""
