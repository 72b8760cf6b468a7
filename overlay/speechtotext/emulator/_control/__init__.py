"""Control of a running emulator by tests and tools: the control API, snapshots, seeding."""
