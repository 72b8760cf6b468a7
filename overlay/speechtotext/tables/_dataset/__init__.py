"""Data sets: results written group by group, by one process or several."""
