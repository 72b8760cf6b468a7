"""The committed reports: between all neighbours, and from the oldest version to the latest."""

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
    documents = [load_committed(version, root) for version in versions]
    folder = root / "spec" / "reports"
    folder.mkdir(parents=True)
    pairs = list(pairwise(documents))
    if len(pairs) > 1:
        pairs.append((documents[0], documents[-1]))
    for old, new in pairs:
        text = render_markdown(compare_versions(old, new), AcknowledgementStatus())
        (folder / f"{old.about.name}-to-{new.about.name}.md").write_text(text, encoding="utf-8")
