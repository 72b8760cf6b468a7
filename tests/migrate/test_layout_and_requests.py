"""Layout that stays, references, raw requests, and what is not moved."""

from __future__ import annotations

import ast
import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrate.moving_code import MOVED, START, moved, rewritten
from speechtotext.migrate import Migrated, migrate_text


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
            (
                "/datasets/1/blocks:commit",
                'Call stt.datasets.commit_blocks(id, [models.CommitBlocksEntry(kind="Latest", id="MDAx")]).',
            ),
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
