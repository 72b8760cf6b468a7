"""What moving a file of 10,000 lines costs: one that sends requests by hand, in seconds of one core."""

from __future__ import annotations

import time

from speechtotext.migrate import migrate_text

LINES = 10_000

ONE = """
class Batch{0}:
    def __init__(self, key):
        self.base = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.2/"
        self.headers = {{"Ocp-Apim-Subscription-Key": key}}

    def submit(self, urls):
        body = {{"contentUrls": urls, "locale": "en-US", "displayName": "Batch {0}"}}
        return requests.post(self.base + "transcriptions", json=body, headers=self.headers).json()

    def wait(self, job):
        while job["status"] not in ("Succeeded", "Failed"):
            time.sleep(1)
            job = requests.get(job["self"], headers=self.headers).json()
        return job
"""


def main() -> None:
    count = LINES // ONE.count("\n")
    text = "import time\nimport requests\n" + "".join(ONE.format(number) for number in range(count))
    started = time.process_time()
    result = migrate_text(text, "v2025_10_15")
    taken = time.process_time() - started
    print(f"{text.count(chr(10)):,} lines, {len(result.findings):,} findings: {taken:.1f} s (limit 3 s)")


if __name__ == "__main__":
    main()
