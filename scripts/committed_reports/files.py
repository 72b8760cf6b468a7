"""The committed reports: between neighbours, with and without previews, and from the oldest version to the latest."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from differences.documents import load_committed
from reporting.acknowledgements import AcknowledgementStatus
from reporting.markdown import render_markdown
from upstream.sources import Version

from .migration_table import compare_versions


def write_reports(versions: Iterable[Version], root: Path) -> None:
    """Write `spec/reports/OLD-to-NEW.md` from what else stands below `root`.

    Args:
        versions: the oldest first.

    Raises:
        BuildError: a document is not there or malformed.
    """
    versions = tuple(versions)
    documents = {version.name: load_committed(version, root) for version in versions}
    folder = root / "spec" / "reports"
    folder.mkdir(parents=True)
    # A preview adds reports and takes none away.
    releases = [version.name for version in versions if not version.is_preview]
    pairs = [*pairwise(documents), *pairwise(releases)]
    if len(releases) > 1:
        pairs.append((releases[0], releases[-1]))
    for old, new in (map(documents.__getitem__, pair) for pair in dict.fromkeys(pairs)):
        text = render_markdown(compare_versions(old, new), AcknowledgementStatus())
        (folder / f"{old.about.name}-to-{new.about.name}.md").write_text(text, encoding="utf-8")
