"""The reports in spec/reports/, and the table of migration changes."""
