"""Swagger 2.0 as published → OpenAPI 3.0, facts only."""
