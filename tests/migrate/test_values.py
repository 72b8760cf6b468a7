"""Values that newer versions write in another way: durations, times to live, diarization."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.moving_code import JOB, moved, rewritten, told
from speechtotext.migrate._versions.conversions import hours, milliseconds, minutes


class TestTimesToLive:
    @pytest.mark.parametrize(
        ("text", "becomes"),
        [("PT6H", 6), ("P1D", 24), ("PT90H", 90), ("P1DT1M", 25), ("P31D", 744), ("P1W", 168), ("PT21600S", 6)],
    )
    def test_a_constant_becomes_whole_hours(self, text: str, becomes: int) -> None:
        program = f"models.TranscriptionProperties(time_to_live='{text}')"

        assert rewritten(program) == f"models.TranscriptionProperties(time_to_live_hours={becomes})"

    @pytest.mark.parametrize("value", ["'PT5H'", "'PT0S'", "'P32D'", "'P1M'", "'soon'", "''", "ttl", "f'PT{n}H'"])
    def test_what_does_not_become_hours_is_left(self, value: str) -> None:
        assert "from 6 to 744" in told(f"models.TranscriptionProperties(time_to_live={value})")

    @pytest.mark.parametrize("arguments", ["", "time_to_live=None"])
    def test_without_one_it_is_48_hours(self, arguments: str) -> None:
        result = moved(f"models.TranscriptionProperties({arguments})")

        assert result.after.endswith("models.TranscriptionProperties(time_to_live_hours=48)")
        assert [finding.left for finding in result.findings] == [False]

    def test_arguments_that_cannot_be_told_are_left(self) -> None:
        assert "Give time_to_live_hours=48" in told("models.TranscriptionProperties(**options)")

    def test_a_dict_that_holds_others_cannot_be_told(self) -> None:
        assert "Give time_to_live_hours=48" in told("models.TranscriptionProperties(**{**options, 'channels': [0]})")

    def test_a_dict_that_is_unpacked_is_looked_into(self) -> None:
        assert "time_to_live: The time" in told("o = {'time_to_live': 'P1D'}\nmodels.TranscriptionProperties(**o)\n")

    @given(st.timedeltas(min_value=timedelta(hours=5, seconds=1), max_value=timedelta(hours=744)))
    def test_hours_are_never_fewer_than_the_time_and_less_than_one_more(self, time: timedelta) -> None:
        seconds = time.total_seconds()
        found = hours(f"P{time.days}DT{time.seconds}.{time.microseconds:06}S")

        assert found is not None
        assert 0 <= found * 3600 - seconds < 3600

    @given(st.integers(1, 10**9))
    def test_minutes_are_never_fewer_than_the_time_and_less_than_one_more(self, seconds: int) -> None:
        found = minutes(seconds)

        assert found is not None
        assert 0 <= found * 60 - seconds < 60

    @given(st.text() | st.integers() | st.none() | st.floats() | st.from_regex(r"P(\d+D)?(T\d+H)?"))
    def test_any_constant_becomes_a_number_that_the_service_takes_or_nothing(self, value: object) -> None:
        for convert, lowest, highest in ((hours, 6, 744), (minutes, 1, 2**9999), (milliseconds, 0, 2**9999)):
            found = convert(value)
            assert found is None or lowest <= found <= highest


class TestDiarization:
    MODEL = "models.DiarizationProperties"
    SPEAKERS = "models.DiarizationSpeakersProperties(min_count=1, max_count={})"

    def properties(self, arguments: str) -> str:
        return f"models.TranscriptionProperties(time_to_live_hours=48, {arguments})"

    @pytest.mark.parametrize(
        ("arguments", "becomes"),
        [
            ("diarization_enabled=True", "diarization={0}(enabled=True, max_speakers=2)"),
            ("diarization_enabled=on", "diarization={0}(enabled=on, max_speakers=2)"),
            ("diarization={0}(speakers={1})", "diarization={0}(max_speakers=5)"),
            (
                "diarization_enabled=True, diarization={0}(speakers={1})",
                "diarization={0}(enabled=True, max_speakers=5)",
            ),
            ("diarization={0}(speakers={1}), diarization_enabled=f()", "diarization={0}(enabled=f(), max_speakers=5)"),
        ],
    )
    def test_enabling_and_speakers_are_put_together(self, arguments: str, becomes: str) -> None:
        before, after = (one.format(self.MODEL, self.SPEAKERS.format(5)) for one in (arguments, becomes))

        assert rewritten(self.properties(before)) == self.properties(after)

    @pytest.mark.parametrize("value", ["False", "None"])
    def test_what_is_not_enabled_is_left_out(self, value: str) -> None:
        program = f"models.TranscriptionProperties(time_to_live_hours=48, diarization_enabled={value}, channels=[0])"

        assert rewritten(program) == "models.TranscriptionProperties(time_to_live_hours=48, channels=[0])"

    def test_a_part_that_is_made_elsewhere_is_left(self) -> None:
        assert "diarization_enabled" in told(self.properties("diarization_enabled=True, diarization=part"))

    def test_a_part_that_is_not_made_by_keywords_is_left(self) -> None:
        part = "models.DiarizationProperties(speakers)"

        assert "diarization_enabled" in told(self.properties(f"diarization_enabled=True, diarization={part}"))

    def test_speakers_that_are_made_elsewhere_are_left(self) -> None:
        assert "DiarizationProperties.speakers" in told("models.DiarizationProperties(speakers=speakers)")

    def test_a_comment_that_would_be_lost_keeps_it_from_being_rewritten(self) -> None:
        speakers = "models.DiarizationSpeakersProperties(\n    max_count=5,  # the whole team\n)"

        assert "DiarizationProperties.speakers" in told(f"models.DiarizationProperties(speakers={speakers})")


class TestDurations:
    @pytest.mark.parametrize(
        "use",
        [
            "print({})",
            "f'{{{}}}'",
            "str({})",
            "import logging\nlogging.info('%s', {})",
            "{} is None",
            "print({} if job.properties else '')",
            "print(job.properties and {})",
        ],
    )
    def test_one_that_is_only_shown_is_renamed(self, use: str) -> None:
        program = JOB + use.format("job.properties.duration")

        assert rewritten(program) == program.replace("duration", "duration_milliseconds")

    @pytest.mark.parametrize("use", ["parse({})", "x = {}", "{} + 'x'", "f'{{{}:>9}}'", "{}[2:]", "{} == 'PT0S'"])
    def test_one_that_something_is_done_with_is_left(self, use: str) -> None:
        assert "Read duration_milliseconds" in told(JOB + use.format("job.properties.duration"))

    def test_one_that_a_program_sets_is_converted(self) -> None:
        program = JOB + "job.properties.duration = 'PT1M2.5S'"

        assert rewritten(program) == JOB + "job.properties.duration_milliseconds = 62500"
