"""A fast transcription of 24,000 words over loopback, all words read, beside raw httpx and `json.loads`.

The server is a thread that has the response ready. The sides take turns; the time is that of the process's CPU, since
nothing is waited for.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

from decoding import fast_result
from ratios import Ratio, in_turns
from speechtotext.v2025_10_15 import Client

ROUNDS = 21
AUDIO = b"RIFF\xff\xff\xff\xffWAVEfmt "


@contextmanager
def server() -> Iterator[str]:
    body = json.dumps(fast_result()).encode()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{made.server_address[1]}"
        made.shutdown()


def main() -> None:
    print(f"\n{'':<62} {'ours, ms':>9} {'raw, ms':>9} {'ratio':>6}")
    with server() as origin, httpx.Client() as http, Client(endpoint=origin, key="key", rate_limit=None) as stt:
        url = f"{origin}/speechtotext/transcriptions:transcribe?api-version=2025-10-15"
        files: dict[str, Any] = {"audio": ("a.wav", AUDIO), "definition": (None, "{}")}

        def raw() -> None:
            http.post(url, files=files).json()

        def result() -> None:
            for phrase in stt.transcriptions.transcribe_file(AUDIO).phrases:
                for word in phrase.words:
                    _ = word.text, word.offset, word.duration

        def typed() -> None:
            for phrase in stt.transcriptions.transcribe(audio=AUDIO).phrases or ():
                for word in phrase.words or ():
                    _ = word.text, word.offset_milliseconds, word.duration_milliseconds

        yardstick, ours, model = in_turns([raw, result, typed], ROUNDS, time.process_time)
        print(Ratio("transcribe_file over loopback, all words read", ours, yardstick, 2.5))
        print(Ratio("transcribe over loopback, all words read", model, yardstick, 2.5))


if __name__ == "__main__":
    main()
