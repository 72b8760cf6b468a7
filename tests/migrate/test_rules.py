"""How single expressions are rewritten, and what is told where they are not."""

from __future__ import annotations

import ast
import itertools
import re
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechtotext.migrate import Migrated, migrate_text
from speechtotext.migrate._versions.conversions import hours, milliseconds, minutes

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
            "for key, stt in zip('a', [Client()]): pass",
            "stt = {name: Client() for name in 'a'}['a']",
            "stt = {Client() for _ in 'a'}.pop()",
            "first, *others = [Client()]\nstt = first",
            "stt = max([Client()], key=lambda stt: stt.transcriptions)",
            "stt = next(filter(lambda stt: stt.transcriptions, [Client()]))",
            "import asyncio\nasync def f():\n    global stt\n    stt = await asyncio.to_thread(Client)",
            "import asyncio\nstt = asyncio.run(asyncio.wait_for(Client(), 1))",
            "from functools import partial\nstt = partial(Client, region='x')()",
            "class Own:\n    made: Client\nstt = Own().made",
            "class Own:\n    @classmethod\n    def make(cls): return cls.made\n    made = Client()\nstt = Own.make()",
            "class Own:\n    def a(self): return Client()\n    def b(self): return self.a()\nstt = Own().b()",
            "class Base:\n    made = Client()\nclass Own(Base): ...\nstt = Own().made",
            "def make(*, made): return made\nstt = make(made=Client())",
            "def make(made=Client()): return made\nstt = make()",
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
        "annotation",
        [
            "Client",
            "'Client'",
            "Client | None",
            "AsyncClient",
            "typing.Optional[Client]",
            "typing.Annotated[Client, 'ours']",
            "'typing.Union[Client, AsyncClient]'",
            "typing.Awaitable[Client]",
        ],
    )
    def test_an_annotation_says_what_a_parameter_is(self, annotation: str) -> None:
        program = f"import typing\ndef f(stt: {annotation}):\n    stt.transcriptions.create"

        assert rewritten(program) == program.replace("create", "submit")

    @pytest.mark.parametrize(
        ("annotation", "use"),
        [
            ("list[Client]", "it[0]"),
            ("dict[str, Client]", "it['a']"),
            ("tuple[Client, ...]", "it[1]"),
            ("type[Client]", "it()"),
        ],
    )
    def test_an_annotation_says_what_is_in_a_container(self, annotation: str, use: str) -> None:
        program = f"def f(it: {annotation}):\n    {use}.transcriptions.create"

        assert rewritten(program) == program.replace("create", "submit")

    @pytest.mark.parametrize("annotation", ["'no Python'", "typing.Callable[[], Client]", "unknown.Thing"])
    def test_an_annotation_that_does_not_tell_leaves_it_open(self, annotation: str) -> None:
        program = f"import typing\ndef f(it: {annotation}):\n    it().transcriptions.create\n"

        assert "This may be transcriptions.create" in told(program)

    @pytest.mark.parametrize("annotation", ["pathlib.Path", "typing.Literal['a']", "int", "'pathlib.Path'"])
    def test_an_annotation_of_something_else_allays_suspicion(self, annotation: str) -> None:
        program = f"import pathlib, typing\ndef f(it: {annotation}):\n    it.time_to_live\n"

        assert rewritten(program) == program

    def test_what_a_callback_is_given_is_known(self) -> None:
        program = "Client().transcriptions.wait('id', on_progress=lambda job: print(job.properties.duration))"

        assert rewritten(program) == program.replace("duration", "duration_milliseconds")

    def test_models_that_are_imported_themselves_are_renamed(self) -> None:
        program = "from speechtotext_api.v2024_11_15.models import CombinedPhrases, Word as W\nx: CombinedPhrases | W\n"

        assert migrate_text(program, "v2025_10_15").after == (
            "from speechtotext_api.v2025_10_15.models import ChannelCombinedPhrases, Word as W\n"
            "x: ChannelCombinedPhrases | W\n"
        )

    def test_models_that_are_imported_themselves_and_gone_are_told(self) -> None:
        result = migrate_text("from speechtotext_api.v3_1.models import ModelCopy\n", "v3_2")

        assert result.after == "from speechtotext_api.v3_2.models import ModelCopy\n"
        assert result.left[0].sentence.startswith("ModelCopy: ")

    def test_locales_of_datasets_are_told(self) -> None:
        assert "the locales of each kind" in told("Client().datasets.list_supported_locales()['en-US']")

    def test_a_module_that_is_named_in_a_text_is_told(self) -> None:
        assert "Write speechtotext.v2025_10_15.Client." in told("patch('speechtotext.v3_2.Client')")

    def test_a_text_that_is_no_annotation_is_none(self) -> None:
        assert "is named in a text" in told("from typing import Literal\nx: Literal['speechtotext.v3_2']\n")

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

    def test_a_member_of_what_is_gone_is_told_where_it_only_may_be_meant(self) -> None:
        assert "This may be dataset_count" in told("def f(counts):\n    return counts.dataset_count\n")

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

    @settings(deadline=None)
    @given(st.data())
    def test_no_layout_and_no_comment_is_in_the_way(self, data: st.DataObject) -> None:
        numbers = map(str, itertools.count())
        draw = data.draw

        def gap(*kinds: str) -> str:
            return draw(st.sampled_from(kinds)).replace("#", f"# {next(numbers)}")

        names = draw(st.lists(st.sampled_from("abcdef"), unique=True, max_size=3))
        names.insert(draw(st.integers(0, len(names))), "api_version='v3.2'")
        given = [name if "=" in name else f"{name}={name}" for name in names]
        separators = [gap(", ", ",\n    ", ",  #\n    ", ",\n    #\n    ", " ,\n\n    ") for _ in given[1:]]
        arguments = "".join(itertools.chain(*itertools.zip_longest(given, separators, fillvalue="")))
        start, end = gap("", "\n    ", "  #\n    ", "\n    #\n    "), gap("", ",", "\n", ",\n", "  #\n", ",  #\n#\n")
        program = f"Client({start}{arguments}{end})"

        for call in (program, program.replace("Client", "models.TranscriptionProperties")):
            after = moved(call).after
            (statement,) = ast.parse(after).body[1:]
            keywords = [one.arg for one in ast.walk(statement) if isinstance(one, ast.keyword)]
            assert sorted(re.findall(r"# \d+", after)) == sorted(re.findall(r"# \d+", call))
            if "Client(" in call:
                assert keywords == [name for name in names if "=" not in name]
            else:
                assert keywords == [*(name.partition("=")[0] for name in names), "time_to_live_hours"]

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


