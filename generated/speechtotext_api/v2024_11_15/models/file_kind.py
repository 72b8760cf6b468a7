from __future__ import annotations

from typing import Final

from ...wire import OpenEnum


class FileKind(OpenEnum):
    """Kind of the content of a file."""

    DATASET_REPORT = "DatasetReport"
    """Report on the import of a dataset: accepted and rejected lines."""
    AUDIO = "Audio"
    """Recorded speech."""
    LANGUAGE_DATA = "LanguageData"
    """Text for adapting a model."""
    PRONUNCIATION_DATA = "PronunciationData"
    """Words with their pronunciation."""
    ACOUSTIC_DATA_ARCHIVE = "AcousticDataArchive"
    """Archive with the audio of an acoustic dataset."""
    ACOUSTIC_DATA_TRANSCRIPTION_V2 = "AcousticDataTranscriptionV2"
    """Human transcripts that go with the audio of an acoustic dataset."""
    TRANSCRIPTION = "Transcription"
    """Transcription result of one audio file, as JSON."""
    TRANSCRIPTION_REPORT = "TranscriptionReport"
    """Report on a transcription job: for each input whether it succeeded or why it failed."""
    EVALUATION_DETAILS = "EvaluationDetails"
    """Detailed results of an evaluation."""
    MODEL_REPORT = "ModelReport"
    """Report on the creation of a custom model."""
    OUTPUT_FORMATTING_DATA = "OutputFormattingData"
    """Rules for how results are written."""


FILE_KIND_VALUES: Final = {member.value: member for member in FileKind}
