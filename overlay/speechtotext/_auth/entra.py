"""Entra ID: the credential of azure-identity, and what it is asked for in each cloud."""

from __future__ import annotations

import os
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from speechtotext._errors import ConfigurationError

from .credentials import TokenCredential


class Cloud(Enum):
    """A cloud of Azure: the scope of tokens for the service, and the host that issues them.

    Source: "Sovereign clouds" (Speech service), and `azure.identity.AzureAuthorityHosts`.
    """

    PUBLIC = ("https://cognitiveservices.azure.com/.default", "login.microsoftonline.com")
    US_GOVERNMENT = ("https://cognitiveservices.azure.us/.default", "login.microsoftonline.us")
    CHINA = ("https://cognitiveservices.azure.cn/.default", "login.chinacloudapi.cn")

    @property
    def scope(self) -> str:
        """The scope of tokens for the Speech service."""
        return self.value[0]

    @property
    def authority(self) -> str:
        """The host that issues tokens."""
        return self.value[1]


def cloud_of(url: str) -> Cloud:
    """Return the cloud that a URL of the service or of storage is in."""
    host = urlsplit(url).hostname or ""
    if host.endswith((".us", ".usgovcloudapi.net")):
        return Cloud.US_GOVERNMENT
    return Cloud.CHINA if host.endswith(".cn") else Cloud.PUBLIC


def default_credential(url: str, otherwise: str) -> TokenCredential:
    """Return the credential of azure-identity that finds its way by itself, in the cloud of a URL.

    It tries, in turn, the environment, workload identity, managed identity and the tools that a person has signed in
    with, such as `az login`. AZURE_AUTHORITY_HOST and AZURE_TOKEN_CREDENTIALS of the environment change that.

    Args:
        url: of the service or of storage.
        otherwise: what to do without azure-identity, as the end of a sentence.

    Raises:
        ConfigurationError: azure-identity is not installed, or refuses the environment.
    """
    try:
        from azure.identity import DefaultAzureCredential
    except ImportError:
        raise ConfigurationError(
            f"Entra ID needs azure-identity: install speechtotext-client[azure], or {otherwise}."
        ) from None
    from .entra_credential import EntraCredential, TokenTransport

    transport = TokenTransport()
    options: dict[str, Any] = {"transport": transport}
    if not os.environ.get("AZURE_AUTHORITY_HOST"):
        options["authority"] = cloud_of(url).authority
    try:
        return EntraCredential(DefaultAzureCredential(**options), transport)
    except ValueError as error:
        raise ConfigurationError(f"Entra ID cannot be set up: {error}.") from error
