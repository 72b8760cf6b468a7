"""Requests that scripts and other text files send: shell, PowerShell, batch, HTTP files, and commands in settings."""
