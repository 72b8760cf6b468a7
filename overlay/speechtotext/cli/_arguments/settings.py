"""Settings from options, environment variables and the configuration file, in that order of precedence."""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import click

from speechtotext.cli._output.messages import warn

from .api_versions import api_versions, same_version

NAMES: Final = ("region", "endpoint", "key", "api_version", "locale")

FLAGS: Final = "the command line"

_ENVIRONMENT: Final = "the environment"

_DEFAULT_LOCALE: Final = "en-US"


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds.

    Attributes:
        region: of the resource, such as westeurope.
        endpoint: in place of the region: the resource's URL.
        key: of the resource.
        api_version: such as 2025-10-15.
        locale: of audio and data of which nothing else is said.
        sources: where each setting was told.
    """

    region: str | None
    endpoint: str | None
    key: str | None = field(repr=False)
    api_version: str
    locale: str
    sources: Mapping[str, str]


def config_file() -> Path:
    """Where the file is looked for."""
    return Path(click.get_app_dir("speechtotext")) / "config.toml"


def settings(flags: Mapping[str, str | None]) -> Settings:
    """What holds, given these flags.

    Raises:
        click.ClickException: the file cannot be read, or something in it or in the environment cannot be meant.
    """
    file = config_file()
    environment = {name: os.environ.get(f"SPEECH_{name.upper()}") for name in NAMES}
    if environment["endpoint"]:
        # As the clients have it.
        environment["region"] = None
    defaults = {"api_version": list(api_versions())[-1], "locale": _DEFAULT_LOCALE}
    return _resolved([(FLAGS, flags), (_ENVIRONMENT, environment), (str(file), _read(file)), ("default", defaults)])


def _resolved(layers: list[tuple[str, Mapping[str, str | None]]]) -> Settings:
    """The first of the layers that tells a setting holds; which resource it is, region and endpoint tell together."""
    values: dict[str, str] = {}
    sources: dict[str, str] = {}
    for source, layer in layers:
        is_named = "region" in values or "endpoint" in values
        for name, value in layer.items():
            if value and name not in values and not (is_named and name in ("region", "endpoint")):
                values[name], sources[name] = value, source
    version = same_version(values["api_version"])
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


def _read(file: Path) -> dict[str, str | None]:
    """What the file says; nothing, if it is not there."""
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
    wrong = [name for name, value in content.items() if name not in NAMES or not isinstance(value, str)]
    if wrong:
        raise click.ClickException(f"{file}: {wrong[0]!r} is none of the texts that it may hold: {', '.join(NAMES)}.")
    if os.name == "posix" and "key" in content and mode & (stat.S_IRGRP | stat.S_IROTH):
        warn(f"others can read the key in {file}: chmod 600 {file}")
    return content
