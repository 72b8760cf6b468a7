"""Keep secrets out of the logs of HTTP libraries, which write URLs and response headers in full.

Secrets are the signatures of SAS URLs, and the credentials that were sent, which a server may send back.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Final

from speechtotext._redaction import CREDENTIAL_HEADERS, hide
from speechtotext_api.wire import without_signatures

# A logger's filters are not asked about the records of its children: each logger that writes needs its own.
_LOGGERS: Final = (
    "httpx",
    "httpcore.connection",
    "httpcore.http11",
    "httpcore.http2",
    "httpcore.proxy",
    "httpcore.socks",
    "hpack",
    "hpack.hpack",
    "hpack.table",
    "speechtotext",
    # Of azure-storage-blob and s3fs.
    "urllib3.connectionpool",
    "botocore.auth",
    "botocore.endpoint",
)
# As botocore writes them: headers of a request, and what it has computed.
_OF_BOTOCORE: Final = re.compile(r"(?i)(security-token'?: ?b?'?|signature:\n)[^'\s]+")


# Credentials that were sent lately, the newest last. Tokens are renewed: not all of them are kept.
_MOST_CREDENTIALS: Final = 64
_credentials: dict[str, None] = {}


def remember_credentials(headers: Mapping[str, str]) -> None:
    """Hide the credentials among these headers in the logs from now on."""
    for name, value in headers.items():
        if name.lower() in CREDENTIAL_HEADERS and value not in _credentials:
            _credentials[value] = None
            while len(_credentials) > _MOST_CREDENTIALS:
                _credentials.pop(next(iter(_credentials)), None)


def _without_secrets(record: logging.LogRecord) -> bool:
    """Hide the secrets in a log record, and let it pass."""
    try:
        text = record.getMessage()
    except (TypeError, ValueError):  # the logger's own mistake, which its handlers report
        return True
    shown = _OF_BOTOCORE.sub(r"\1***", without_signatures(text))
    for credential in list(_credentials):
        # Of `Bearer TOKEN` the token alone is a secret, too.
        shown = hide(hide(shown, credential), credential.rpartition(" ")[2])
    if shown != text:
        record.msg, record.args = shown, None
    return True


def hide_secrets_in_logs() -> None:
    """Have the loggers that write URLs and headers hide secrets, also those of requests that others send."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_without_secrets)
