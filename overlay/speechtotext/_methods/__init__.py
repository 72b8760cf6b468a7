"""Methods that groups have beyond the operations. `_generated/async_methods` holds their asynchronous twins."""
