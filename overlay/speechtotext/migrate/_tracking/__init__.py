"""Follow the values of a program that build URLs, headers and bodies, across functions, classes and modules."""
