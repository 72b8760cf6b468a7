"""What an app answers, and what it logs."""

from __future__ import annotations

import pytest

from speechtotext import WebHookRefused
from speechtotext.webhooks import WebHookApp, WebHookEvent
from webhooks.apps import answered, listening, status
from webhooks.calls import REFUSED, Refused
from webhooks.sender import SECRET, challenge, event, ping

SAS = "https://account.blob.core.windows.net/a.wav?sv=2024&sig=planted-signature"


def test_a_challenge_is_answered_and_calls_nothing() -> None:
    app, happened = listening()

    answer = answered(app, challenge("3f1d-ü +/=&"))

    assert (answer.status_code, answer.text, happened) == (200, "3f1d-ü +/=&", [])


@pytest.mark.parametrize("refused", REFUSED, ids=lambda refused: refused.name)
def test_refused_calls_reach_no_function(refused: Refused, caplog: pytest.LogCaptureFixture) -> None:
    app, happened = listening()

    answer = answered(app, refused.call)

    assert (answer.status_code, happened) == (refused.status, [])
    assert f"answered with HTTP {refused.status}: The " in caplog.text or refused.status == 405
    assert SECRET not in caplog.text


def test_a_web_hook_without_a_secret_takes_what_is_not_signed() -> None:
    app, happened = listening(secret=None)

    assert status(app, event(secret=None)) == 200
    assert len(happened) == 1


def test_a_failure_of_the_function_is_answered_with_500_and_logged_without_secrets(
    caplog: pytest.LogCaptureFixture,
) -> None:
    app = WebHookApp(secret=SECRET)

    @app.on()
    def fetch(event: WebHookEvent) -> None:
        raise RuntimeError(f"{event.raw} {SAS}")

    answer = answered(app, ping())

    assert (answer.status_code, answer.text) == (500, "The event could not be handled.")
    assert "in fetch" in caplog.text
    assert "RuntimeError: {'self'" in caplog.text
    assert SECRET not in caplog.text
    assert "planted-signature" not in caplog.text


def test_a_function_can_refuse_for_now() -> None:
    app = WebHookApp(secret=SECRET)

    @app.on()
    async def full(event: WebHookEvent) -> None:
        raise WebHookRefused(503, "The queue is full.")

    answer = answered(app, event())

    assert (answer.status_code, answer.text, answer.headers["Retry-After"]) == (503, "The queue is full.", "10")


def test_the_secret_is_in_no_repr() -> None:
    assert SECRET not in repr(WebHookApp(secret=SECRET))
