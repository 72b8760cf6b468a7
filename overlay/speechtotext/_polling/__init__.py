"""Wait for jobs, and read why they failed."""
