"""The commands: entities and recordings have folders of their own."""
