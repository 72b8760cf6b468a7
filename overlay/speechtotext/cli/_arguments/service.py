"""The service that a command calls, and the options that select it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cached_property, wraps
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from .api_versions import api_versions
from .config_file import config_file
from .session import session
from .session_options import with_session
from .settings import ENTRA, FROM_COMMAND_LINE, WAYS_TO_AUTHENTICATE, Settings, load_settings, use_network

if TYPE_CHECKING:
    from speechtotext import KeyCredential, TokenCredential
    from speechtotext.storage import Storage

F = TypeVar("F", bound=Callable[..., Any])


class Service:
    """An Azure resource as the settings name it; its client is created on first use."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @property
    def api_version(self) -> str:
        return self.settings.api_version

    @cached_property
    def client(self) -> Any:
        """Return a client of the selected API version.

        Raises:
            click.ClickException: a setting is missing.
            ConfigurationError: a setting is invalid.
        """
        # Imported here because the client is slow to import.
        from speechtotext import KeyCredential

        chosen = self.settings
        self.require_credentials()
        if self.credential is not None:
            return self._opened(
                endpoint=chosen.endpoint, credential=self.credential, storage_credential=self.credential
            )
        return self.client_for(chosen.region, chosen.endpoint, KeyCredential(chosen.key or "", chosen.key_2))

    def require_credentials(self) -> None:
        """Check that the settings name a resource and what to sign in with.

        Raises:
            click.ClickException: a setting is missing.
        """
        chosen = self.settings
        if not (chosen.region or chosen.endpoint):
            raise click.ClickException(
                "Which resource? Give --region, such as --region westeurope, or --endpoint, "
                f"or set SPEECH_REGION or SPEECH_ENDPOINT, or write it into {config_file()}."
            )
        if self.credential is None and not chosen.key:
            raise click.ClickException(
                f"No key: set SPEECH_KEY, or write it into {config_file()}, or give --key; or use --auth entra."
            )

    @cached_property
    def credential(self) -> TokenCredential | None:
        """Return the source of Entra ID tokens; None with a key.

        Raises:
            click.ClickException: the resource's own URL is missing, or a key was given, too.
            ConfigurationError: azure-identity is not installed.
        """
        chosen = self.settings
        if chosen.auth != ENTRA:
            return None
        if chosen.sources.get("key") == FROM_COMMAND_LINE:
            raise click.ClickException("Both --key and --auth entra were given: give one of them.")
        if not chosen.endpoint or ".api.cognitive." in chosen.endpoint:
            raise click.ClickException(
                "Entra ID needs the resource's own URL, with its custom subdomain, in place of the region: "
                "give --endpoint https://NAME.cognitiveservices.azure.com, or set SPEECH_ENDPOINT."
            )
        # Imported here because azure-identity is slow to import.
        from speechtotext._auth.entra import default_credential

        # What it logs is in its errors, too, which are printed.
        logging.getLogger("azure.identity").addHandler(logging.NullHandler())
        return default_credential(chosen.endpoint, "use --auth key")

    def client_for(self, region: str | None, endpoint: str | None, key: str | KeyCredential) -> Any:
        """Return a client of the same API version for another resource."""
        return self._opened(region=region, endpoint=endpoint, key=key)

    def _opened(self, **arguments: Any) -> Any:
        return click.get_current_context().with_resource(self._module.Client(**arguments))

    def storage(self, url: str) -> Storage:
        """Return the storage at a URL, which takes the same Entra ID credential as the service."""
        # Imported here because the libraries of storage are slow to import.
        from speechtotext.storage._opening import storage_opener

        return storage_opener(None, self.credential)(url)

    @cached_property
    def models(self) -> Any:
        """Return the models module of the API version."""
        return self._module.models

    @cached_property
    def _module(self) -> Any:
        return import_module(f"speechtotext.{api_versions()[self.api_version]}")

    def group(self, name: str) -> Any:
        """Return a group of the client.

        Raises:
            click.ClickException: the API version does not have it.
        """
        found = getattr(self.client, name, None)
        if found is None:
            raise click.ClickException(f"API version {self.api_version} has no {name.replace('_', ' ')}.")
        return found

    def method(self, group: str, *names: str) -> Callable[..., Any]:
        """Return the first of these methods that a group of the client has.

        Raises:
            click.ClickException: the API version has none of them.
        """
        methods = self.group(group)
        for name in names:
            if hasattr(methods, name):
                return cast("Callable[..., Any]", getattr(methods, name))
        raise click.ClickException(f"API version {self.api_version} cannot do this.")

    @property
    def flags(self) -> list[str]:
        """Return the options that selected the service, for a follow-up command; a placeholder replaces the key."""
        chosen = self.settings
        told = {
            "--profile": ("profile", chosen.profile),
            "--region": ("region", chosen.region),
            "--endpoint": ("endpoint", chosen.endpoint),
            "--auth": ("auth", chosen.auth if chosen.auth == ENTRA else None),
            "--key": ("key", "KEY"),
            "--api-version": ("api_version", chosen.api_version),
        }
        given = [(flag, value) for flag, (name, value) in told.items() if chosen.sources.get(name) == FROM_COMMAND_LINE]
        return [text for flag, value in given if value is not None for text in (flag, value)]


def profile_option(function: F) -> F:
    """Add the option that names a profile."""
    return click.option("--profile", metavar="NAME", help='Profile in the configuration file: see "config".')(function)


def with_service(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options that select the service, and pass it to the command as its first argument."""

    @with_session
    @profile_option
    @click.option("--region", metavar="NAME", help="Azure region of the resource, such as westeurope.")
    @click.option("--endpoint", metavar="URL", help="URL of the resource, instead of the region.")
    @click.option("--auth", type=click.Choice(WAYS_TO_AUTHENTICATE), help="Authentication: key (default) or Entra ID.")
    @click.option("--key", metavar="KEY", help="Key of the resource; SPEECH_KEY leaves no trace in the shell history.")
    @click.option("--api-version", metavar="VERSION", help=f"One of {', '.join(api_versions())}; default: the latest.")
    @click.option("--proxy", metavar="URL", help="URL of a proxy. Default: HTTPS_PROXY. NO_PROXY always applies.")
    @click.option(
        "--ca-bundle",
        metavar="FILE|FOLDER",
        type=click.Path(exists=True, path_type=Path),
        help="Certificates to trust. Default: SSL_CERT_FILE, SSL_CERT_DIR, REQUESTS_CA_BUNDLE or those of the system.",
    )
    @wraps(function)
    def command(
        profile: str | None,
        region: str | None,
        endpoint: str | None,
        auth: str | None,
        key: str | None,
        api_version: str | None,
        proxy: str | None,
        ca_bundle: Path | None,
        **arguments: Any,
    ) -> None:
        flags = {"profile": profile, "region": region, "endpoint": endpoint, "auth": auth, "key": key}
        flags |= {
            "api_version": api_version,
            "proxy": proxy,
            "ca_bundle": None if ca_bundle is None else str(ca_bundle),
        }
        settings = load_settings(flags)
        session.ending.enter_context(use_network(settings))
        function(Service(settings), **arguments)

    return command
