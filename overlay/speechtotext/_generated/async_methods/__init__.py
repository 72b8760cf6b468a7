"""Methods that groups have beyond the operations. `_generated/async_methods` holds their asynchronous twins.

Made by `nox -s generate` of the module of this name in `_methods`.
"""
