"""Only reads results: sends nothing to the service but downloads."""
import json
import urllib.request


def load(listing_path):
    with open(listing_path) as f:
        listing = json.load(f)
    for value in listing["values"]:
        if value["kind"] != "Transcription":
            continue
        with urllib.request.urlopen(value["links"]["contentUrl"]) as resp:
            yield json.loads(resp.read().decode("utf-8-sig"))


def main():
    # see https://learn.microsoft.com/azure/ai-services/speech-service/batch-transcription
    for r in load("speechtotext_files.json"):
        print(r["combinedRecognizedPhrases"][0]["display"])
