"""How single expressions are rewritten, and what is told where they are not."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechtotext.migrate import Migrated, migrate_text
from speechtotext.migrate._conversions import hours, milliseconds, minutes

START = "from speechtotext.v3_2 import AsyncClient, Client, models\n"
MOVED = START.replace("v3_2", "v2025_10_15")


def moved(program: str, to: str = "v2025_10_15") -> Migrated:
    return migrate_text(START + program, to)


def rewritten(program: str) -> str:
    """What becomes of a program, of which nothing may be left."""
    result = moved(program)
    assert result.left == ()
    assert result.after.startswith(MOVED)
    return result.after.removeprefix(MOVED)


def told(program: str) -> str:
    """What is left of a program that stays as it is."""
    result = moved(program)
    assert result.after.removeprefix(MOVED) == program
    (finding,) = result.left
    return f"{finding.sentence} {finding.remedy}"


JOB = "job = Client().transcriptions.get('id')\n"


class TestNames:
    @pytest.mark.parametrize(
        ("expression", "becomes"),
        [
            ("Client().transcriptions.create", "Client().transcriptions.submit"),
            ("(Client() or None).transcriptions.create", "(Client() or None).transcriptions.submit"),
            ("[Client()][0].transcriptions.create", "[Client()][0].transcriptions.submit"),
            ("{'a': Client()}.get('a').transcriptions.create", "{'a': Client()}.get('a').transcriptions.submit"),
            ("(lambda: Client())().transcriptions.create", "(lambda: Client())().transcriptions.submit"),
            ("[c.transcriptions.create for c in (Client(),)]", "[c.transcriptions.submit for c in (Client(),)]"),
            ("Client().with_options().transcriptions.create", "Client().with_options().transcriptions.submit"),
            ("(c := Client()).transcriptions.create, c", "(c := Client()).transcriptions.submit, c"),
        ],
    )
    def test_a_method_is_found_wherever_its_client_comes_from(self, expression: str, becomes: str) -> None:
        assert rewritten(expression) == becomes

    @pytest.mark.parametrize(
        "binding",
        [
            "with Client() as stt: pass",
            "stt: Client",
            "stt = None\nstt = Client()",
            "first, stt = 1, Client()",
            "for stt in [Client()]: pass",
            "for n, stt in enumerate([Client()]): pass",
            "for key, stt in {'a': Client()}.items(): pass",
            "def make() -> Client: ...\nstt = make()",
            "def make(): return Client()\nstt = make()",
            "def make(): yield Client()\nwith make() as stt: pass",
            "class Own(Client): ...\nstt = Own()",
            "class Own:\n    made = Client()\nstt = Own().made",
            "class Own:\n    def __init__(self, made):\n        self.made = made\nstt = Own(Client()).made",
            "class Own:\n    @property\n    def made(self): return Client()\nstt = Own().made",
            "import copy\nstt = copy.copy(Client())",
            "from typing import cast\nstt = cast(Client, 1)",
            "from contextlib import closing\nwith closing(Client()) as stt: pass",
        ],
    )
    def test_a_client_is_followed_through(self, binding: str) -> None:
        assert rewritten(f"{binding}\nstt.transcriptions.create") == f"{binding}\nstt.transcriptions.submit"

    @pytest.mark.parametrize(
        "parameter",
        ["stt: Client", "stt: 'Client'", "stt: Client | None", "stt: AsyncClient", "*, stt: Client = Client()"],
    )
    def test_an_annotation_says_what_a_parameter_is(self, parameter: str) -> None:
        program = f"def f({parameter}):\n    stt.transcriptions.create"

        assert rewritten(program) == program.replace("create", "submit")

    def test_a_parameter_without_annotation_is_what_the_calls_give(self) -> None:
        program = "def f(stt, job):\n    stt.transcriptions.create(job)\nf(Client(), job=None)\n"

        assert rewritten(program) == program.replace("create(", "submit(")

    def test_a_name_of_the_programs_own_stays(self) -> None:
        program = "class Own:\n    time_to_live = 1\n    def create(self): ...\nOwn().time_to_live, Own().create()\n"

        assert rewritten(program) == program

    def test_a_name_that_only_may_be_meant_is_told(self) -> None:
        assert told("def f(job):\n    return job.properties.duration\n").startswith(
            "This may be DatasetProperties.duration or FileProperties.duration or TranscriptionProperties.duration: "
        )

    def test_what_comes_from_another_package_is_not_suspected(self) -> None:
        program = "import boto3\nboto3.client('sqs').time_to_live, boto3.x.transcriptions.create(time_to_live='PT1H')\n"

        assert rewritten(program) == program

    def test_what_comes_from_another_module_of_the_program_is_suspected(self) -> None:
        assert "This may be transcriptions.create" in told("from .clients import stt\nstt.transcriptions.create(1)\n")


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
        for convert, lowest, highest in ((hours, 6, 744), (minutes, 1, 2**99), (milliseconds, 0, 2**9999)):
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


class TestLayout:
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("(\n    a=1,\n    time_to_live=None,\n)", "(\n    a=1,\n    time_to_live_hours=48,\n)"),
            ("(\n    a=1,\n    b=2,\n)", "(\n    a=1,\n    b=2,\n    time_to_live_hours=48,\n)"),
            ("(\n    a=1\n)", "(\n    a=1,\n    time_to_live_hours=48\n)"),
            ("(a=1, b=2)", "(a=1, b=2, time_to_live_hours=48)"),
            ("(a=1,)", "(a=1, time_to_live_hours=48,)"),
            ("()", "(time_to_live_hours=48)"),
            ("(a=1,  # one\n  b=2)", "(a=1,  # one\n  b=2,\n  time_to_live_hours=48)"),
            ("(  # all\n  a=1  # one\n)", "(  # all\n  a=1,  # one\n  time_to_live_hours=48\n)"),
            ("(\n  a=1,  # one\n  # no more\n)", "(\n  a=1,  # one\n  time_to_live_hours=48,\n  # no more\n)"),
        ],
    )
    def test_an_argument_is_added_as_the_others_are_laid_out(self, before: str, after: str, end: str) -> None:
        name = "models.TranscriptionProperties"
        text = migrate_text((START + name + before).replace("\n", end), "v2025_10_15").after

        assert text == (MOVED + name + after).replace("\n", end)

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("(x,  # who\n    api_version='v3.2',  # what\n    key=k)", "(x,  # who\n    # what\n    key=k)"),
            ("(  # all\n    api_version='v3.2',  # what\n    key=k,\n)", "(  # all\n    # what\n    key=k,\n)"),
            ("(key=k, api_version='v3.2')", "(key=k)"),
            ("(api_version='2025-10-15', key=k)", "(key=k)"),
            ("(api_version='2025-10-15')", "()"),
            ("(\n    key=k,\n    api_version='v3.2',\n)", "(\n    key=k,\n)"),
            ("(\n    key=k,  # who\n    api_version='v3.2'  # what\n)", "(\n    key=k  # who\n    # what\n)"),
            ("(key=k,  # who\n    api_version='v3.2')", "(key=k  # who\n    )"),
            ("(key=k, api_version='v3.2',  # what\n    timeout=1)", "(key=k,  # what\n    timeout=1)"),
        ],
    )
    def test_an_argument_is_taken_out_and_its_comment_kept(self, before: str, after: str) -> None:
        assert rewritten(f"Client{before}") == f"Client{after}"

    def test_a_newer_version_that_is_spoken_stays(self) -> None:
        program = "from speechtotext.v3_0 import Client\nClient(api_version='2025-10-15')\n"

        assert migrate_text(program, "v3_2").after == program.replace("v3_0", "v3_2")


class TestReferences:
    @pytest.mark.parametrize(
        ("text", "becomes"),
        [
            ("'https://h/speechtotext/v3.2/models/1'", "'https://h/speechtotext/models/1?api-version=2025-10-15'"),
            ("f'{h}/speechtotext/v3.0/models/{i}'", "f'{h}/speechtotext/models/{i}?api-version=2025-10-15'"),
            ("'''/speechtotext/v3.1/models/1'''", "'''/speechtotext/models/1?api-version=2025-10-15'''"),
            ("'/speechtotext/models/1?api-version=2024-11-15'", "'/speechtotext/models/1?api-version=2025-10-15'"),
            ("'/speechtotext/models/1?api-version=2099-01-01'", "'/speechtotext/models/1?api-version=2099-01-01'"),
            ("'https://example.com/v3.2/1'", "'https://example.com/v3.2/1'"),
            ("job.self_", "job.self_"),
        ],
    )
    def test_a_url_is_written_as_the_target_writes_it(self, text: str, becomes: str) -> None:
        assert rewritten(f"models.EntityReference(self_={text})") == f"models.EntityReference(self_={becomes})"

    def test_a_url_that_stands_for_an_id_may_stay(self) -> None:
        program = "Client().transcriptions.get('https://h/speechtotext/v3.2/transcriptions/1')"

        assert rewritten(program) == program


@pytest.mark.parametrize(
    "program", ["import speechtotext", "from speechtotext import id_of, NotFound", "import speechtotext.progress as p"]
)
def test_what_is_of_no_version_stays(program: str) -> None:
    assert migrate_text(program, "v2025_10_15").after == program


@pytest.mark.parametrize("to", ["v3_1", "v3_2", "v2024_11_15"])
def test_a_program_for_a_newer_version_is_not_moved_back(to: str) -> None:
    program = "from speechtotext.v2025_10_15 import Client, models\nClient().transcriptions.submit(1)\n"

    assert migrate_text(program, to) == Migrated(migrate_text(program, to).path, program, program)


def test_a_version_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^no version 'v9_9': give one of v3_0, .*, v2025_10_15$"):
        migrate_text("", "v9_9")


@pytest.mark.parametrize("names", list(itertools.permutations(["v3_0", "v3_1", "id_of"])))
def test_imports_that_become_the_same_are_kept_once(names: tuple[str, ...]) -> None:
    after = migrate_text(f"from speechtotext import {', '.join(names)}\n", "v3_2").after

    assert sorted(after.removeprefix("from speechtotext import ").strip().split(", ")) == ["id_of", "v3_2"]
