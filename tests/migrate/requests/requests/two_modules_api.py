"""The requests are sent here; the address comes from the settings module beside it."""

import requests

from two_modules_config import JOBS_URL, KEY_HEADER


def start(urls):
    return requests.post(JOBS_URL, headers=KEY_HEADER, json={"contentUrls": urls, "locale": "en-GB", "displayName": "Two"}).json()


def status(job_id):
    return requests.get(f"{JOBS_URL}/{job_id}", headers=KEY_HEADER).json()["status"]
