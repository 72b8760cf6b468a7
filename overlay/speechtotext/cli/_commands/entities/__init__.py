"""Commands for entities of the service: the groups such as `transcriptions` and `models`, and what each can do."""
