"""Blob storage, compatible with Azure Storage."""
