"""Our own descriptions for normalised documents."""
