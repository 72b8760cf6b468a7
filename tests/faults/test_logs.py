"""What every logger of the process says at DEBUG while requests carry secrets: none of them."""

from __future__ import annotations

import logging
from urllib.parse import quote

import httpx
import pytest

from faults.clients import JOB_OF_V3, SECRETS, SIGNATURE, Credential, Live
from faults.leaks import leaks
from faults.server import Received, Reply, Server, answer
from speechtotext import RetryPolicy, SpeechError, v3_2

FILE = {"name": "contenturl_0.json", "kind": "Transcription", "self": "https://x.example/files/1"}
FORMS = ("sig={0}", "SIG={0}", "sv=1&sig={0}&se=2", "sig%3D{0}", "%3Fsig%3D{0}", "next=%253Fsig%253D{0}")


@pytest.fixture(autouse=True)
def _everything_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)


@pytest.fixture(params=[None, Credential()], ids=["key", "token"])
def arguments(request: pytest.FixtureRequest) -> dict[str, object]:
    return {} if request.param is None else {"credential": request.param}


def test_a_file_is_fetched_by_a_signed_link(
    live: Live, server: Server, caplog: pytest.LogCaptureFixture, arguments: dict[str, object]
) -> None:
    link = f"{server.url}/c/f.json?sv=2024&sig={SIGNATURE}%2Bx%3D"
    moved = answer(302, Location=f"{server.url}/d/f.json?sig={SIGNATURE}")
    listed = answer(200, {"values": [{**FILE, "links": {"contentUrl": link}}]})
    server.reply(listed, moved, answer(404, b"", x_ms_copy_source=link), listed)
    with pytest.raises(SpeechError) as caught:
        list(live.client(v3_2, server.url, retry=RetryPolicy(attempts=1), **arguments).transcriptions.results("x"))
    assert SIGNATURE in server.requests[1].target
    assert {record.name.partition(".")[0] for record in caplog.records} >= {"httpx", "httpcore", "speechtotext"}
    assert leaks(caught.value, caplog.records) == []


@pytest.mark.parametrize("form", FORMS)
def test_signatures_are_hidden_however_they_are_written(
    live: Live, server: Server, caplog: pytest.LogCaptureFixture, form: str
) -> None:
    link = f"{server.url}/speechtotext/v3.2/transcriptions?{form.format(SIGNATURE)}"
    server.reply(answer(200, {"values": [JOB_OF_V3]}, Operation_Location=link))
    live.client(v3_2, server.url).transcriptions.list().page(link)
    assert SIGNATURE in server.requests[0].target
    assert leaks(None, caplog.records) == []


def test_credentials_that_come_back_are_hidden(
    live: Live, server: Server, caplog: pytest.LogCaptureFixture, arguments: dict[str, object]
) -> None:
    def echoing(received: Received) -> Reply:
        sent = received.headers.get("authorization") or received.headers["ocp-apim-subscription-key"]
        return answer(200, JOB_OF_V3, X_Debug=sent, Set_Cookie=f"k={quote(sent)}")

    server.reply_by(echoing)
    live.client(v3_2, server.url, **arguments).transcriptions.get("x")
    assert "X-Debug" in caplog.text
    assert leaks(None, caplog.records) == []


def test_requests_of_others_are_logged_without_signatures_too(caplog: pytest.LogCaptureFixture) -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(200))
    with httpx.Client(transport=transport) as http:
        http.get(f"https://x.example/?sig={SIGNATURE}")
    (record,) = [record for record in caplog.records if record.name == "httpx"]
    assert record.getMessage() == 'HTTP Request: GET https://x.example/?sig=*** "HTTP/1.1 200 OK"'


def test_other_log_records_stay_as_they_are(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("httpx").info("%s of %d%%", quote("design=3"), 5)
    assert caplog.records[-1].args == ("design%3D3", 5)
    assert not any(secret in caplog.text for secret in SECRETS)
