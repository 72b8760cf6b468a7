"""The engine of difference reports: two documents compared."""
