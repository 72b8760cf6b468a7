"""Tokens that the service issues for a key."""

from __future__ import annotations

import time
from typing import Final

import httpx

from speechtotext._errors import TransportError, UnexpectedResponse, error_for, strip_credentials
from speechtotext._redaction import SecretHeaders
from speechtotext._user_agent import user_agent

from .endpoint import service_url
from .keys import HasKey, KeyChoice, checked_keys, given_keys
from .tokens import AccessToken, is_token

_ISSUED_FOR: Final = 600


class _IssuedAccessToken:
    """A token, which `repr` does not show."""

    def __init__(self, token: str, expires_on: int) -> None:
        self.token = token
        self.expires_on = expires_on


class IssuedToken:
    """A credential that exchanges a key for tokens that live ten minutes, so that requests do not contain the key.

    Args:
        region: region of the resource.
        key: one of the resource's two keys, or both as a `KeyCredential`.
        endpoint: endpoint of the token service, instead of the region.
        http_client: your own `httpx.Client`.

    Source: POST /sts/v1.0/issueToken?scope=speechservicesmanagement of the regional host.
    """

    def __init__(
        self,
        *,
        region: str | None = None,
        key: str | HasKey,
        endpoint: str | None = None,
        http_client: httpx.Client | None = None,
    ) -> None:
        keys = given_keys(key)
        del key  # tracebacks show what functions hold
        self._url = f"{service_url(region, endpoint)}/sts/v1.0/issueToken"
        self._choice = KeyChoice(checked_keys(keys))
        self._http = http_client

    def __repr__(self) -> str:
        return f"<IssuedToken of {self._url}>"

    def get_token(self, *scopes: str) -> AccessToken:
        """Return a new token.

        Args:
            scopes: ignored: the tokens of the service have none.
        """
        headers = self._choice.headers(None)
        response = self._asked(headers)
        if response.status_code == 401 and self._choice.has_fallback:
            response = self._asked(self._choice.headers(headers))
        if response.status_code != 200:
            raise error_for(response, "Issuing a token")
        token = response.text.strip()
        if not is_token(token):
            raise UnexpectedResponse("The token endpoint returned a body that is not a token.", response)
        return _IssuedAccessToken(token, int(time.time()) + _ISSUED_FOR)

    def _asked(self, credentials: dict[str, str]) -> httpx.Response:
        post = self._http.post if self._http is not None else httpx.post
        try:
            return post(
                self._url,
                params={"scope": "speechservicesmanagement"},
                headers=SecretHeaders({**({} if self._http else {"User-Agent": user_agent()}), **credentials}),
                follow_redirects=False,
            )
        except httpx.HTTPError as error:
            strip_credentials(error)
            raise TransportError(f"No token was issued ({type(error).__name__}: {error}).") from error
