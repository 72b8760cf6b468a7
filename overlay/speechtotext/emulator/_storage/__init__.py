"""Blob storage as Azure Storage has it."""
