"""How commands reach the network: the proxy and the trusted certificates, for all libraries that they use."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import click

# The names by which the libraries of this package, and those of storage and Entra ID, look for a proxy.
_PROXIES: Final = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "all_proxy")
_BUNDLES: Final = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "AWS_CA_BUNDLE")
_SCHEMES: Final = ("http", "https", "socks5", "socks5h")


def checked_proxy(url: str, named_by: str) -> str:
    """Return the URL of a proxy.

    Args:
        url: the URL.
        named_by: the option or setting that names it.

    Raises:
        click.ClickException: it is none.
    """
    try:
        parts = urlsplit(url)
        is_proxy = parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_proxy = False
    if not is_proxy:
        # It may hold a password.
        shown = url.rpartition("@")[2]
        raise click.ClickException(
            f"{named_by}: {shown!r} is not the URL of a proxy, such as http://proxy.example:3128."
        )
    return url


def has_password(url: str) -> bool:
    """Return whether the URL of a proxy holds a user name or password."""
    return "@" in url


def without_password(url: str) -> str:
    """Return the URL of a proxy for printing."""
    if not has_password(url):
        return url
    return f"{url.partition('//')[0]}//***@{url.rpartition('@')[2]}"


def checked_ca_bundle(path: Path, named_by: str) -> Path:
    """Return the path of certificates.

    Args:
        path: a file or folder.
        named_by: the option, setting or variable that names it.

    Raises:
        click.ClickException: no certificates can be read.
    """
    # Imported here because the client is slow to import.
    from speechtotext._core.clients.arguments import trusted_certificates
    from speechtotext._errors import ConfigurationError

    try:
        trusted_certificates(path)
    except ConfigurationError as error:
        raise click.ClickException(str(error).replace("verify:", f"{named_by}:", 1)) from error
    return path


def network_variables(proxy: str | None, ca_bundle: str | None, named_by: str) -> dict[str, str]:
    """Return the environment variables that all libraries respect, for a proxy and certificates.

    Args:
        proxy: URL of the proxy.
        ca_bundle: path of the certificates; None for those that the environment names.
        named_by: the option or setting that names the certificates.

    Raises:
        click.ClickException: no certificates can be read.
    """
    variables: dict[str, str] = {} if proxy is None else dict.fromkeys(_PROXIES, proxy)
    if ca_bundle is None:
        named_by = next((name for name in _BUNDLES[:2] if os.environ.get(name)), "")
        if not named_by or os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR"):
            return variables
        ca_bundle = os.environ[named_by]
    path = checked_ca_bundle(Path(ca_bundle), named_by)
    own = "SSL_CERT_DIR" if path.is_dir() else "SSL_CERT_FILE"
    return {**variables, own: str(path), **dict.fromkeys(_BUNDLES, str(path))}


@contextmanager
def environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables meanwhile."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
