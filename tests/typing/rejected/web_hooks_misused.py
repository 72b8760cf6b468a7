"""Web hooks taken for something else."""

from __future__ import annotations

from speechtotext.webhooks import EventKind, WebHookApp, WebHookEvent, parse, receive, verify

app = WebHookApp(secret="secret")


class WrongDeliveries:
    def claim(self, invocation_id: str) -> bool:
        return True


def apps() -> None:
    WebHookApp()  # wrong
    WebHookApp("secret")  # wrong
    WebHookApp(secret=5)  # wrong
    WebHookApp(secret="secret", deliveries=WrongDeliveries())  # wrong


@app.on(EventKind.PING)  # wrong
def too_many(event: WebHookEvent, other: str) -> None: ...


@app.on("Ping")  # wrong
def another_kind(event: str) -> None: ...


def functions() -> None:
    app.on(5)  # wrong
    app.on(EventKind.TRANSCRIPTION_SUCCEEDED)  # wrong


def calls(body: bytes, event: WebHookEvent) -> None:
    verify("secret", "body", "signature")  # wrong
    verify(None, body, "signature")  # wrong
    parse([("X-MicrosoftSpeechServices-Event", "Ping")], body)  # wrong
    receive("POST", {}, {}, body)  # wrong
    receive("POST", "validationToken=x", {}, body, secret=None)  # wrong
    event.status = "Failed"  # wrong
    print(event.self_.lower())  # wrong
    print(event.timestamp.year)  # wrong
    print(receive("POST", {}, {}, body, secret=None).event.kind)  # wrong
