"""The options that say how a command reports, and how it reaches the network."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import click

from speechtotext.cli._output.logs import logged, warnings_printed
from speechtotext.cli._output.messages import MessageStyle, set_message_style

from .session import session

# The names by which the libraries of this package, and those of storage and Entra ID, look for a proxy.
_PROXIES: Final = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "all_proxy")
_BUNDLES: Final = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "AWS_CA_BUNDLE")
_SCHEMES: Final = ("http", "https", "socks5", "socks5h")


def with_session(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say how a command reports, and how it reaches the network; they hold until it has ended."""

    @click.option("-q", "--quiet", is_flag=True, help="Print no notes and no progress.")
    @click.option("-v", "--verbose", count=True, help="Print the log, too: retries and waits; -vv: every request.")
    @click.option(
        "--log-format",
        envvar="SPEECH_LOG_FORMAT",
        type=click.Choice(("text", "json")),
        default="text",
        help="Format of notes, warnings, errors and the log. Default: text.",
    )
    @click.option(
        "--metrics-file",
        metavar="FILE",
        envvar="SPEECH_METRICS_FILE",
        type=click.Path(dir_okay=False, path_type=Path),
        callback=_measure,
        # So that it is there when another option is wrong.
        is_eager=True,
        expose_value=False,
        help="Write metrics for Prometheus to this file at the end, such as speechtotext.prom.",
    )
    @click.option(
        "--proxy", metavar="URL", callback=_proxy, help="URL of a proxy. Default: HTTPS_PROXY. NO_PROXY always applies."
    )
    @click.option(
        "--ca-bundle",
        metavar="FILE|FOLDER",
        type=click.Path(exists=True, path_type=Path),
        help="Certificates to trust. Default: SSL_CERT_FILE, SSL_CERT_DIR, REQUESTS_CA_BUNDLE or the usual ones.",
    )
    @wraps(function)
    def command(
        quiet: bool,
        verbose: int,
        log_format: str,
        proxy: str | None,
        ca_bundle: Path | None,
        **arguments: Any,
    ) -> None:
        as_json = log_format == "json"
        set_message_style(MessageStyle(quiet, as_json, verbose > 0))
        is_logged = verbose or as_json
        session.ending.enter_context(logged(verbose, as_json=as_json) if is_logged else warnings_printed())
        session.ending.enter_context(_environment(_network_variables(proxy, ca_bundle)))
        function(**arguments)

    return command


def _measure(context: click.Context, _parameter: click.Parameter, path: Path | None) -> None:
    if path is None or context.resilient_parsing:
        return
    # Imported here because most commands do without.
    from speechtotext._errors import FileError
    from speechtotext._telemetry import add_recorder, remove_recorder
    from speechtotext.cli._output.messages import print_warning
    from speechtotext.cli._output.run_metrics import RunMetrics

    metrics = RunMetrics(path, context.command_path.partition(" ")[2])
    add_recorder(metrics)

    def write() -> None:
        remove_recorder(metrics)
        try:
            metrics.write(session.exit_code)
        except FileError as error:
            print_warning(str(error))

    session.ending.callback(write)


def _proxy(_context: click.Context, _parameter: click.Parameter, url: str | None) -> str | None:
    """Return the URL of a proxy.

    Raises:
        click.BadParameter: it is none.
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        is_proxy = parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_proxy = False
    if not is_proxy:
        # It may hold a password.
        raise click.BadParameter(f"{url.rpartition('@')[2]!r} is no URL of a proxy, such as http://proxy.example:3128.")
    return url


def _network_variables(proxy: str | None, ca_bundle: Path | None) -> dict[str, str]:
    """Return the environment variables that all libraries respect, as the options say.

    Raises:
        click.ClickException: no certificates can be read.
    """
    variables: dict[str, str] = {} if proxy is None else dict.fromkeys(_PROXIES, proxy)
    named_by = "--ca-bundle"
    if ca_bundle is None:
        named_by = next((name for name in _BUNDLES[:2] if os.environ.get(name)), "")
        if not named_by or os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR"):
            return variables
        ca_bundle = Path(os.environ[named_by])
    # Imported here because the client is slow to import.
    from speechtotext._core.clients.arguments import trusted_certificates
    from speechtotext._errors import ConfigurationError

    try:
        trusted_certificates(ca_bundle)
    except ConfigurationError as error:
        raise click.ClickException(str(error).replace("verify:", f"{named_by}:", 1)) from error
    own = "SSL_CERT_DIR" if ca_bundle.is_dir() else "SSL_CERT_FILE"
    return {**variables, own: str(ca_bundle), **dict.fromkeys(_BUNDLES, str(ca_bundle))}


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
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
