"""The commands: a module per command, or per group of entities with commands of its own."""
