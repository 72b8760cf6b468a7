"""How commands report (-q, -v, --log-format, --metrics-file), and how they reach the network (--proxy, --ca-bundle)."""

from __future__ import annotations

import json
import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from pathlib import Path
from threading import Thread
from typing import Any, cast

import pytest
import trustme
from prometheus_client.parser import text_string_to_metric_families

from cli.conftest import Cli
from emulator.recordings import wav
from speechtotext import _clock
from speechtotext._telemetry import INPUTS, REQUEST_DURATION
from speechtotext.cli._output.run_metrics import RunMetrics
from speechtotext.emulator import Emulator

NOBODY = "00000000-0000-0000-0000-000000000000"


def test_quiet_leaves_out_notes_and_progress_and_keeps_errors(cli: Cli, emulator: Emulator) -> None:
    assert cli.does("transcriptions", "list").errors == ["No items found."]
    assert cli.does("transcriptions", "list", "-q").errors == []
    Path("local.wav").write_bytes(wav())
    Path("other.wav").write_bytes(wav())
    saved = cli.does("transcribe", "local.wav", "other.wav", "--out", "texts", "--quiet")
    assert (len(saved.lines), saved.errors) == (2, [])
    assert len(cli("transcriptions", "get", NOBODY, "-q").errors) == 1


def test_the_log_tells_retries_and_with_vv_requests(cli: Cli, emulator: Emulator) -> None:
    emulator.fail_next("Projects_List", status=503, retry_after=0)
    retried = cli.does("projects", "list", "-v")
    every = cli.does("projects", "list", "-vv")

    (line,) = [line for line in retried.errors if " speechtotext: " in line]
    assert line.endswith(" INFO speechtotext: Projects_List: HTTP 503; attempt 2 follows in 0.0 s")
    assert any("DEBUG speechtotext: Projects_List was answered with HTTP 200" in line for line in every.errors)
    assert any(" INFO httpx: HTTP Request: GET " in line for line in every.errors)
    assert cli.does("projects", "list").errors == ["No items found."]


def test_no_log_shows_a_secret(cli: Cli, emulator: Emulator, recording: str) -> None:
    signature = recording.partition("sig=")[2]

    (job,) = cli.does("transcribe", recording, "--no-wait").lines
    cli.does("wait", job)

    for format in ("text", "json"):
        done = cli("transcriptions", "download", job, "--out", format, "-vv", "--log-format", format)
        assert done.code == 0
        assert any("sig=***" in line for line in done.errors)
        assert [secret for secret in (emulator.key, signature) if secret in done.err] == []


def test_an_error_is_json_where_the_environment_asks_for_it(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPEECH_LOG_FORMAT", "json")

    done = cli("projects", "list")

    (told,) = map(json.loads, done.errors)
    assert (done.code, told["level"], told["message"][:15]) == (2, "error", "Which resource?")
    monkeypatch.delenv("SPEECH_LOG_FORMAT")
    assert cli("projects", "list").err.startswith("Error: Which resource?")


@pytest.mark.parametrize(
    "arguments",
    [("--bad",), ("wrong",), ("projects",), ("projects", "list", "--bad"), ("projects", "list", "--query", "[")],
)
@pytest.mark.parametrize("is_option", [False, True])
def test_wrong_usage_is_told_as_json(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], is_option: bool
) -> None:
    if is_option:
        arguments = (*arguments, "--log-format=json")
    else:
        monkeypatch.setenv("SPEECH_LOG_FORMAT", "json")

    done = cli(*arguments)

    (told,) = map(json.loads, done.errors)
    assert (done.code, told["level"]) == (2, "error")


@pytest.mark.parametrize(
    "wrong", [("--query", "["), ("--jsno",), ("--limit",), ("--limit", "x"), ("extra",)], ids=" ".join
)
def test_wrong_usage_is_measured(cli: Cli, tmp_path: Path, wrong: tuple[str, ...]) -> None:
    assert cli("projects", "list", "--metrics-file", tmp_path / "list.prom", *wrong).code == 2

    assert samples(tmp_path / "list.prom")["speechtotext_run_exit_code"] == [({"command": "projects list"}, 2.0)]


