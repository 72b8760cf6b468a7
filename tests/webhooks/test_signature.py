"""Signatures: made as the service makes them, and nothing else is accepted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechtotext.webhooks import sign, verify
from webhooks.sender import SECRET, signature

BODY = b'{"self":"x"}'
# openssl dgst -sha256 -hmac 'It is a secret: ü' -binary | base64
OF_OPENSSL = "75ohq0At+7dastKQMrrZXfnDBfomOPRZ29AXzX13WuE="


@pytest.mark.parametrize("secret", ["It is a secret: ü", "It is a secret: ü".encode()], ids=["text", "bytes"])
def test_the_signature_is_that_of_another_program(secret: str | bytes) -> None:
    assert sign(secret, BODY) == OF_OPENSSL
    assert verify(secret, BODY, OF_OPENSSL)


@given(secret=st.text(min_size=1), body=st.binary())
def test_what_the_service_signs_is_accepted(secret: str, body: bytes) -> None:
    assert verify(secret, body, signature(body, secret))


@given(body=st.binary(min_size=1), position=st.integers(min_value=0), other=st.integers(1, 255))
def test_a_body_that_was_changed_is_not_accepted(body: bytes, position: int, other: int) -> None:
    changed = bytearray(body)
    changed[position % len(body)] ^= other

    assert not verify(SECRET, bytes(changed), signature(body))


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        "",
        "no Base64!",
        "é",
        "\ud800",
        signature(BODY)[:-1],
        signature(BODY) + "=",
        signature(BODY) + "\n",
        signature(BODY).lower(),
        signature(BODY, "another secret"),
        signature(b""),
    ],
)
def test_any_other_signature_is_not_accepted(wrong: str | None) -> None:
    assert not verify(SECRET, BODY, wrong)


@given(wrong=st.text())
def test_no_text_is_too_odd_to_be_compared(wrong: str) -> None:
    assert verify(SECRET, BODY, wrong) == (wrong == signature(BODY))


@pytest.mark.parametrize("empty", ["", b""])
def test_an_empty_secret_is_a_mistake(empty: str | bytes) -> None:
    with pytest.raises(ValueError, match="secret is empty"):
        verify(empty, BODY, signature(BODY))
