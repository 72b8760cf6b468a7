"""Host names that the emulator answers to and sends requests to."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit


class AllowedHosts:
    """This machine by its loopback names, and further hosts.

    Args:
        names: further host names or addresses.
        any_address: whether every IP address is allowed. A page from elsewhere cannot be served under the address of
            this machine, as it can under a name that its owner lets lead here.
    """

    def __init__(self, names: Iterable[str] = (), *, any_address: bool = False) -> None:
        self._names = frozenset(_normalized(name) for name in names)
        self._any_address = any_address

    def __contains__(self, host: object) -> bool:
        if not isinstance(host, str) or not host:
            return False
        name = _normalized(host)
        if name in self._names or name == "localhost" or name.endswith(".localhost"):
            return True
        try:
            address = ip_address(name)
        except ValueError:
            return False
        return self._any_address or address.is_loopback


def host_of(url: str) -> str | None:
    """Return the host name of a URL; None if it has none."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _normalized(name: str) -> str:
    return name.strip().strip("[]").rstrip(".").lower()
