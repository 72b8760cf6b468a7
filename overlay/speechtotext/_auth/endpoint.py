"""Where a client sends its requests."""

from __future__ import annotations

import os
import re
from urllib.parse import urlsplit

from speechtotext._errors import ConfigurationError

_REGION = re.compile(r"[a-z0-9]+")
# A gateway's base path, and what the service's own paths begin with.
_PATH = re.compile(r"((?:/(?!\.{1,2}(?:/|$))[\w.~!$&'()*+,;=:@-]+)*?)/*(speechtotext(/v\d+\.\d+[^/]*)?/*)?", re.ASCII)
# Hosts that recognise and synthesise speech; they do not serve this API.
_OTHER_SERVICE = re.compile(r"([a-z0-9]+)\.(stt|tts)\.speech\..+")
_SERVICE_HOST = re.compile(r".*\.(api\.cognitive|cognitiveservices\.azure)\..*")
_HOST = re.compile(
    r"(?!.*\bxn--)([a-z0-9]([a-z0-9-]*[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|[0-9a-f:]+", re.ASCII
)
LOOPBACK = ("localhost", "127.0.0.1", "::1")

# Of Azure Blob Storage: public, US government, China, and accounts with a DNS zone of their own ("Storage account
# overview", Azure).
BLOB_HOSTS = (
    ".blob.core.windows.net",
    ".blob.core.usgovcloudapi.net",
    ".blob.core.chinacloudapi.cn",
    ".blob.storage.azure.net",
)


def service_url(region: str | None, endpoint: str | None) -> str:
    """The origin of the service, such as `https://westeurope.api.cognitive.microsoft.com`, with a gateway's base path.

    Without arguments the environment tells: SPEECH_ENDPOINT, else SPEECH_REGION.

    Raises:
        ConfigurationError: neither or both are given, or what is given cannot be meant.
    """
    for name, value, example in (("region", region, "westeurope"), ("endpoint", endpoint, "https://…")):
        if value is None:
            continue
        if not isinstance(value, str):
            raise ConfigurationError(f"{name} is a {type(value).__name__}: give text, such as {example!r}.")
        if not value.strip():
            raise ConfigurationError(
                f"{name} is empty: give one, such as {example!r}, or leave the argument out to use the environment."
            )
    if region and endpoint:
        raise ConfigurationError("Both region and endpoint were given: give the one that names your resource.")
    if not (region or endpoint):
        endpoint = os.environ.get("SPEECH_ENDPOINT")
        region = None if endpoint else os.environ.get("SPEECH_REGION")
    if endpoint:
        return _origin(endpoint)
    if region:
        return _regional(region)
    raise ConfigurationError(
        "No region or endpoint: pass region='westeurope' or endpoint='https://…', "
        "or set SPEECH_REGION or SPEECH_ENDPOINT."
    )


def _regional(region: str) -> str:
    name = region.replace(" ", "").lower()
    if not _REGION.fullmatch(name):
        hint = " Pass a URL as endpoint." if "://" in name else ""
        raise ConfigurationError(f"{region!r} is not the name of an Azure region, such as westeurope.{hint}")
    domain = "azure.cn" if name.startswith("china") else "microsoft.us" if name.startswith("usgov") else "microsoft.com"
    return f"https://{name}.api.cognitive.{domain}"


def _origin(endpoint: str) -> str:
    try:
        parts = urlsplit(endpoint.strip())
        port = parts.port
    except ValueError as error:
        raise ConfigurationError(f"The endpoint is not a URL: {error}.") from error
    host = parts.hostname
    if parts.scheme not in ("https", "http") or not host:
        raise ConfigurationError("The endpoint must be a full URL, such as https://NAME.cognitiveservices.azure.com.")
    if not _HOST.fullmatch(host):
        raise ConfigurationError(
            f"{host!r} is not a valid host name: copy the endpoint from the resource's page in the Azure portal."
        )
    other = _OTHER_SERVICE.fullmatch(host)
    if other:
        raise ConfigurationError(
            f"{host!r} does not serve the Speech to text REST API: give region={other[1]!r}, "
            f"or endpoint={_regional(other[1])!r}."
        )
    if parts.username or parts.password:
        raise ConfigurationError(
            "The endpoint contains a user name or password: remove them, and give key=… or credential=…."
        )
    if parts.scheme == "http" and host not in LOOPBACK:
        raise ConfigurationError(
            f"http://{host} would send credentials in clear text: use https; http is for localhost only."
        )
    path = _PATH.fullmatch(parts.path)
    if path is None or "/speechtotext" in path[1] or parts.query or parts.fragment:
        raise ConfigurationError(
            f"The endpoint ends in {parts.path!r}: give the scheme and host only, or a gateway's base path without "
            "/speechtotext."
        )
    if path[1] and _SERVICE_HOST.fullmatch(host):
        raise ConfigurationError(f"The endpoint ends in {parts.path!r}: give scheme and host only.")
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + ("" if port is None else f":{port}") + path[1]