def samples(path: Path) -> dict[str, list[tuple[dict[str, str], float]]]:
    """What Prometheus reads in a file: labels and values by name."""
    found: dict[str, list[tuple[dict[str, str], float]]] = {}
    for family in text_string_to_metric_families(path.read_text(encoding="utf-8")):
        assert family.documentation
        for sample in family.samples:
            found.setdefault(sample.name, []).append((sample.labels, sample.value))
    return found


def test_a_run_that_is_watched(cli: Cli, emulator: Emulator, recording: str, tmp_path: Path) -> None:
    emulator.fail_next("Transcriptions_Submit", status=503, retry_after=0)
    broken = emulator.storage.put("broken.wav", b"no audio")
    Path("local.wav").write_bytes(wav())
    metrics = tmp_path / "night.prom"

    watching = ("-v", "--log-format", "json", "--metrics-file", metrics)
    done = cli("transcribe", recording, broken, "local.wav", "--out", "texts", *watching)

    assert done.code == 1
    _check_messages([json.loads(line) for line in done.errors], broken)
    _check_metrics(samples(metrics))
    assert [each for each in tmp_path.iterdir() if each.suffix == ".part"] == []


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such pipes")
def test_metrics_go_into_a_pipe_which_stays_one(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    pipe = tmp_path / "metrics"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDWR)

    cli.does("projects", "list", "--metrics-file", pipe)

    assert b"speechtotext_run_exit_code" in os.read(reading, 65536)
    assert pipe.is_fifo()
    os.close(reading)


def _check_messages(told: list[dict[str, Any]], broken: str) -> None:
    """Check that all messages, and the log, are lines of JSON."""
    assert all({"time", "level", "message"} <= each.keys() for each in told)
    (retry,) = [each for each in told if each.get("logger") == "speechtotext" and "HTTP 503" in each["message"]]
    assert retry["level"] == "info"
    assert any(each.get("jobs") == 1 for each in told)
    assert [each["message"][:5] for each in told if each["level"] == "error"] == [broken[:5]]


def _check_metrics(told: dict[str, list[tuple[dict[str, str], float]]]) -> None:
    command = {"command": "transcribe"}
    assert told["speechtotext_run_exit_code"] == [(command, 1.0)]
    assert told["speechtotext_run_duration_seconds"][0][1] > 0
    assert "speechtotext_run_last_success_timestamp_seconds" not in told
    inputs = {each["speechtotext_input_status"]: count for each, count in told["speechtotext_client_inputs_total"]}
    assert inputs == {"Succeeded": 2.0, "Failed": 1.0}
    assert told["speechtotext_client_audio_seconds_total"][0][1] > 0
    retried = {**command, "error_type": "503", "speechtotext_operation": "Transcriptions_Submit"}
    assert told["speechtotext_client_retries_total"] == [(retried, 1.0)]
    refused = [each for each, _ in told["http_client_request_duration_seconds_count"] if each.get("error_type")]
    assert [each["http_response_status_code"] for each in refused] == ["503"]


