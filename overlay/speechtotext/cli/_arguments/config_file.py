"""The configuration file: settings, and profiles, which are settings with a name."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

import click

import speechtotext
from speechtotext.cli._output.messages import print_warning

from .network import has_password

SETTING_NAMES: Final = ("region", "endpoint", "auth", "key", "key_2", "api_version", "locale", "proxy", "ca_bundle")
SECRETS: Final = frozenset(("key", "key_2"))

_PROFILES: Final = "profiles"
# Seconds to wait for another process that changes the file.
_PATIENCE: Final = 10
# Only one of them names the resource.
_EXCLUSIVE: Final = {"region": "endpoint", "endpoint": "region"}


class ConfigFile(NamedTuple):
    """The content of the configuration file.

    Attributes:
        settings: those without a profile.
        profiles: settings by the name of their profile.
    """

    settings: Mapping[str, str]
    profiles: Mapping[str, Mapping[str, str]]


def config_file() -> Path:
    """Return the path of the configuration file."""
    return Path(click.get_app_dir("speechtotext")) / "config.toml"


def read_config_file() -> ConfigFile:
    """Read the configuration file; it is empty if it does not exist.

    Raises:
        click.ClickException: its content is invalid, or everybody may change it.
        FileError: it cannot be read.
    """
    # Imported here to keep start-up fast.
    import tomllib

    file = config_file()
    try:
        mode = file.stat().st_mode
        if stat.S_ISFIFO(mode):
            raise speechtotext.FileError(f"{file} cannot be read: it is a pipe.")
        # Some editors of Windows begin a file with a byte order mark.
        content = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        # Accounts of services may have /dev/null for a home.
        return ConfigFile({}, {})
    except OSError as error:
        raise speechtotext.FileError(f"{file} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise click.ClickException(f"{file} is not TOML: {error}.") from error
    profiles = content.pop(_PROFILES, {})
    if not isinstance(profiles, dict):
        raise click.ClickException(f"{file}: profiles are tables, such as [profiles.test].")
    found = ConfigFile(
        _settings(file, "", content),
        {name: _settings(file, f"profile {name!r}: ", table) for name, table in profiles.items()},
    )
    _check_mode(file, mode, (found.settings, *found.profiles.values()))
    return found


def _settings(file: Path, where: str, table: Any) -> dict[str, str]:
    if not isinstance(table, dict):
        raise click.ClickException(f"{file}: {where}expected a table of settings, such as [profiles.test].")
    wrong = [name for name, value in table.items() if name not in SETTING_NAMES or not isinstance(value, str)]
    if wrong:
        raise click.ClickException(
            f"{file}: {where}{wrong[0]!r} is not a setting; expected one of: {', '.join(SETTING_NAMES)}."
        )
    return table


def _check_mode(file: Path, mode: int, tables: Iterable[Mapping[str, str]]) -> None:
    """Warn if others can read a key or password.

    Raises:
        click.ClickException: everybody can change the file, and so where the key is sent.
    """
    if os.name != "posix":
        return
    if mode & stat.S_IWOTH:
        raise click.ClickException(f"Everybody can change {file}, and so where keys are sent: chmod 600 {file}")
    if not mode & (stat.S_IRGRP | stat.S_IROTH):
        return
    if any(not SECRETS.isdisjoint(table) for table in tables):
        print_warning(f"others can read the key in {file}: chmod 600 {file}")
    elif any(has_password(table.get("proxy", "")) for table in tables):
        print_warning(f"others can read the password of the proxy in {file}: chmod 600 {file}")


def write_setting(name: str, value: str | None, profile: str | None) -> None:
    """Write a setting into the configuration file, which only its owner can read; keep comments and order.

    Args:
        name: of the setting.
        value: None to remove it.
        profile: whose setting it is; None for those without a profile.

    Raises:
        click.BadParameter: the profile has no name that can be written.
        FileError: the file cannot be written.
    """
    # Imported here: slow to import.
    import tomlkit
    from tomlkit.items import InlineTable

    from speechtotext._files.atomic_write import write_atomically

    if profile is not None and not (profile.strip() and profile.isprintable()):
        raise click.BadParameter(f"Invalid profile name {profile!r}: use letters, digits, - and _.")
    # The file may be a link into a folder of settings.
    file = config_file().resolve()
    with _locked(file):
        read_config_file()  # what is invalid is told, and not written back
        document = tomlkit.parse(file.read_text("utf-8-sig")) if file.exists() else tomlkit.document()
        table: Any = document
        if profile is not None:
            profiles: Any = document.setdefault(_PROFILES, tomlkit.table(is_super_table=True))
            if profile not in profiles:
                is_inline = isinstance(profiles, InlineTable)
                profiles[profile] = tomlkit.inline_table() if is_inline else tomlkit.table()
            table = profiles[profile]
        if value is None:
            table.pop(name, None)
        else:
            table.pop(_EXCLUSIVE.get(name, ""), None)
            table[name] = value
        write_atomically(file, tomlkit.dumps(document).encode(), private=True)


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """Let one process at a time change the file.

    Raises:
        FileError: the folder cannot be written.
    """
    # Imported here: slow to import. Its locks work on every platform, and end with the process.
    import sqlite3

    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = sqlite3.connect(file.with_name(f".{file.name}.lock"), timeout=_PATIENCE, isolation_level=None)
        with closing(lock):
            lock.execute("BEGIN EXCLUSIVE")
            yield
    except OSError as error:
        raise speechtotext.FileError(
            f"{file} cannot be written: {error.strerror}. Set XDG_CONFIG_HOME to a folder that you can write, or use "
            "options and environment variables."
        ) from error
    except sqlite3.Error as error:
        raise speechtotext.FileError(f"{file} cannot be locked for writing: {error}.") from error
