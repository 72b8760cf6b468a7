"""What another version has, and this one has not."""

from __future__ import annotations

from speechtotext import v2024_11_15, v2025_10_15, v3_0, v3_1, v3_2

OLD_JOB = v3_1.models.Transcription(display_name="Calls", locale="en-US")


def groups(first: v3_0.Client, third: v3_2.Client, fourth: v2024_11_15.Client) -> None:
    first.operations.get_model_copy("id")  # wrong
    third.service_health.get()  # wrong
    fourth.projects.list()  # wrong


def methods(third: v3_2.Client, fourth: v2024_11_15.Client, fifth: v2025_10_15.Client) -> None:
    third.transcriptions.submit(v3_2.models.Transcription(display_name="Calls", locale="en-US"))  # wrong
    third.models.copy_to("id", v3_1.models.ModelCopy(target_subscription_key="…"))  # wrong
    fourth.datasets.upload_form(b"data", display_name="Data", locale="en-US", kind="Acoustic")  # wrong
    fifth.transcriptions.create(OLD_JOB)  # wrong
    fifth.endpoints.list_logs("id")  # wrong


def arguments(first: v3_0.Client, third: v3_2.Client, fifth: v2025_10_15.Client) -> None:
    first.transcriptions.list(filter="status eq 'Failed'")  # wrong
    third.transcriptions.create(OLD_JOB)  # wrong
    third.transcriptions.get(OLD_JOB)  # wrong
    fifth.transcriptions.list_files("id", sas_validity_in_seconds=60)  # wrong


def properties() -> None:
    v2025_10_15.models.Transcription(display_name="Calls", locale="en-US")  # wrong
    v2025_10_15.models.TranscriptionProperties(time_to_live="PT12H")  # wrong
    v2025_10_15.models.TranscriptionProperties(time_to_live_hours="PT12H")  # wrong
    v3_2.models.TranscriptionProperties(time_to_live_hours=48)  # wrong
    v3_0.models.TranscriptionProperties(display_form_word_level_timestamps_enabled=True)  # wrong
    print(v3_1.models.DatasetKind.OUTPUT_FORMATTING)  # wrong
    print(v3_2.models.ServiceHealth)  # wrong
