"""Requests to the service that programs and scripts send by themselves."""
