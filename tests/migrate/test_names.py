"""Names of models, methods and attributes, moved to a newer version."""

from __future__ import annotations

import pytest

from migrate.moving_code import rewritten, told
from speechtotext.migrate import migrate_text

# A call with an argument that has another name and unit in the newest version, before and after.
LISTING = "transcriptions.list_files(1, sas_validity_in_seconds=3600)"
LISTED = "transcriptions.list_files(1, sas_lifetime_minutes=60)"


class TestNames:
    @pytest.mark.parametrize(
        "client",
        [
            "Client()",
            "(Client() or None)",
            "[Client()][0]",
            "{'a': Client()}.get('a')",
            "(lambda: Client())()",
            "Client().with_options()",
        ],
    )
    def test_a_method_is_found_wherever_its_client_comes_from(self, client: str) -> None:
        assert rewritten(f"{client}.{LISTING}") == f"{client}.{LISTED}"

    @pytest.mark.parametrize(
        "around",
        ["[c.{} for c in (Client(),)]", "(c := Client()).{}, c"],
    )
    def test_a_client_is_known_within_an_expression(self, around: str) -> None:
        assert rewritten(around.format(LISTING)) == around.format(LISTED)

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
        assert rewritten(f"{binding}\nstt.{LISTING}") == f"{binding}\nstt.{LISTED}"

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
        program = f"import typing\ndef f(stt: {annotation}):\n    stt.{LISTING}"

        assert rewritten(program) == program.replace(LISTING, LISTED)

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
        program = f"def f(it: {annotation}):\n    {use}.{LISTING}"

        assert rewritten(program) == program.replace(LISTING, LISTED)

    @pytest.mark.parametrize("annotation", ["'no Python'", "typing.Callable[[], Client]", "unknown.Thing"])
    def test_an_annotation_that_does_not_tell_leaves_it_open(self, annotation: str) -> None:
        program = f"import typing\ndef f(it: {annotation}):\n    it().time_to_live\n"

        assert "This may be time_to_live" in told(program)

    @pytest.mark.parametrize("annotation", ["pathlib.Path", "typing.Literal['a']", "int", "'pathlib.Path'"])
    def test_an_annotation_of_something_else_allays_suspicion(self, annotation: str) -> None:
        program = f"import pathlib, typing\ndef f(it: {annotation}):\n    it.time_to_live\n"

        assert rewritten(program) == program

    def test_what_a_callback_is_given_is_known(self) -> None:
        program = "Client().transcriptions.wait('id', on_progress=lambda job: print(job.properties.duration))"

        assert rewritten(program) == program.replace("duration", "duration_milliseconds")

    def test_models_that_are_imported_themselves_and_gone_are_told(self) -> None:
        result = migrate_text("from speechtotext_api.v3_1.models import ModelCopy\n", "v3_2")

        assert result.after == "from speechtotext_api.v3_2.models import ModelCopy\n"
        assert result.left[0].sentence.startswith("ModelCopy: ")

    def test_locales_of_datasets_are_told(self) -> None:
        assert "the locales of each kind" in told("Client().datasets.list_supported_locales()['en-US']")

    def test_a_module_that_is_named_in_a_text_is_told(self) -> None:
        assert "Use speechtotext.v2025_10_15.Client." in told("patch('speechtotext.v3_2.Client')")

    def test_a_text_that_is_no_annotation_is_none(self) -> None:
        assert "A string names the module" in told("from typing import Literal\nx: Literal['speechtotext.v3_2']\n")

    def test_a_parameter_without_annotation_is_what_the_calls_give(self) -> None:
        program = f"def f(stt, job):\n    stt.{LISTING}\nf(Client(), job=None)\n"

        assert rewritten(program) == program.replace(LISTING, LISTED)

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
        assert "This may be time_to_live" in told("from .clients import stt\nstt.transcriptions.get(1).time_to_live\n")
