"""Static analysis of one Python program: syntax tree, inferred values, usages of this package."""
