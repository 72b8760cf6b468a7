"""Options, environment variables and the configuration file: which service, which inputs, which output."""
