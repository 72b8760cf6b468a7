"""The service that a command calls, and the options that select it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, wraps
from importlib import import_module
from typing import Any, cast

import click

from .api_versions import api_versions
from .session_options import with_session
from .settings import FROM_COMMAND_LINE, Settings, config_file, load_settings


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
        chosen = self.settings
        if not (chosen.region or chosen.endpoint):
            raise click.ClickException(
                "Which resource? Give --region, such as --region westeurope, or --endpoint, "
                f"or set SPEECH_REGION or SPEECH_ENDPOINT, or write it into {config_file()}."
            )
        if not chosen.key:
            raise click.ClickException(f"No key: set SPEECH_KEY, or write it into {config_file()}, or give --key.")
        return self.client_for(chosen.region, chosen.endpoint, chosen.key)

    def client_for(self, region: str | None, endpoint: str | None, key: str) -> Any:
        """Return a client of the same API version for another resource."""
        made = self._module.Client(region=region, endpoint=endpoint, key=key)
        return click.get_current_context().with_resource(made)

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
            "--region": ("region", chosen.region),
            "--endpoint": ("endpoint", chosen.endpoint),
            "--key": ("key", "KEY"),
            "--api-version": ("api_version", chosen.api_version),
        }
        given = [(flag, value) for flag, (name, value) in told.items() if chosen.sources.get(name) == FROM_COMMAND_LINE]
        return [text for flag, value in given if value is not None for text in (flag, value)]


def with_service(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options that select the service, and pass it to the command as its first argument."""

    @with_session
    @click.option("--region", metavar="NAME", help="Azure region of the resource, such as westeurope.")
    @click.option("--endpoint", metavar="URL", help="In place of the region: the resource's own URL.")
    @click.option("--key", metavar="KEY", help="Key of the resource; SPEECH_KEY leaves no trace in the history.")
    @click.option("--api-version", metavar="VERSION", help=f"One of {', '.join(api_versions())}; default: the latest.")
    @wraps(function)
    def command(
        region: str | None, endpoint: str | None, key: str | None, api_version: str | None, **arguments: Any
    ) -> None:
        flags = {"region": region, "endpoint": endpoint, "key": key, "api_version": api_version}
        function(Service(load_settings(flags)), **arguments)

    return command
