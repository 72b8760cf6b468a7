"""What changes for programs that import the generated clients."""
