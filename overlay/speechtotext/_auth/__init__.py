"""Authenticate: keys, Entra ID, issued tokens; endpoints, regions and clouds."""
