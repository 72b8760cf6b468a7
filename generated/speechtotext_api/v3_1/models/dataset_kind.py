from __future__ import annotations

from typing import Final

from ...wire import OpenEnum


class DatasetKind(OpenEnum):
    """Kind of the data of a dataset."""

    LANGUAGE = "Language"
    """Plain text with one utterance per line, to adapt a model."""
    ACOUSTIC = "Acoustic"
    """Audio together with human transcripts, for adapting or testing a model."""
    PRONUNCIATION = "Pronunciation"
    """Words with their pronunciation."""
    AUDIO_FILES = "AudioFiles"
    """Audio without transcripts."""
    LANGUAGE_MARKDOWN = "LanguageMarkdown"
    """Structured text: sentence patterns with lists of entities, in Markdown."""


DATASET_KIND_VALUES: Final = {member.value: member for member in DatasetKind}
