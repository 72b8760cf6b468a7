from __future__ import annotations

from typing import Final

from ...wire import OpenEnum


class DatasetKind(OpenEnum):
    """What sort of data a dataset holds."""

    LANGUAGE = "Language"
    """Plain text, one utterance a line, for adapting the language side of a model."""
    ACOUSTIC = "Acoustic"
    """Audio together with human transcripts, for adapting or testing a model."""
    PRONUNCIATION = "Pronunciation"
    """List of words with how they are spoken."""
    AUDIO_FILES = "AudioFiles"
    """Audio without transcripts."""
    LANGUAGE_MARKDOWN = "LanguageMarkdown"
    """Structured text: sentence patterns with lists of entities, in Markdown."""
    OUTPUT_FORMATTING = "OutputFormatting"
    """Rules for how results are written (numbers, capitals, rewriting, profanity), with tests that validate the dataset."""


DATASET_KIND_VALUES: Final = {member.value: member for member in DatasetKind}
