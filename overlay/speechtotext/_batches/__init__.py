"""Submit any number of inputs as jobs, and keep a journal of them."""
