"""The entities that the service keeps, their files, and how each version shows them."""
