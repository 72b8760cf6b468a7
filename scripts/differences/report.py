"""What a difference report holds: one entry for each cause, whoever finds it and however it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256


class Severity(StrEnum):
    """What a difference means for a program that was written against the old document."""

    BREAKING = "breaking"
    RISKY = "risky"
    COMPATIBLE = "compatible"


class Layer(StrEnum):
    """Who sees a difference: a program on HTTP, a program that imports our clients, or a reader."""

    WIRE = "wire"
    PYTHON = "python"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class SourceLocation:
    """Where something stands.

    Args:
        pointer: JSON pointer in the published file, or the dotted name of a Python object.
        line: line in the published file, counted from 1, where it is known.
    """

    pointer: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Rename:
    """A likely new name of what is gone.

    Args:
        to: the new name.
        evidence: why it is thought to be the same, as a sentence.
    """

    to: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One difference: one cause, whatever number of operations it reaches.

    Args:
        rule: id of the rule that found it, such as `response-property-removed`. Ids never change.
        subject: what it is about, such as `TranscriptionProperties.duration` or `POST /models/{id}:copy`; `*.project`
            where members of that name changed alike in several schemas. Rule and subject together are unique.
        layer: who sees it.
        severity: what it means for a program written against the old document.
        title: the difference, as a sentence.
        reason: why it has this severity, as a sentence.
        groups: the groups of operations that it reaches, such as `transcriptions`.
        operations: the operations that it reaches, as `Group_Verb` ids.
        old: where it stands in the old document, if it does.
        new: where it stands in the new one, if it does.
        before: what was there, as short JSON or text.
        after: what is there now.
        rename: the likely new name of what is gone.
        change: name of the migration change that covers it.
        remedy: what to do, as a sentence.
        alike: every member that changed this way, such as `Dataset.project`, where there are several.
    """

    rule: str
    subject: str
    layer: Layer
    severity: Severity
    title: str
    reason: str
    groups: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    old: SourceLocation | None = None
    new: SourceLocation | None = None
    before: str | None = None
    after: str | None = None
    rename: Rename | None = None
    change: str | None = None
    remedy: str = ""
    alike: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Stays the same when documents are reordered or edited elsewhere."""
        told = "\n".join((self.rule, self.subject, self.before or "", self.after or ""))
        return sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Document:
    """One of the two documents that are compared.

    Args:
        name: what it was asked for by: a version, `version@commit`, a path or a URL.
        version: the API version that it describes.
        commit: of the published file, where it is known.
        operations: how many operations it has.
        repository: of the published file, such as `Azure/azure-rest-api-specs`, where it is known.
        path: of the published file, in its repository or on disk, where it is known.
    """

    name: str
    version: str
    commit: str | None
    operations: int
    repository: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All differences between two documents, the gravest first, then by group and subject."""

    old: Document
    new: Document
    entries: tuple[Entry, ...]
