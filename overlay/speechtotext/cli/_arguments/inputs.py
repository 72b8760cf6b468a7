"""Inputs of `speechtotext transcribe`: URLs or local files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import click

from speechtotext.cli._output.redaction import printable


def split_urls_and_files(inputs: Iterable[str]) -> tuple[list[str], list[Path]]:
    """Separate URLs from local files.

    Raises:
        click.ClickException: an input is neither.
    """
    urls, files = [], []
    for text in inputs:
        if "://" in text:
            urls.append(_checked_url(text))
        elif Path(text).is_file():
            files.append(Path(text))
        else:
            raise click.ClickException(
                f"{printable(text)!r} is neither a file that is there nor a URL, which begins with https://."
            )
    return urls, files


def read_url_list(file: IO[str]) -> list[str]:
    """Return the URLs in a file, one per line; empty lines and lines that begin with # are ignored.

    Raises:
        click.ClickException: a line is not a URL.
    """
    try:
        lines = [line.strip() for line in file]
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file.name} is no list of URLs: it is not text.") from error
    return [_checked_url(line) for line in lines if line and not line.startswith("#")]


def _checked_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        is_fine = parts.scheme in ("https", "http") and bool(parts.hostname) and not set(url) & set(' \t<>"')
    except ValueError:
        is_fine = False
    if not is_fine:
        raise click.ClickException(
            f"{printable(url)!r} is no URL of a recording, such as https://example.com/call.wav."
        )
    return url
