"""Settings from options, environment variables and the configuration file, in that order of precedence."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import click

from speechtotext.cli._output.messages import print_warning

from .api_versions import api_versions, find_version, latest_version

SETTING_NAMES: Final = ("region", "endpoint", "key", "api_version", "locale")

FROM_COMMAND_LINE: Final = "the command line"

_FROM_ENVIRONMENT: Final = "the environment"

_DEFAULT_LOCALE: Final = "en-US"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in effect.

    Attributes:
        region: Azure region of the resource, such as westeurope.
        endpoint: URL of the resource; replaces the region.
        key: key of the resource.
        api_version: API version, such as 2025-10-15.
        locale: default locale of audio and data.
        sources: where each setting comes from.
    """

    region: str | None
    endpoint: str | None
    key: str | None = field(repr=False)
    api_version: str
    locale: str
    sources: Mapping[str, str]


def config_file() -> Path:
    """Return the path of the configuration file."""
    return Path(click.get_app_dir("speechtotext")) / "config.toml"


def load_settings(flags: Mapping[str, str | None]) -> Settings:
    """Merge options, environment variables, the configuration file and defaults.

    Raises:
        click.ClickException: the file cannot be read, or a value in it or in the environment is invalid.
    """
    file = config_file()
    environment = {name: os.environ.get(f"SPEECH_{name.upper()}") for name in SETTING_NAMES}
    if environment["endpoint"]:
        # Clients prefer the endpoint, too.
        environment["region"] = None
    defaults = {"api_version": latest_version(), "locale": _DEFAULT_LOCALE}
    return _resolve(
        [
            (FROM_COMMAND_LINE, flags),
            (_FROM_ENVIRONMENT, environment),
            (str(file), _read_config_file(file)),
            ("default", defaults),
        ]
    )


def _resolve(layers: list[tuple[str, Mapping[str, str | None]]]) -> Settings:
    """Take each setting from the first layer that has it; region and endpoint count as one setting."""
    values: dict[str, str] = {}
    sources: dict[str, str] = {}
    for source, layer in layers:
        is_named = "region" in values or "endpoint" in values
        for name, value in layer.items():
            if value and name not in values and not (is_named and name in ("region", "endpoint")):
                values[name], sources[name] = value, source
    version = find_version(values["api_version"])
    if version is None:
        raise click.ClickException(
            f"There is no API version {values['api_version']!r}, which {sources['api_version']} names: "
            f"choose one of {', '.join(api_versions())}."
        )
    return Settings(
        region=values.get("region"),
        endpoint=values.get("endpoint"),
        key=values.get("key"),
        api_version=version,
        locale=values["locale"],
        sources=sources,
    )


def _read_config_file(file: Path) -> dict[str, str | None]:
    """Return the settings in the configuration file; none if it does not exist."""
    # Imported here to keep start-up fast.
    import tomllib

    try:
        with file.open("rb") as opened:
            content = tomllib.load(opened)
            mode = os.fstat(opened.fileno()).st_mode
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise click.ClickException(f"{file} is not TOML: {error}.") from error
    wrong = [name for name, value in content.items() if name not in SETTING_NAMES or not isinstance(value, str)]
    if wrong:
        raise click.ClickException(
            f"{file}: {wrong[0]!r} is none of the texts that it may hold: {', '.join(SETTING_NAMES)}."
        )
    if os.name == "posix" and "key" in content and mode & (stat.S_IRGRP | stat.S_IROTH):
        print_warning(f"others can read the key in {file}: chmod 600 {file}")
    return content
