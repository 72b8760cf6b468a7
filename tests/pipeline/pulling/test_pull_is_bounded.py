"""Pulling from what would hold it for ever or fill its memory: one line, soon, and the cache as before."""

from __future__ import annotations

import gzip
import os
import socket
import ssl
import subprocess
import sys
import threading
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import trustme

from build_error import BuildError
from child_processes import TIMEOUT
from pipeline.misbehaving_server import (
    Behaviour,
    MisbehavingServer,
    a_byte_at_a_time,
    a_header_at_a_time,
    continue_for_ever,
    encoded,
    redirect_to,
    serve,
)
from pipeline.pinned_place import Place, problem_of
from pull import main
from upstream import fetch
from upstream.fetch import Unreachable

BOMB = gzip.compress(bytes(64 * 2**20))
NO_PIPES = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")


@pytest.mark.parametrize("name", ["speechtotext.json", "list.json"])
@pytest.mark.parametrize("trouble", [a_header_at_a_time, continue_for_ever, a_byte_at_a_time])
def test_one_deadline_is_for_the_whole_exchange(
    trouble: Behaviour, name: str, place: Place, server: MisbehavingServer
) -> None:
    server.misbehave(name, trouble)
    before, started = place.contents(), time.monotonic()

    line = problem_of(lambda: place.pull(server.url, timeout=0.3))

    assert time.monotonic() - started < 10
    assert f"{name} from {server.url}" in line
    assert "timed out, not there within 0.3 s" in line
    assert place.contents() == before


@pytest.mark.parametrize("coding", ["gzip, gzip", "gzip,gzip", "br", "deflate"])
def test_other_codings_than_gzip_are_refused(coding: str, place: Place, server: MisbehavingServer) -> None:
    server.misbehave("speechtotext.json", encoded(coding, gzip.compress(BOMB)))
    before = place.contents()

    assert f"sent with the Content-Encoding '{coding}', only gzip is accepted" in problem_of(
        lambda: place.pull(server.url)
    )
    assert place.contents() == before


def test_gzip_is_taken(place: Place, server: MisbehavingServer) -> None:
    server.misbehave("speechtotext.json", encoded("gzip", gzip.compress(place.file().read_bytes())))

    assert place.pull(server.url)[0].swagger.read_bytes() == place.file().read_bytes()


def test_gzip_that_ends_early_is_cut_off(place: Place, server: MisbehavingServer) -> None:
    server.misbehave("speechtotext.json", encoded("gzip", gzip.compress(place.file().read_bytes())[:-20]))

    assert "cut off (the gzip stream ends early)" in problem_of(lambda: place.pull(server.url))


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (encoded("gzip", BOMB), "more than 1048576 bytes"),
        (encoded("gzip, gzip", gzip.compress(BOMB)), "only gzip is accepted"),
        (encoded("gzip, gzip", gzip.compress(BOMB), 404), "HTTP 404"),
        (encoded("gzip", BOMB, 302, Location="/elsewhere"), "HTTP 404"),
    ],
    ids=["one gzip", "stacked", "a refusal", "a redirect"],
)
def test_little_memory_is_taken_for_what_grows_without_end(
    trouble: Behaviour, words: str, place: Place, server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "LARGEST_FILE", 2**20)
    server.misbehave("speechtotext.json", trouble)
    tracemalloc.start()

    line = problem_of(lambda: place.pull(server.url))

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert words in line
    assert peak < 16 * 2**20


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("http://[", "HTTP 302 redirects to 'http://[', which is not a web address"),
        ("ftp://host/file", "HTTP 302 redirects to 'ftp://host/file', which is not a web address"),
        ("", "HTTP 302 redirects to '', which is not a web address"),
        ("/loop/speechtotext.json", "redirected more than 10 times"),
    ],
)
def test_a_redirect_that_leads_nowhere_is_told_as_such(
    location: str, words: str, place: Place, server: MisbehavingServer
) -> None:
    server.misbehave("speechtotext.json", redirect_to(location))

    assert words in problem_of(lambda: place.pull(server.url))
    assert place.pauses == []


