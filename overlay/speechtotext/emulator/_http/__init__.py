"""The emulator over HTTP: the ASGI application and its routes."""
