"""The emulator's page: who may read its data, what the data tells, and how it works in Chromium."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from browser import Page
from emulator.receiver import Receiver
from emulator.recordings import wav
from speechtotext.emulator import Emulator, Polls

KEY = "Ocp-Apim-Subscription-Key"
STATE = "/emulator/page/data/state"
JOBS = "/speechtotext/v3.2/transcriptions"
HOSTILE = '<img src=x onerror="window.hurt = 1"></script><script>window.hurt = 2</script>\'&amp;'


# One for all tests: each new client would load certificates.
HTTP = httpx.Client()


def state(emulator: Emulator) -> dict[str, Any]:
    told: dict[str, Any] = HTTP.get(f"{emulator.endpoint}{STATE}").raise_for_status().json()
    return told


def post(emulator: Emulator, path: str, body: dict[str, Any]) -> httpx.Response:
    return HTTP.post(f"{emulator.endpoint}{path}", json=body, headers={KEY: emulator.key})


def submit(emulator: Emulator, name: str = "Calls", **changes: Any) -> httpx.Response:
    url = emulator.storage.put("call.wav", wav())
    return post(emulator, JOBS, {"displayName": name, "locale": "en-US", "contentUrls": [url], **changes})


# Who may read it ------------------------------------------------------------------------------------------------------
def test_the_page_loads_nothing_from_elsewhere(emulator: Emulator) -> None:
    page = HTTP.get(f"{emulator.endpoint}/")
    paths = [*re.findall(r'(?:src|href)="(/[^"]*)"', page.text)]
    scripts = {}
    while paths:
        path = paths.pop()
        scripts[path] = HTTP.get(f"{emulator.endpoint}{path}")
        paths += [f"/emulator/page/{name}" for name in re.findall(r'from "\./(.*)"', scripts[path].text)]
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert {response.status_code for response in scripts.values()} == {200}
    assert len(scripts) == 5
    for response in (page, *scripts.values()):
        without_comments = re.sub(r"(?m)// .*$", "", response.text)
        assert "//" not in without_comments


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_other_sites_get_no_data(emulator: Emulator, headers: dict[str, str]) -> None:
    refused = HTTP.get(f"{emulator.endpoint}{STATE}", headers=headers)

    assert (refused.status_code, emulator.key in refused.text) == (403, False)


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/emulator/control/clock"), ("PUT", "/emulator/storage/audio/a.wav"), ("POST", JOBS)]
)
def test_other_sites_change_nothing(emulator: Emulator, method: str, path: str) -> None:
    headers = {"Origin": "https://evil.example", "Content-Type": "application/json", KEY: emulator.key}

    refused = HTTP.request(method, f"{emulator.endpoint}{path}", headers=headers, content=b'{"advance": 60}')

    assert refused.status_code == 403
    assert (state(emulator)["ahead"], state(emulator)["containers"]) == (0, [])


def test_the_data_of_an_open_emulator_demands_the_key() -> None:
    with Emulator(host="0.0.0.0") as emulator:
        page, locked, unlocked = (
            HTTP.get(f"{emulator.endpoint}{path}", headers=headers)
            for path, headers in [("/", {}), (STATE, {}), (STATE, {KEY: emulator.key})]
        )

    assert [page.status_code, locked.status_code, unlocked.status_code] == [200, 401, 200]
    assert emulator.key not in page.text + locked.text


def test_a_blob_that_is_a_page_cannot_act_as_the_emulator_s(emulator: Emulator) -> None:
    url = emulator.storage.put("call.html", b"<script></script>", content_type="text/html")

    headers = HTTP.get(url).headers

    assert (headers["Content-Security-Policy"], headers["X-Content-Type-Options"]) == ("sandbox", "nosniff")


# What it tells --------------------------------------------------------------------------------------------------------
def test_it_tells_of_jobs_by_state_with_their_files(emulator: Emulator) -> None:
    submit(emulator)
    broken = emulator.storage.put("text.wav", b"text")
    submit(emulator, "Broken", contentUrls=[broken])
    emulator.seed(
        "transcriptions", {"displayName": "Waits", "locale": "en-US", "contentUrls": [broken]}, status="Running"
    )

    told = state(emulator)
    jobs = {job["name"]: job for job in told["jobs"]}
    transcript = HTTP.get(f"{emulator.endpoint}{jobs['Calls']['files'][0]['link']}").json()

    assert told["counts"] == {"Succeeded": 1, "Failed": 1, "Running": 1}
    assert jobs["Broken"]["error"]["code"] == "InvalidData"
    assert [file["kind"] for file in jobs["Calls"]["files"]] == ["Transcription", "TranscriptionReport"]
    assert transcript["recognizedPhrases"]


def test_it_lists_the_newest_jobs_first_up_to_200(emulator: Emulator) -> None:
    for number in range(201):
        dataset = {"displayName": str(number), "locale": "en-US", "kind": "Language"}
        emulator.seed("datasets", dataset, status="Succeeded")

    told = state(emulator)

    assert [job["name"] for job in told["jobs"][:2]] == ["200", "199"]
    assert (len(told["jobs"]), told["counts"]) == (200, {"Succeeded": 201})


def test_to_read_it_is_no_look_at_a_job() -> None:
    with Emulator(transitions=Polls(1, 1)) as emulator:
        submit(emulator)
        statuses = [state(emulator)["jobs"][0]["status"] for _ in range(4)]

    assert statuses == ["NotStarted"] * 4


def test_it_tells_of_requests_with_their_errors_newest_first(emulator: Emulator) -> None:
    HTTP.get(f"{emulator.endpoint}{JOBS}")
    submit(emulator, properties={"destinationContainerUrl": "https://files.example/results"})
    HTTP.get(f"{emulator.endpoint}/emulator/storage/audio/call.wav")

    read, refused, unknown = state(emulator)["requests"]

    assert (read["operation"], read["status"], read["errors"][0]["code"]) == (
        "Storage_GetBlob",
        409,
        "PublicAccessNotPermitted",
    )
    assert (refused["operation"], refused["version"], refused["status"]) == ("Transcriptions_Create", "v3.2", 400)
    assert refused["errors"][0]["target"] == "properties.destinationContainerUrl"
    assert (unknown["path"], unknown["status"]) == (JOBS, 401)


def test_it_tells_of_calls_of_web_hooks_without_their_secrets(emulator: Emulator, receiver: Receiver) -> None:
    events = {"transcriptionCompletion": True}
    post(
        emulator, "/speechtotext/v3.2/webhooks", {"displayName": "Hook", "webUrl": receiver.url, "events": events}
    ).raise_for_status()
    emulator.settle()
    receiver.failures = 1
    submit(emulator)
    emulator.settle()

    calls = state(emulator)["calls"]

    assert [(call["event"], call["status"]) for call in calls] == [
        ("TranscriptionCompletion", 200),
        ("TranscriptionCompletion", 500),
        ("Challenge", 200),
    ]
    assert {call["url"] for call in calls} == {receiver.url.partition("?")[0]}


def test_it_tells_why_a_web_hook_was_not_reached(emulator: Emulator) -> None:
    hook = {"displayName": "Hook", "webUrl": "http://hook.example/", "events": {"transcriptionCompletion": True}}
    post(emulator, "/speechtotext/v3.2/webhooks", hook).raise_for_status()
    emulator.settle()

    (call,) = state(emulator)["calls"]

    assert (call["status"], "--allow-host" in call["failure"]) == (None, True)


def test_it_tells_of_the_clock_and_of_faults_that_wait(emulator: Emulator) -> None:
    emulator.advance(timedelta(hours=2))
    emulator.fail_next("Transcriptions_List", status=429, times=3, retry_after=5)
    emulator.fail_next_job("models", "InvalidData")

    told = state(emulator)

    assert told["ahead"] == 7200
    assert told["faults"] == [
        {"kind": "status", "operation": "Transcriptions_List", "times": 3, "status": 429, "retryAfter": 5}
    ]
    assert [failure["collection"] for failure in told["failures"]] == ["models"]


def test_a_reset_forgets_requests_and_calls(emulator: Emulator) -> None:
    submit(emulator)
    emulator.reset()

    told = state(emulator)

    assert (told["requests"], told["calls"], told["jobs"], told["containers"]) == ([], [], [], [])


def test_health_needs_no_key(emulator: Emulator) -> None:
    answer = HTTP.get(f"{emulator.endpoint}/health")

    assert (answer.status_code, answer.json()) == (200, {"status": "Healthy"})


# In a browser ---------------------------------------------------------------------------------------------------------
def button(label: str) -> str:
    return f'button[aria-label="{label}"]'


def texts(page: Page, selector: str) -> str:
    return str(page.value(f"document.querySelector('{selector}').innerText"))


def submit_form(page: Page, name: str) -> None:
    page.value(f"document.querySelector('#{name} button').focus()")
    for kind in ("keyDown", "keyUp"):
        page.send("Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter", text="\r", windowsVirtualKeyCode=13)


def test_a_recording_is_uploaded_transcribed_and_read(chromium: Page, emulator: Emulator, tmp_path: Path) -> None:
    recording = tmp_path / "chosen.wav"
    recording.write_bytes(wav())
    chromium.open(f"{emulator.endpoint}/")
    chromium.until("document.querySelector('#container-list p') !== null")
    root = chromium.send("DOM.getDocument")["root"]["nodeId"]
    chosen = chromium.send("DOM.querySelector", nodeId=root, selector="input[type=file]")["nodeId"]
    chromium.send("DOM.setFileInputFiles", nodeId=chosen, files=[str(recording)])
    chromium.until(f"document.querySelector('{button('Transcribe chosen.wav')}') !== null")

    chromium.value(
        "{ const data = new DataTransfer(); data.items.add(new File(['text'], 'dropped.wav'));"
        " document.querySelector('#drop').dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true})) }"
    )
    chromium.until(f"document.querySelector('{button('Transcribe dropped.wav')}') !== null")
    chromium.click(button("Transcribe chosen.wav"))
    chromium.until("document.querySelector('#job-list .Succeeded') !== null")
    chromium.click("#job-list summary")
    chromium.click(button("Open contenturl_0.json"))
    chromium.until("document.querySelector('#viewer-content table') !== null")

    assert "Channel 0:" in texts(chromium, "#viewer-content")
    assert emulator.storage.blob("audio", "chosen.wav").read() == wav()
    assert emulator.storage.blob("audio", "dropped.wav").read() == b"text"


def test_clock_and_faults_are_set_by_keyboard_and_the_key_is_hidden(chromium: Page, emulator: Emulator) -> None:
    chromium.open(f"{emulator.endpoint}/")
    chromium.until("document.querySelector('.resource') !== null && document.querySelector('#waiting p') !== null")
    hidden = emulator.key not in texts(chromium, "body")
    chromium.click(button("Show the key"))
    shown = emulator.key in texts(chromium, ".resource")

    submit_form(chromium, "advance")
    chromium.until("document.querySelector('#time').innerText.includes('01:00:00 ahead')")
    for form in ("fail-job", "throttle", "fault"):
        waiting = state(emulator)["faults"] + state(emulator)["failures"]
        submit_form(chromium, form)
        chromium.until(f"document.querySelectorAll('#waiting li').length === {len(waiting) + 1}")

    assert (hidden, shown) == (True, True)
    assert texts(chromium, "#waiting").splitlines()[-3:] == [
        "Any operation: status 429 × 3, Retry-After 2 s",
        "Any operation: status 500 × 1",
        "Next of transcriptions: fails with InvalidData",
    ]


@pytest.mark.parametrize("width", [320, 1280])
def test_hostile_names_are_only_text_and_fit_on_any_screen(chromium: Page, emulator: Emulator, width: int) -> None:
    emulator.add_resource(HOSTILE, key="a" * 32)
    url = emulator.storage.put(HOSTILE, b"text", container=HOSTILE.replace("/", ""))
    submit(emulator, HOSTILE * 3, contentUrls=[url])
    submit(emulator, HOSTILE, locale=HOSTILE)
    emulator.fail_next_job("models", HOSTILE, HOSTILE)
    chromium.open(f"{emulator.endpoint}/")
    chromium.send("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
    chromium.until("document.querySelector('#job-list .Failed') !== null")

    for shown in ("#job-list", "#container-list", "#waiting", "#resource-list"):
        assert HOSTILE in texts(chromium, shown)
    assert chromium.value("[typeof window.hurt, document.images.length]") == ["undefined", 0]
    assert chromium.value("document.documentElement.scrollWidth") <= width
    assert [
        event for event in chromium.events if event["method"] in ("Log.entryAdded", "Runtime.exceptionThrown")
    ] == []