@contextmanager
def tls_server() -> Iterator[str]:
    """A server with a certificate that nobody trusts."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection, suppress(OSError):
                    context.wrap_socket(connection, server_side=True).close()

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield f"https://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()


def test_a_certificate_that_is_not_trusted_is_told_as_such(place: Place) -> None:
    with tls_server() as url, pytest.raises(BuildError) as raised:
        place.pull(url)

    assert "the server's certificate is not trusted (" in str(raised.value)
    assert "SSL_CERT_FILE" in str(raised.value)
    assert not isinstance(raised.value, Unreachable)
    assert place.pauses == []


@NO_PIPES
@pytest.mark.parametrize("name", ["speechtotext.json", "examples/list.json"])
def test_a_named_pipe_in_a_mirror_is_refused(name: str, place: Place) -> None:
    file = place.file().parent / name
    file.unlink()
    os.mkfifo(file)
    before = place.contents()

    assert f"{file} is a named pipe, not a file. Correct the mirror." in problem_of(place.pull)
    assert place.contents() == before


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there are no devices")
def test_a_device_in_a_mirror_is_refused(place: Place) -> None:
    place.file().unlink()
    place.file().symlink_to("/dev/zero")

    assert f"{place.file()} is a device, not a file" in problem_of(place.pull)


def test_a_file_of_a_mirror_has_the_same_limit_as_one_from_the_web(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "LARGEST_FILE", 100)

    assert f"{place.file()} has more than 100 bytes" in problem_of(place.pull)


def test_a_dangling_link_in_a_mirror_is_told_as_such(place: Place) -> None:
    place.file().unlink()
    place.file().symlink_to("gone.json")

    assert f"{place.file()} is a link to gone.json, which is missing" in problem_of(place.pull)


def test_a_dangling_link_above_a_file_is_told_as_such(place: Place) -> None:
    folder = place.file().parent
    folder.rename(folder.with_name("moved"))
    folder.symlink_to("gone")

    assert f"{folder} is a link to gone, which is missing" in problem_of(place.pull)


@pytest.mark.parametrize("option", ["--cache", "--mirror"])
def test_an_empty_folder_name_is_wrong_usage(
    option: str, place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place.folder)
    before = place.contents()

    assert main(["--sources", str(place.sources), option, ""]) == 2

    assert f"argument {option}: is empty: name a folder" in capsys.readouterr().err
    assert place.contents() == before


@pytest.mark.parametrize("damage", [b"{", b"", b'{"other": 1}', None], ids=["cut", "empty", "other JSON", "a folder"])
def test_a_damaged_example_is_fetched_anew(damage: bytes | None, place: Place, server: MisbehavingServer) -> None:
    (pulled,) = place.pull()
    before = place.contents()
    if damage is None:
        pulled.examples[0].unlink()
    else:
        pulled.examples[0].write_bytes(damage)

    (again,) = place.pull(server.url)

    assert again.fetched == 1
    assert [path.rpartition("/")[2] for path in server.requests] == ["list.json"]
    assert place.contents() == before


def test_digests_are_those_that_sha256sum_checks(place: Place) -> None:
    (pulled,) = place.pull()
    (recorded,) = pulled.swagger.parent.glob("*.sha256")

    assert [line.partition("  ")[2] for line in recorded.read_text().splitlines()] == [
        "examples/list.json",
        "examples/get one.json",
    ]


@NO_PIPES
def test_a_named_pipe_in_the_cache_is_not_waited_for(place: Place) -> None:
    (pulled,) = place.pull()
    before = place.contents()
    for file in (pulled.swagger, pulled.examples[0]):
        file.unlink()
        os.mkfifo(file)

    assert place.pull()[0].fetched == 2
    assert place.contents() == before


_KILLED = """
import os, signal, sys
from pathlib import Path
from upstream import pinned_files
write = Path.write_bytes
def write_and_die(path, body):
    write(path, body)
    os.kill(os.getpid(), signal.SIGKILL)
Path.write_bytes = write_and_die
pinned_files.store({Path(sys.argv[1]): b"{}"})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed by signals")
def test_what_a_killed_run_left_is_removed(place: Place) -> None:
    (pulled,) = place.pull()
    before = place.contents()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for file in (pulled.swagger, pulled.examples[0]):
        subprocess.run([sys.executable, "-c", _KILLED, str(file)], check=False, timeout=TIMEOUT, env=environment)
    (pulled.swagger.parent / f".{'0' * 32}.tmp").write_bytes(b"[")
    assert len(place.contents()) == len(before) + 3

    place.pull()

    assert place.contents() == before


def test_what_a_running_process_is_writing_stays(place: Place) -> None:
    (pulled,) = place.pull()
    theirs = pulled.swagger.with_name(f".{os.getppid()}-{'0' * 32}.tmp")
    theirs.write_bytes(b"[")

    place.pull()

    assert theirs.exists()


def test_a_server_that_recovers_is_pulled_from(place: Place, server: MisbehavingServer) -> None:
    server.misbehave("list.json", a_header_at_a_time, continue_for_ever, serve)

    assert place.pull(server.url, timeout=0.3)[0].fetched == 3
