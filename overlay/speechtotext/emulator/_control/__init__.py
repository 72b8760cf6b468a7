"""What tests and tools do to the emulator itself: the control API, snapshots, seeding."""
