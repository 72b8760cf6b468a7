"""What an error says about a refusal: the service's words in every format, and advice that fits what was sent."""

from __future__ import annotations

import platform
from typing import Any

import httpx
import pytest

from speechtotext import AccessToken, ApiError, AuthenticationError, PermissionDenied, v3_2
from unit.flavours import KEY, FakeService, Flavour

OWN_URL = "https://contoso.cognitiveservices.azure.com"
SERVICE = {"apim-request-id": "4711"}


class Credential:
    def get_token(self, *scopes: str) -> AccessToken:
        return Token("eyJ0eXAi.0123456789", 4_000_000_000)


class Token:
    def __init__(self, token: str, expires_on: int) -> None:
        self.token = token
        self.expires_on = expires_on


class Basic(httpx.Auth):
    def auth_flow(self, request: httpx.Request) -> Any:
        request.headers["X-Gateway-Key"] = "something"
        yield request


CREDENTIALS: dict[str, dict[str, Any]] = {
    "key": {"key": KEY},
    "token": {"endpoint": OWN_URL, "credential": Credential()},
    "other": {"auth": Basic()},
}


def refused(flavour: Flavour, response: httpx.Response, **arguments: Any) -> ApiError:
    """What asking for a transcription raises when it is refused so."""
    handler = (lambda request: response) if "credential" in arguments else FakeService(response)
    with pytest.raises(ApiError) as caught:
        flavour.client(v3_2.Client, handler, **arguments).transcriptions.get("x")
    return caught.value


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ({"Message": "An error has occurred."}, None, "An error has occurred."),
        ({"Code": "Busy", "Message": "Try later."}, "Busy", "Try later."),
        ({"error": "Unknown tenant"}, None, "Unknown tenant"),
        ({"error": "invalid_client", "error_description": "AADSTS1: no."}, "invalid_client", "AADSTS1: no."),
        ({"error": "Forbidden", "message": "Not from here."}, "Forbidden", "Not from here."),
        ({"statusCode": 401, "message": "Access denied."}, None, "Access denied."),
        ({"Error": {"Code": "A", "Message": "M", "InnerError": {"Code": "B", "Message": "N"}}}, "A", "N"),
        ("Just a text", None, "Just a text"),
    ],
)
def test_the_message_is_found_under_whatever_name(flavour: Flavour, body: Any, code: str | None, message: str) -> None:
    error = refused(flavour, httpx.Response(500, json=body, headers=SERVICE))
    assert (error.code, error.message) == (code, message)
    assert message.rstrip(".") in str(error)


def test_problem_details_are_told(flavour: Flavour) -> None:
    problem = {
        "type": "https://tools.ietf.org/html/rfc9110",
        "title": "One or more validation errors occurred.",
        "detail": "The body is wrong",
        "status": 400,
        "errors": {"locale": ["The locale field is required."], "displayName": ["Too long.", "Not allowed."]},
    }
    response = httpx.Response(400, json=problem, headers={"Content-Type": "application/problem+json"})
    assert str(refused(flavour, response)) == (
        "Transcriptions_Get was answered with HTTP 400: One or more validation errors occurred: The body is wrong. "
        "Details: locale: The locale field is required; displayName: Too long. Not allowed."
    )


def test_details_are_told_with_what_they_are_about(flavour: Flavour) -> None:
    details = [
        {"code": "A", "message": "Not a URL.", "target": "contentUrls[0]"},
        {"code": "OnlyACode"},
        "a text",
        7,
        {},
        *[{"message": f"detail {number}"} for number in range(50)],
    ]
    error = refused(flavour, httpx.Response(400, json={"code": "Bad", "message": "Bad.", "details": details}))
    assert str(error).endswith("Details: contentUrls[0]: Not a URL; OnlyACode; a text.")
    assert error.details == details


@pytest.mark.parametrize(
    "body",
    [
        {"message": "long " * 100_000},
        {"code": "x" * 100_000, "message": "short"},
        {"code": "x", "message": "short", "details": [{"message": "long " * 100_000}] * 100},
        {"title": "t" * 100_000},
        {"errors": {"f" * 50_000: ["m" * 50_000]}},
    ],
)
def test_a_long_message_is_cut(flavour: Flavour, body: Any) -> None:
    error = refused(flavour, httpx.Response(400, json=body))
    assert len(str(error)) < 2500
    assert len(error.message) <= 1000
    assert error.response.json() == body


