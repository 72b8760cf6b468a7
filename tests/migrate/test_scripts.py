"""Scripts: what is rewritten in them, and what is left as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from speechtotext.migrate import migrate, migrate_text

HOST = "https://westeurope.api.cognitive.microsoft.com"
QUERY = "api-version=2025-10-15"


def rewritten(text: str, name: str = "a.sh") -> str:
    return migrate_text(text, "v2025_10_15", name).after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('curl "{0}/speechtotext/v3.1/transcriptions"', 'curl "{0}/speechtotext/transcriptions?{1}"'),
        ("curl {0}/speechtotext/v3.2/models/base", 'curl "{0}/speechtotext/models/base?{1}"'),
        ("curl '{0}/speechtotext/v3.1/projects?top=5'", "curl '{0}/speechtotext/projects?top=5&{1}'"),
        (
            'curl -X POST "{0}/speechtotext/v3.0/webhooks/$ID/ping"',
            'curl -X POST "{0}/speechtotext/v3.0/webhooks/$ID/ping"',
        ),
        ('B={0}/speechtotext/v3.1\ncurl "$B/datasets"', 'B={0}/speechtotext\ncurl "$B/datasets?{1}"'),
        ("B={0}/speechtotext/v3.1\ncurl ${{B}}/datasets", 'B={0}/speechtotext\ncurl "${{B}}/datasets?{1}"'),
    ],
)
def test_urls_are_rewritten(before: str, after: str) -> None:
    assert rewritten(before.format(HOST, QUERY)) == after.format(HOST, QUERY)


BODY = '{"contentUrls": ["https://example.com/a.wav"], "locale": "en-US", "displayName": "a"%s}'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (', "properties": {"timeToLive": "P1D"}', ', "properties": {"timeToLiveHours": 24}'),
        (
            ', "properties": {"diarizationEnabled": false, "timeToLive": "PT6H"}',
            ', "properties": {"timeToLiveHours": 6}',
        ),
        (
            ', "properties": {"timeToLive": "PT6H", "diarizationEnabled": true}',
            ', "properties": {"timeToLiveHours": 6, "diarization": {"enabled": true, "maxSpeakers": 2}}',
        ),
        (', "properties": {}', ', "properties": {"timeToLiveHours": 48}'),
    ],
)
def test_bodies_are_rewritten(before: str, after: str) -> None:
    program = f"curl {HOST}/speechtotext/v3.1/transcriptions -d '{BODY % before}'"

    assert rewritten(program) == f"curl \"{HOST}/speechtotext/transcriptions:submit?{QUERY}\" -d '{BODY % after}'"


@pytest.mark.parametrize(
    "program",
    [
        "curl {0}/speechtotext/v3.1/transcriptions -d @job.json",
        'curl {0}/speechtotext/v3.1/transcriptions -d \'{{"properties": {{"timeToLive": "PT1H"}}}}\'',
        "curl {0}/speechtotext/v3.1/healthstatus",
        "B={0}/speechtotext/v3.1\ncurl $B/datasets\necho $B",
        "B={0}/speechtotext/v3.1\ncurl $B/datasets\ncurl $B/transcriptions -d @job.json",
        'url=$(curl {0}/speechtotext/v3.1/transcriptions/1 | jq -r .self)\ncurl "$url/files"',
        "id=$(basename $(curl {0}/speechtotext/v3.1/models/1 | jq -r .self))\ncurl {0}/speechtotext/v3.1/models/$id",
        "curl $1/speechtotext/$VERSION/models",
    ],
)
def test_what_is_not_certain_stays(program: str) -> None:
    text = program.format(HOST)

    assert rewritten(text) == text


def test_http_files_are_rewritten() -> None:
    before = f"@b = {HOST}/speechtotext/v3.1\n\nDELETE {{{{b}}}}/models/1\nOcp-Apim-Subscription-Key: k\n"

    after = rewritten(before, "a.http")

    assert after == before.replace("/v3.1", "").replace("models/1", f"models/1?{QUERY}")


def test_powershell_is_rewritten() -> None:
    before = f'$b = "{HOST}/speechtotext/v3.1"\nInvoke-RestMethod -Uri "$b/models/base" -Headers $h\n'

    assert rewritten(before, "a.ps1") == before.replace("/v3.1", "").replace("models/base", f"models/base?{QUERY}")


@pytest.mark.parametrize("code", ["curl '", 'curl "$(', "curl ${", "x() {", "cat <<EOF", "`", "$((", "curl -X", "\\"])
def test_broken_scripts_are_read(code: str) -> None:
    text = f"{code}\n# {HOST}/speechtotext/v3.1"

    for name in ("a.sh", "a.ps1", "a.bat", "a.http", "a.yml", "Jenkinsfile", "a.json"):
        assert rewritten(text, name) == text


_SENDS_FILE = """
url=https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.2
curl -s "$url/transcriptions" -H "Ocp-Apim-Subscription-Key: $KEY" --json @body.json > answer.json
curl -s "$(jq -r .links.files answer.json)" -H "Ocp-Apim-Subscription-Key: $KEY"
"""

_BODY = '{"displayName":"Calls","locale":"de-DE","properties":{"diarizationEnabled":true}}'


@pytest.mark.parametrize(
    "writes",
    [
        f"cat > body.json <<EOF\n{_BODY}\nEOF",
        f"cat <<'EOF' >./body.json\n{_BODY}\nEOF",
        f"echo '{_BODY}' > body.json",
        f"printf '%s' '{_BODY}' > body.json",
        f"body='{_BODY}'\necho \"$body\" > body.json",
        "name=Calls\ncat > body.json <<EOF\n" + _BODY.replace("Calls", "$name") + "\nEOF",
    ],
)
def test_a_body_from_a_file_that_the_script_writes_is_in_the_suggestion(writes: str) -> None:
    suggestion = migrate_text(writes + _SENDS_FILE, "v2025_10_15", "job.sh").suggestion

    assert 'display_name="Calls"' in suggestion
    assert 'locale="de-DE"' in suggestion
    assert "DiarizationProperties(enabled=True" in suggestion


@pytest.mark.parametrize(
    "writes",
    [
        f"cat > body.json <<EOF\n{_BODY}\nEOF\nsed -i s/Calls/Talks/ body.json",
        f"if [ $1 ]; then\necho '{_BODY}' > body.json\nelse\necho '{{}}' > body.json\nfi",
        f"echo '{_BODY}' > body.json\necho ' ' >> body.json",
        "cat > body.json <<EOF\n" + _BODY.replace("Calls", "$2") + "\nEOF",
    ],
)
def test_what_a_file_holds_is_not_guessed(writes: str) -> None:
    suggestion = migrate_text(writes + _SENDS_FILE, "v2025_10_15", "job.sh").suggestion

    assert 'display_name="My transcription"' in suggestion


def test_a_body_file_beside_the_script_is_in_the_suggestion(tmp_path: Path) -> None:
    (tmp_path / "body.json").write_text(_BODY)
    (tmp_path / "job.sh").write_text(_SENDS_FILE)

    results = {one.path.name: one for one in migrate([tmp_path], "v2025_10_15")}

    assert 'display_name="Calls"' in results["job.sh"].suggestion
