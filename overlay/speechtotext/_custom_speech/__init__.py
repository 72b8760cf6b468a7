"""Copy custom speech models, and find those that expire."""