def test_inner_errors_without_end_are_read_so_far(flavour: Flavour) -> None:
    body: dict[str, Any] = {"message": "deepest"}
    for depth in range(200):
        body = {"code": f"code{depth}", "innerError": body}
    error = refused(flavour, httpx.Response(400, json=body))
    assert len(error.inner_codes) == 20
    assert len(str(error)) < 600


@pytest.mark.parametrize("sent", list(CREDENTIALS))
@pytest.mark.parametrize("status", [401, 403])
def test_roles_are_named_only_where_a_token_was_sent(flavour: Flavour, sent: str, status: int) -> None:
    response = httpx.Response(status, json={"error": {"code": str(status), "message": "Denied."}}, headers=SERVICE)
    error = refused(flavour, response, **CREDENTIALS[sent])
    assert isinstance(error, AuthenticationError | PermissionDenied)
    assert ("role Cognitive Services Speech User" in str(error)) is (sent == "token")
    assert ("Check that the key" in str(error)) is (sent == "key" and status == 401)


@pytest.mark.parametrize(
    ("body", "advice"),
    [
        (
            {"error": {"code": "403", "message": "Access denied due to Virtual Network/Firewall rules."}},
            "network rules",
        ),
        ({"error": {"code": "Forbidden", "message": "Your IP is not allowed."}}, "network rules"),
        ("Access denied due to VNet rules", "network rules"),
        ({"error": {"code": "PublicNetworkAccessDisabled", "message": "No."}}, "private endpoint"),
        (
            {"error": {"code": "403", "message": "Public access is disabled. Please configure private endpoint."}},
            "Public network access is disabled",
        ),
        ({"error": {"code": "AuthenticationTypeDisabled", "message": "No."}}, "Keys are disabled"),
        (
            {"error": {"code": "403", "innererror": {"code": "AuthenticationTypeDisabled", "message": "No."}}},
            "Keys are disabled",
        ),
        (
            {"error": {"code": "401", "message": "Key based authentication is disabled for this resource."}},
            "Keys are disabled",
        ),
        ({"error": {"code": "403", "message": "Out of call volume quota for this tier."}}, "quota"),
    ],
)
@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize("sent", ["key", "token"])
def test_a_cause_that_the_service_names_is_what_the_advice_is_about(
    flavour: Flavour, sent: str, status: int, body: Any, advice: str
) -> None:
    content: dict[str, Any] = {"text": body} if isinstance(body, str) else {"json": body}
    error = refused(flavour, httpx.Response(status, **content, headers=SERVICE), **CREDENTIALS[sent])
    assert advice in str(error)
    assert "role Cognitive" not in str(error)


@pytest.mark.parametrize(
    ("status", "content"),
    [
        (407, {"text": "Proxy login needed"}),
        (403, {"html": "<html><head><title>Access &amp; policy: blocked</title></head></html>"}),
        (502, {"html": "<h1>Bad gateway</h1>"}),
        (503, {"text": "x", "headers": {"X-Squid-Error": "ERR_DNS_FAIL 0"}}),
        (401, {"text": "x", "headers": {"Proxy-Authenticate": "Basic"}}),
    ],
    ids=["407", "blocked", "bad gateway", "squid", "login"],
)
def test_a_response_of_a_proxy_is_shown_as_one(flavour: Flavour, status: int, content: dict[str, Any]) -> None:
    error = refused(flavour, httpx.Response(status, **content))
    assert "comes from a proxy or gateway on the way, not from the service" in str(error)
    assert "Check that the key" not in str(error)


def test_the_title_of_a_web_page_is_its_message(flavour: Flavour) -> None:
    page = "<html><head><title>\n Access &amp; policy: blocked </title></head><body>" + "x" * 100_000
    assert refused(flavour, httpx.Response(403, html=page)).message == "Access & policy: blocked"


def test_a_web_page_with_the_services_request_id_is_the_services(flavour: Flavour) -> None:
    assert "proxy" not in str(refused(flavour, httpx.Response(503, html="<h1>Busy</h1>", headers=SERVICE)))


def test_requests_name_this_client(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(404))
    with pytest.raises(ApiError):
        flavour.client(v3_2.Client, service).transcriptions.get("x")
    own, python, library = service.request.headers["User-Agent"].split()
    assert own.startswith("speechtotext-client/")
    assert python == f"python/{platform.python_version()}"
    assert library == f"httpx/{httpx.__version__}"


def test_a_user_agent_of_the_users_own_stays(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(404))
    client = flavour.client(v3_2.Client, service).with_options(headers={"user-agent": "nightly/1"})
    with pytest.raises(ApiError):
        client.transcriptions.get("x")
    assert service.request.headers.get_list("User-Agent") == ["nightly/1"]
