"""Web hooks: the service calls you when a job has ended, so that you need not poll.

Most programs need `WebHookApp` only. `receive` does the same for any web framework; `verify` and `parse` are its two
steps.
"""

from ._app import WebHookApp
from ._deliveries import Deliveries, MemoryDeliveries
from ._events import EventKind, WebHookEvent, parse
from ._receiving import Answer, receive, sign, verify

__all__ = [
    "Answer",
    "Deliveries",
    "EventKind",
    "MemoryDeliveries",
    "WebHookApp",
    "WebHookEvent",
    "parse",
    "receive",
    "sign",
    "verify",
]
