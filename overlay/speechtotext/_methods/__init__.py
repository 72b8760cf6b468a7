"""Methods that groups have beside their operations. `_async_methods` is made of these modules."""
