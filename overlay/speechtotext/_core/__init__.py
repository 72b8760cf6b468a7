"""Send requests: clients, transports, connections, flows, pages, retries, limits. Features build on it."""
