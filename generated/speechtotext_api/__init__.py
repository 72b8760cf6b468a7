"""Typed clients for the Azure Speech to text REST API, generated from the published Swagger files.

One package per API version, each with its models and with a resource class per group of operations, sync and async.
They describe requests and decode answers; sending is left to a `Transport`. The package `speechtotext` brings one.
"""