def test_wrong_usage_is_measured_into_the_file_of_the_environment(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPEECH_METRICS_FILE", str(tmp_path / "list.prom"))

    assert cli("projects", "list", "--jsno").code == 2

    assert samples(tmp_path / "list.prom")["speechtotext_run_exit_code"] == [({"command": "projects list"}, 2.0)]


def test_the_time_of_the_last_success_outlives_failures(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    metrics = ("--metrics-file", tmp_path / "list.prom")
    cli.does("projects", "list", *metrics)
    first = samples(tmp_path / "list.prom")["speechtotext_run_last_success_timestamp_seconds"]

    assert cli("projects", "list", "--api-version", "1.0", *metrics).code == 2

    told = samples(tmp_path / "list.prom")
    assert told["speechtotext_run_last_success_timestamp_seconds"] == first
    assert told["speechtotext_run_exit_code"] == [({"command": "projects list"}, 2.0)]


def test_metrics_that_cannot_be_written_are_a_warning(cli: Cli, emulator: Emulator) -> None:
    done = cli("projects", "list", "-q", "--metrics-file", "nowhere/list.prom")

    assert (done.code, done.errors) == (0, ["Warning: nowhere/list.prom cannot be written: No such file or directory."])


def test_labels_of_any_text_are_read_back(tmp_path: Path) -> None:
    odd = 'a\\b"c\nd\\n'
    metrics = RunMetrics(tmp_path / "odd.prom", odd)
    metrics.record(INPUTS, 2, {"error.type": odd, "speechtotext.input.new": True})
    for seconds in (0.004, 0.3, 9999):
        metrics.record(REQUEST_DURATION, seconds, {})

    metrics.write(0)

    told = samples(tmp_path / "odd.prom")
    labels = {"command": odd, "error_type": odd, "speechtotext_input_new": "true"}
    assert told["speechtotext_client_inputs_total"] == [(labels, 2.0)]
    buckets = {each["le"]: count for each, count in told["http_client_request_duration_seconds_bucket"]}
    assert (buckets["0.005"], buckets["0.5"], buckets["1800.0"], buckets["+Inf"]) == (1.0, 2.0, 2.0, 3.0)


@dataclass
class Proxy:
    """A proxy that answers for every host behind it, with certificates of an authority of its own."""

    url: str
    authority: Path
    hosts: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


FILE = {
    "self": f"https://contoso.cognitiveservices.azure.com/speechtotext/transcriptions/{NOBODY}/files/{NOBODY}",
    "name": "contenturl_0.json",
    "kind": "Transcription",
    "links": {"contentUrl": "https://contoso.blob.core.windows.net/results/contenturl_0.json?sig=SIGNATURE"},
}


@contextmanager
def proxy(folder: Path) -> Iterator[Proxy]:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_CONNECT(self) -> None:
            host = self.path.partition(":")[0]
            seen.hosts.append(host)
            self.send_response(200)
            self.end_headers()
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert(host).configure_cert(context)
            try:
                self.connection = context.wrap_socket(self.connection, server_side=True)
            except (ssl.SSLError, ConnectionError):
                self.close_connection = True
                return
            self.rfile = cast("BufferedIOBase", self.connection.makefile("rb"))
            self.wfile = cast("BufferedIOBase", self.connection.makefile("wb", buffering=0))
            # Also of a client that asks for the tunnel by HTTP/1.0.
            self.close_connection = False

        def do_GET(self) -> None:
            seen.requests.append(self.path)
            body = json.dumps({"values": [FILE]} if "/files" in self.path else {"text": "Good morning"}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def finish(self) -> None:
            super().finish()
            self.connection.close()

        def log_message(self, format: str, *args: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        seen = Proxy(f"http://user:word@127.0.0.1:{server.server_port}", folder / "authority.pem")
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield seen
        server.shutdown()
        thread.join()


DOWNLOAD = ("transcriptions", "download", NOBODY, "--out", "files")


@pytest.fixture
def behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    monkeypatch.setenv("SPEECH_ENDPOINT", "https://contoso.cognitiveservices.azure.com")
    monkeypatch.setenv("SPEECH_KEY", "THEKEYOFCONTOSO")
    for name in [name for name in os.environ if name.upper().endswith(("_PROXY", "_BUNDLE")) or "SSL_CERT" in name]:
        monkeypatch.delenv(name)
    with proxy(tmp_path) as seen:
        yield seen


def test_requests_and_downloads_go_through_the_proxy_and_trust_the_bundle(cli: Cli, behind: Proxy) -> None:
    environment = dict(os.environ)

    cli.does(*DOWNLOAD, "--proxy", behind.url, "--ca-bundle", behind.authority)

    assert behind.hosts == ["contoso.cognitiveservices.azure.com", "contoso.blob.core.windows.net"]
    assert behind.requests[-1] == "/results/contenturl_0.json?sig=SIGNATURE"
    assert json.loads(Path("files/contenturl_0.json").read_text()) == {"text": "Good morning"}
    assert dict(os.environ) == environment


def test_the_environment_names_proxy_and_bundle_as_elsewhere(
    cli: Cli, behind: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", behind.url)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(behind.authority))

    cli.does(*DOWNLOAD)

    assert len(behind.hosts) == 2


def test_a_profile_names_proxy_and_bundle(
    cli: Cli, config: Path, behind: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    cli.does("config", "set", "proxy", behind.url, "--profile", "office")
    cli.does("config", "set", "ca_bundle", behind.authority.name, "--profile", "office")

    cli.does(*DOWNLOAD, "--profile", "office")

    assert len(behind.hosts) == 2


def test_an_option_wins_over_the_proxy_of_the_file(cli: Cli, config: Path, behind: Proxy) -> None:
    cli.does("config", "set", "proxy", "http://127.0.0.1:9")
    cli.does("config", "set", "ca_bundle", behind.authority)

    cli.does(*DOWNLOAD, "--proxy", behind.url)

    assert len(behind.hosts) == 2


@pytest.mark.parametrize("name", ["proxy", "ca_bundle"])
def test_a_wrong_proxy_or_bundle_of_the_file_is_told(cli: Cli, config: Path, emulator: Emulator, name: str) -> None:
    config.write_text(f'{name} = "nowhere.pem"\n')
    config.chmod(0o600)

    done = cli("projects", "list")

    assert (done.code, len(done.errors)) == (2, 1)
    assert done.err.startswith(f"Error: {name} of {config}: ")


@pytest.mark.parametrize(
    "option", [("--proxy", "ftp://user:word@x"), ("--proxy", "x:80"), ("--ca-bundle", "wrong.pem")]
)
def test_a_wrong_proxy_or_bundle_is_told(cli: Cli, emulator: Emulator, option: tuple[str, str]) -> None:
    Path("wrong.pem").write_text("no certificate")

    done = cli("projects", "list", *option)

    assert (done.code, done.out, len(done.errors)) == (2, "", 1)
    assert option[0] in done.err
    assert "word" not in done.err


@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"])
def test_a_bundle_of_the_environment_that_is_not_there_is_told(
    cli: Cli, behind: Proxy, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "nowhere.pem")

    done = cli("projects", "list")

    assert (done.code, len(done.errors)) == (2, 1)
    assert name in done.err


def test_a_proxy_that_is_not_there_is_no_answer_and_shows_no_password(
    cli: Cli, behind: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Retries follow at once.
    monkeypatch.setattr(_clock, "chance", lambda: 0.0)

    done = cli(*DOWNLOAD, "--proxy", "http://user:word@127.0.0.1:9", "--ca-bundle", behind.authority, "-vv")

    assert done.code == 3
    assert "word" not in done.err


def test_storage_is_reached_through_the_proxy_and_trusts_the_bundle(
    cli: Cli, behind: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = "AccountName=contoso;AccountKey=c2VjcmV0;DefaultEndpointsProtocol=https;EndpointSuffix=core.windows.net"
    monkeypatch.setenv("AZURE_STORAGE_CONNECTION_STRING", key)

    cli("transcribe", "az://contoso/calls", "--out", "texts", "--proxy", behind.url, "--ca-bundle", behind.authority)

    assert set(behind.hosts) == {"contoso.blob.core.windows.net"}
    assert behind.requests[0].startswith("/calls?")


def test_warnings_of_the_log_are_warnings(cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPEECH_KEY", "0" * 32)
    monkeypatch.setenv("SPEECH_KEY_2", emulator.key)

    assert cli.does("transcriptions", "list", "--quiet").errors == [
        "Warning: The service refused a key; requests go on with the other key of the resource."
    ]
