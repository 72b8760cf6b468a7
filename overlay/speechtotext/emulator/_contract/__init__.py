"""The service's contract: its documents, validation of requests, error bodies, filters and durations."""