def test_a_generated_client_of_another_service_is_none_of_ours() -> None:
    program = "import swagger_client\nswagger_client.DefaultApi().get_models()\n"

    assert migrate_text(program, "v2025_10_15").findings == ()
    assert migrate_text(f"# cris.ai\n{program}", "v2025_10_15").findings != ()


class TestRequests:
    URL = "https://westus.api.cognitive.microsoft.com/speechtotext/v3.1"

    @pytest.mark.parametrize(
        "url",
        [
            "'{0}/transcriptions'",
            "'{0}' '/transcriptions'",
            "'{0}' + '/transcriptions'",
            "'%s/transcriptions' % '{0}'",
            "'{{}}/transcriptions'.format('{0}')",
            "'/'.join(['{0}', 'transcriptions'])",
            "f'{{base}}/transcriptions'",
            "base.rstrip('/') + '/transcriptions'",
            "str(base) + '/transcriptions'",
            "urljoin(base + '/', 'transcriptions')",
            "os.environ.get('BASE', base) + '/transcriptions'",
            "URLS['jobs']",
            "(given or base) + '/transcriptions'",
            "(given if given else base) + '/transcriptions'",
            "own('/transcriptions')",
        ],
    )
    def test_a_url_is_put_together(self, url: str) -> None:
        program = (
            "import os\nimport requests\nfrom urllib.parse import urljoin\n"
            f"base = '{self.URL}'\nURLS = {{'jobs': base + '/transcriptions'}}\n"
            f"def own(path): return base + path\nrequests.post({url.format(self.URL)})\n"
        )

        assert "POST /transcriptions of API v3.1." in [one.sentence for one in migrate_text(program, "v3_2").left]

    @pytest.mark.parametrize(
        ("request_", "method"),
        [
            ("requests.get(URL)", "GET"),
            ("session.delete(url=URL)", "DELETE"),
            ("requests.request('get', URL)", "GET"),
            ("requests.request(method='PATCH', url=URL)", "PATCH"),
            ("httpx.stream('GET', URL)", "GET"),
            ("urlopen(URL)", "GET"),
            ("urlopen(Request(URL, data=b'{}'))", "POST"),
            ("Request(URL, method='DELETE')", "DELETE"),
            ("requests.request(method, URL)", "A request of"),
        ],
    )
    def test_the_method_is_found(self, request_: str, method: str) -> None:
        (finding,) = migrate_text(request_.replace("URL", f"'{self.URL}/transcriptions/1'"), "v3_2").left

        assert finding.sentence == f"{method} /transcriptions/1 of API v3.1."

    @pytest.mark.parametrize("text", ["'''{0}/models'''", "# {0}/models"])
    def test_what_is_said_to_readers_is_no_request(self, text: str) -> None:
        assert migrate_text(text.format(self.URL), "v3_2").findings == ()

    def test_a_url_that_is_its_own_beginning_is_untold(self) -> None:
        assert migrate_text("url = url + '/speechtotext/'\nrequests.get(url)\n", "v3_2").findings == ()

    @pytest.mark.parametrize(
        ("path", "calls"),
        [
            ("/models/base/1", "Call stt.models.get_base_model(id)."),
            ("/models/1/files/2", "Call stt.models.get_file(id, file_id)."),
            ("/datasets/locales", "Call stt.datasets.list_supported_locales()."),
            ("/datasets/1/blocks:commit", "Call stt.datasets.commit_blocks(id, body)."),
            ("/transcriptions?top=5", "Call stt.transcriptions.list()."),
        ],
    )
    def test_what_takes_the_place_of_a_path_is_called_with_what_it_needs(self, path: str, calls: str) -> None:
        method = "post" if ":commit" in path else "get"
        (finding,) = migrate_text(f"requests.{method}('{self.URL}{path}')", "v2025_10_15").left

        assert finding.remedy == calls


@pytest.mark.parametrize(
    "program",
    [
        "import speechtotext.v9_9",
        "from speechtotext_api.v9_9.models import Job",
        "from speechtotext.v3_2x import *",
        "import speechtotext",
        "from speechtotext import id_of, NotFound",
        "import speechtotext.progress as p",
    ],
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
