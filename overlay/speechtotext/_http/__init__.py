"""Connections and bodies: sockets that can be interrupted, what is sent and what comes back, logs without secrets."""
