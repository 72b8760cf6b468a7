"""Web hooks: the service calls you when a job has ended, in place of your asking.

`WebHookApp` is all that most need. `receive` decides the same for any web framework; `verify` and `parse` are what it
is made of.
"""

from ._webhook_app import WebHookApp
from ._webhook_calls import Answer, receive, sign, verify
from ._webhook_deliveries import Deliveries, MemoryDeliveries
from ._webhook_events import EventKind, WebHookEvent, parse

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
