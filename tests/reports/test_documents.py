"""OLD and NEW: a version, a version at a commit, a file, or a URL."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from build_error import BuildError
from differences.compare import compare_documents
from differences.documents import load_document
from differences.report import Layer
from published import VERSIONS, published_file, requires_published
from small_documents import answering, members
from upstream.sources import load_sources

PIN = load_sources()["v3.2"].pin


def test_a_version_is_what_is_committed() -> None:
    about = load_document("v3.2").about

    assert (about.name, about.version, about.commit, about.operations) == ("v3.2", "v3.2", PIN.commit, 75)
    assert (about.repository, about.path) == (PIN.repository, PIN.path)


def test_a_version_at_its_pin_is_that_version() -> None:
    loaded = load_document(f"v3.2@{PIN.commit[:8]}")

    assert loaded.document == load_document("v3.2").document
    assert loaded.about.name == f"v3.2@{PIN.commit[:8]}"


def mirror(folder: Path, commit: str, text: str) -> Path:
    file = folder / replace(PIN, commit=commit).location
    file.parent.mkdir(parents=True)
    file.write_text(text)
    return folder


@requires_published
def test_a_version_at_another_commit_is_pulled_once(tmp_path: Path) -> None:
    published = published_file("v3.2")
    assert published is not None
    source, cache, name = tmp_path / "mirror", tmp_path / "cache", "v3.2@" + "a" * 40
    mirror(source, "a" * 40, published.read_text(encoding="utf-8-sig"))

    first = load_document(name, mirror=str(source), cache=cache)
    shutil.rmtree(source)
    again = load_document(name, mirror=str(source), cache=cache)

    assert first.document == again.document
    assert first.about.commit == "a" * 40
    assert [
        entry for entry in compare_documents(first, load_document("v3.2")).entries if entry.layer is not Layer.WORDS
    ] == []


@requires_published
def test_a_published_file_and_its_version_are_the_same_document(tmp_path: Path) -> None:
    for version in VERSIONS:
        file = published_file(version)
        assert file is not None
        assert compare_documents(load_document(str(file)), load_document(version)).entries == ()


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "things.json"
    file.write_text(json.dumps(answering(members(a={"type": "string"}))))

    loaded = load_document(str(file))

    assert (loaded.about.version, loaded.about.operations, loaded.about.path) == ("1", 1, str(file))


def test_a_url_is_fetched_and_told_without_what_can_be_secret(tmp_path: Path) -> None:
    body = json.dumps(answering(members())).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/things.json?token=secret"
            self.send_response(200 if found else 404)
            self.end_headers()
            self.wfile.write(body if found else b"")

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is logged."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    try:
        assert load_document(f"{base}/things.json?token=secret").about.name == f"{base}/things.json"
        with pytest.raises(BuildError, match=r"HTTP 404\. Check the URL\.") as caught:
            load_document(f"{base}/nothing.json?token=secret")
    finally:
        server.shutdown()
        server.server_close()
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("v9.9", "neither a file, a URL, nor one of the versions v3.0, v3.1"),
        ("v3.2@abcdef0", "no such pin; give the full commit id of 40 hex digits"),
        ("tests", "cannot be read"),
    ],
)
def test_what_cannot_be_had_is_said_in_a_sentence(name: str, says: str) -> None:
    with pytest.raises(BuildError, match=says) as caught:
        load_document(name)

    assert "\n" not in str(caught.value)


def test_a_commit_that_the_mirror_does_not_have_is_named(tmp_path: Path) -> None:
    (tmp_path / "mirror").mkdir()

    with pytest.raises(BuildError, match="the mirror has no"):
        load_document("v3.2@" + "b" * 40, mirror=str(tmp_path / "mirror"), cache=tmp_path / "cache")
