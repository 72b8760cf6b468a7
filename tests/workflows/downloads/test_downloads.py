"""Downloading the files of an entity: what is fetched, continued and renewed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from speechtotext import (
    RetryPolicy,
    StorageError,
    TransportError,
    UnexpectedResponse,
)
from speechtotext.v3_2 import Client
from unit.flavours import ID, KEY, Flavour
from workflows.downloads.downloaded_files import RESULTS, visible_files
from workflows.stored_files import STORE, StoredFiles


def test_all_files_of_a_job_are_fetched(flavour: Flavour, tmp_path: Path) -> None:
    service = StoredFiles(RESULTS, page=2)
    stt = flavour.client(Client, service)

    files = stt.transcriptions.download(ID, tmp_path / "calls")

    assert visible_files(tmp_path / "calls") == RESULTS
    assert [(file.name, file.kind, file.path.name) for file in files] == [
        ("contenturl_0.json", "Transcription", "contenturl_0.json"),
        ("contenturl_1.json", "Transcription", "contenturl_1.json"),
        ("report.json", "TranscriptionReport", "report.json"),
    ]


def test_files_of_one_kind_are_fetched(flavour: Flavour, tmp_path: Path) -> None:
    stt = flavour.client(Client, StoredFiles(RESULTS))

    stt.transcriptions.download(ID, tmp_path, kind="TranscriptionReport")

    assert visible_files(tmp_path) == {"report.json": b"{}"}


def test_credentials_stay_with_the_service(flavour: Flavour, tmp_path: Path) -> None:
    service = StoredFiles(RESULTS)
    stt = flavour.client(Client, service)

    stt.transcriptions.download(ID, tmp_path)

    assert len(service.fetches) == 3
    for request in service.fetches:
        assert KEY not in str(request.headers)
        assert not {"authorization", "ocp-apim-subscription-key", "cookie"} & set(request.headers)


def test_credentials_of_the_users_own_connections_stay_away_from_storage(tmp_path: Path) -> None:
    service = StoredFiles(RESULTS)
    http = httpx.Client(
        transport=httpx.MockTransport(service), auth=("user", "word"), headers={"Ocp-Apim-Subscription-Key": KEY}
    )
    stt = Client(region="westeurope", key=KEY, http_client=http)

    stt.transcriptions.download(ID, tmp_path)

    assert not any({"authorization", "ocp-apim-subscription-key"} & set(fetch.headers) for fetch in service.fetches)


def test_what_is_there_is_not_fetched_again(flavour: Flavour, tmp_path: Path) -> None:
    service = StoredFiles(RESULTS)
    stt = flavour.client(Client, service)
    stt.transcriptions.download(ID, tmp_path)
    (tmp_path / "report.json").unlink()
    fetched = len(service.fetches)

    stt.transcriptions.download(ID, tmp_path)

    assert visible_files(tmp_path) == RESULTS
    assert len(service.fetches) == fetched + 1


@pytest.mark.usefixtures("sleeps")
def test_what_broke_off_is_continued(flavour: Flavour, tmp_path: Path) -> None:
    service = StoredFiles({"a.json": bytes(range(256)) * 8})
    service.cuts = [100, 1000, 1]
    stt = flavour.client(Client, service, retry=RetryPolicy(attempts=2))

    stt.transcriptions.download(ID, tmp_path)

    assert visible_files(tmp_path) == dict(service.contents)
    ranges = [request.headers.get("Range") for request in service.fetches]
    assert ranges == [None, "bytes=100-", "bytes=1100-", "bytes=1101-"]


def test_a_later_run_continues_what_an_earlier_one_left(flavour: Flavour, tmp_path: Path) -> None:
    service = StoredFiles({"a.json": b"0123456789"})
    service.cuts = [4]
    stt = flavour.client(Client, service)
    with pytest.raises(TransportError, match=r"Fetching a.json broke off \(ReadError: connection reset\)"):
        stt.transcriptions.download(ID, tmp_path)
    assert visible_files(tmp_path) == {}

    stt.transcriptions.download(ID, tmp_path)

    assert visible_files(tmp_path) == {"a.json": b"0123456789"}
    assert service.fetches[-1].headers["Range"] == "bytes=4-"


@pytest.mark.usefixtures("sleeps")
def test_a_file_that_changed_meanwhile_is_begun_anew(flavour: Flavour, tmp_path: Path) -> None:
    service = StoredFiles({"a.json": b"0123456789"})
    service.cuts = [4]
    stt = flavour.client(Client, service)
    with pytest.raises(TransportError):
        stt.transcriptions.download(ID, tmp_path)
    service.contents = [("a.json", b"abcdefghij")]

    stt.transcriptions.download(ID, tmp_path)

    assert visible_files(tmp_path) == {"a.json": b"abcdefghij"}
    assert [name for name in tmp_path.iterdir() if name.suffix == ".part"] == []


def test_a_link_that_ended_is_renewed(flavour: Flavour, tmp_path: Path) -> None:
    class Expiring(StoredFiles):
        def __call__(self, request: httpx.Request) -> httpx.Response:
            if request.url.host in STORE and len(self.fetches) == 1:
                self.valid_signature += 1
            return super().__call__(request)

    service = Expiring({f"{number}.json": b"x" * number for number in range(1, 5)})
    stt = flavour.client(Client, service)

    stt.transcriptions.download(ID, tmp_path, concurrency=1)

    assert visible_files(tmp_path) == dict(service.contents)


@pytest.mark.usefixtures("sleeps")
def test_a_link_that_ends_in_the_middle_is_renewed_and_the_rest_fetched(flavour: Flavour, tmp_path: Path) -> None:
    service = CutOnce({"a.json": b"0123456789"})
    stt = flavour.client(Client, service, retry=RetryPolicy(attempts=2))
    stt.transcriptions.download(ID, tmp_path)

    assert visible_files(tmp_path) == {"a.json": b"0123456789"}
    assert [request.headers.get("Range") for request in service.fetches] == [None, "bytes=4-", "bytes=4-"]


class CutOnce(StoredFiles):
    """Cuts the first answer off, after which its link has ended."""

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.host in STORE and not self.fetches:
            self.cuts = [4]
            response = super().__call__(request)
            self.valid_signature += 1
            return response
        return super().__call__(request)


def test_a_refusal_that_a_new_link_does_not_help_is_told(flavour: Flavour, tmp_path: Path) -> None:
    service = StoredFiles({"a.json": b"0123456789"})
    service.answers = [httpx.Response(403, headers={"x-ms-error-code": "AuthenticationFailed"})] * 2
    stt = flavour.client(Client, service)

    with pytest.raises(StorageError) as caught:
        stt.transcriptions.download(ID, tmp_path)

    assert caught.value.status_code == 403
    assert caught.value.code == "AuthenticationFailed"
    assert str(caught.value) == (
        "Fetching a.json was answered with HTTP 403 (AuthenticationFailed). "
        "The link may have expired, or the file may have been deleted."
    )


def test_storage_of_ones_own_without_a_credential_is_said(flavour: Flavour, tmp_path: Path) -> None:
    service = StoredFiles({"a.json": b"0123456789"}, signed=False)
    service.answers = [httpx.Response(409, headers={"x-ms-error-code": "PublicAccessNotPermitted"})]
    stt = flavour.client(Client, service)

    with pytest.raises(StorageError, match="create the client with storage_credential"):
        stt.transcriptions.download(ID, tmp_path)


class _Token:
    token = "storage-token-of-the-user"
    expires_on = 2**33


class _Credential:
    def get_token(self, *scopes: str) -> _Token:
        assert scopes == ("https://storage.azure.com/.default",)
        return _Token()


@pytest.mark.parametrize(("signed", "sent"), [(False, "Bearer storage-token-of-the-user"), (True, None)])
def test_a_storage_credential_goes_with_plain_links_alone(
    flavour: Flavour, tmp_path: Path, signed: bool, sent: str | None
) -> None:
    service = StoredFiles({"a.json": b"0123456789"}, signed=signed)
    stt = flavour.client(Client, service, storage_credential=_Credential())

    stt.transcriptions.download(ID, tmp_path)

    (fetch,) = service.fetches
    assert fetch.headers.get("Authorization") == sent


@pytest.mark.parametrize("host", ["evil.example", "blob.core.windows.net.evil.example", "127.0.0.1.evil.example"])
def test_a_storage_credential_goes_to_azure_storage_alone(flavour: Flavour, tmp_path: Path, host: str) -> None:
    service = StoredFiles({"a.json": b"0123456789"}, signed=False)
    service.answers = [
        httpx.Response(302, headers={"Location": f"https://{host}/a"}),
        httpx.Response(200, content=b"0123456789"),
    ]
    stt = flavour.client(Client, _elsewhere(service), storage_credential=_Credential())

    stt.transcriptions.download(ID, tmp_path)

    assert [("Authorization" in request.headers) for request in service.requests[-2:]] == [True, False]


def _elsewhere(service: StoredFiles) -> Any:
    """Takes requests to any other host for requests to storage."""

    def answer(request: httpx.Request) -> httpx.Response:
        if "evil" in request.url.host:
            service.requests.append(request)
            return service.answers.pop(0)  # type: ignore[return-value]
        return service(request)

    return answer


@pytest.mark.parametrize("link", ["http://store.example/a", "ftp://store.example/a", "file:///etc/passwd", "a", "//x"])
def test_a_link_that_is_not_secure_is_not_followed(flavour: Flavour, tmp_path: Path, link: str) -> None:
    class Insecure(StoredFiles):
        def link(self, number: int) -> str:
            return link

    stt = flavour.client(Client, Insecure({"a.json": b"0123456789"}))

    with pytest.raises(TransportError, match=r"Fetching a.json is not possible: its link does not use https"):
        stt.transcriptions.download(ID, tmp_path)


def test_a_redirection_to_what_is_not_secure_is_not_followed(flavour: Flavour, tmp_path: Path) -> None:
    service = StoredFiles({"a.json": b"0123456789"})
    service.answers = [httpx.Response(302, headers={"Location": "http://store.example/a"})]
    stt = flavour.client(Client, service)

    with pytest.raises(TransportError, match=r"Fetching a.json is not possible: its link does not use https"):
        stt.transcriptions.download(ID, tmp_path)


def test_a_file_without_a_link_is_told(flavour: Flavour, tmp_path: Path) -> None:
    class Unlinked(StoredFiles):
        def link(self, number: int) -> str:
            return ""

    stt = flavour.client(Client, Unlinked({"a.json": b"0123456789"}))

    with pytest.raises(TransportError, match=r"Fetching a.json is not possible: the service gave no link to it"):
        stt.transcriptions.download(ID, tmp_path)


def test_redirections_without_end_are_told(flavour: Flavour, tmp_path: Path) -> None:
    service = StoredFiles({"a.json": b"0123456789"})
    service.answers = [httpx.Response(302, headers={"Location": "?again"})] * 7
    stt = flavour.client(Client, service)

    with pytest.raises(UnexpectedResponse, match=r"Fetching a.json is redirected without end"):
        stt.transcriptions.download(ID, tmp_path)


def test_trouble_of_storage_is_waited_out(flavour: Flavour, tmp_path: Path, sleeps: list[float]) -> None:
    service = StoredFiles({"a.json": b"0123456789"})
    service.answers = [httpx.Response(503, headers={"Retry-After": "7"}), httpx.ConnectError("refused")]
    stt = flavour.client(Client, service, retry=RetryPolicy(attempts=3))

    stt.transcriptions.download(ID, tmp_path)

    assert visible_files(tmp_path) == {"a.json": b"0123456789"}
    assert sleeps[0] == 7
