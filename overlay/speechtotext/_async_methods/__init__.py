"""Methods that groups have beside their operations. `_async_methods` is made of these modules.

Made by `nox -s generate` of the module of this name in `_methods`.
"""
