"""Settings from options, environment variables and the configuration file, in that order of precedence."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import click

from .api_versions import api_versions, find_version, latest_version
from .config_file import SETTING_NAMES, ConfigFile, config_file, read_config_file
from .network import checked_proxy, environment, network_variables

FROM_COMMAND_LINE: Final = "the command line"

FROM_ENVIRONMENT: Final = "the environment"

KEY, ENTRA = "key", "entra"
WAYS_TO_AUTHENTICATE: Final = (KEY, ENTRA)

# Settings of a resource: a profile that names its own resource does not take those of another.
_OF_RESOURCE: Final = frozenset(("region", "endpoint", "auth", "key", "key_2"))

_Layer: TypeAlias = tuple[str, Mapping[str, str | None]]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in effect.

    Attributes:
        region: Azure region of the resource, such as westeurope.
        endpoint: URL of the resource; replaces the region.
        auth: "key" or "entra".
        key: key of the resource.
        key_2: its other key, which is sent when the first is refused.
        api_version: API version, such as 2025-10-15.
        locale: default locale of audio and data; None to have fast transcription detect it.
        proxy: URL of a proxy.
        ca_bundle: path of the certificates to trust.
        profile: name of the profile that was chosen.
        sources: where each setting comes from.
    """

    region: str | None
    endpoint: str | None
    auth: str
    key: str | None = field(repr=False)
    key_2: str | None = field(repr=False)
    api_version: str
    locale: str | None
    proxy: str | None = field(repr=False)
    ca_bundle: str | None
    profile: str | None
    sources: Mapping[str, str]


def load_settings(flags: Mapping[str, str | None]) -> Settings:
    """Merge options, environment variables, the configuration file and defaults.

    A profile that an option names wins over the environment; one that the environment names does not.

    Raises:
        click.ClickException: a value is invalid, or there is no such profile.
        FileError: the file cannot be read.
    """
    content = read_config_file()
    given, of_environment = flags.get("profile"), os.environ.get("SPEECH_PROFILE")
    profile = given or of_environment
    from_profile, from_file = _file_layers(content, profile)
    from_environment = (FROM_ENVIRONMENT, _environment())
    settings = {name: value for name, value in flags.items() if name != "profile"}
    defaults = {"auth": KEY, "api_version": latest_version()}
    values, sources = _merge(
        [
            (FROM_COMMAND_LINE, settings),
            *([from_profile, from_environment] if given else [from_environment, from_profile]),
            from_file,
            ("default", defaults),
        ]
    )
    if profile:
        sources["profile"] = FROM_COMMAND_LINE if given else FROM_ENVIRONMENT
    return _checked(values, sources, profile)


def _environment() -> dict[str, str | None]:
    values = {name: os.environ.get(_variable(name)) for name in SETTING_NAMES}
    if values["endpoint"]:
        # Clients prefer the endpoint, too.
        values["region"] = None
    return values


def _variable(name: str) -> str:
    return f"SPEECH_{name.upper()}"


def _file_layers(content: ConfigFile, profile: str | None) -> tuple[_Layer, _Layer]:
    """Return the settings of a profile, and those of the file that hold beside them."""
    file = config_file()
    if not profile:
        return (str(file), {}), (str(file), content.settings)
    if profile not in content.profiles:
        known = ", ".join(content.profiles) or "no profiles"
        raise click.ClickException(f"There is no profile {profile!r} in {file}, which has {known}.")
    chosen, general = content.profiles[profile], content.settings
    if "region" in chosen or "endpoint" in chosen:
        general = {name: value for name, value in general.items() if name not in _OF_RESOURCE}
    return (f"profile {profile!r} of {file}", chosen), (str(file), general)


def _merge(layers: list[_Layer]) -> tuple[dict[str, str], dict[str, str]]:
    """Take each setting from the first layer that has it; region and endpoint count as one setting.

    A second key from a weaker layer than the first may be of another resource, and does not count.
    """
    values: dict[str, str] = {}
    sources: dict[str, str] = {}
    for source, layer in layers:
        taken = set(values)
        if not taken.isdisjoint(("region", "endpoint")):
            taken |= {"region", "endpoint"}
        if "key" in taken:
            taken.add("key_2")
        for name, value in layer.items():
            if value and name not in taken:
                values[name], sources[name] = value, source
    if sources.get("key") == FROM_COMMAND_LINE != sources["auth"]:
        values["auth"], sources["auth"] = KEY, FROM_COMMAND_LINE
    return values, sources


def _checked(values: Mapping[str, str], sources: Mapping[str, str], profile: str | None) -> Settings:
    return Settings(
        region=values.get("region"),
        endpoint=values.get("endpoint"),
        auth=checked_auth(values["auth"], sources["auth"]),
        key=values.get("key"),
        key_2=values.get("key_2"),
        api_version=checked_version(values["api_version"], sources["api_version"]),
        locale=values.get("locale"),
        proxy=checked_proxy(values["proxy"], _named_by("proxy", sources)) if "proxy" in values else None,
        ca_bundle=values.get("ca_bundle"),
        profile=profile or None,
        sources=sources,
    )


def _named_by(name: str, sources: Mapping[str, str]) -> str:
    if sources[name] == FROM_COMMAND_LINE:
        return f"--{name.replace('_', '-')}"
    if sources[name] == FROM_ENVIRONMENT:
        return _variable(name)
    return f"{name} of {sources[name]}"


def use_network(settings: Settings) -> AbstractContextManager[None]:
    """Return a context in which all libraries use the proxy and the certificates of the settings.

    Raises:
        click.ClickException: no certificates can be read.
    """
    named_by = "" if settings.ca_bundle is None else _named_by("ca_bundle", settings.sources)
    return environment(network_variables(settings.proxy, settings.ca_bundle, named_by))


def checked_auth(name: str, source: str) -> str:
    """Return a way to authenticate.

    Raises:
        click.ClickException: it is unknown.
    """
    if name not in WAYS_TO_AUTHENTICATE:
        raise click.ClickException(
            f"There is no way to authenticate called {name!r}, which {source} names: "
            f"choose one of {', '.join(WAYS_TO_AUTHENTICATE)}."
        )
    return name


def checked_version(name: str, source: str) -> str:
    """Return the API version that a text names.

    Raises:
        click.ClickException: there is none.
    """
    version = find_version(name)
    if version is None:
        raise click.ClickException(
            f"There is no API version {name!r}, which {source} names: choose one of {', '.join(api_versions())}."
        )
    return version
