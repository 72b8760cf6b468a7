"""Schemas as a program meets them, and where the published files state each fact."""
