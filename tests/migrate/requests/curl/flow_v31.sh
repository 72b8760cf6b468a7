#!/usr/bin/env bash
set -euo pipefail
BASE="https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.1"
AUTH="Ocp-Apim-Subscription-Key: secret"

job=$(curl -sS -X POST "$BASE/transcriptions" -H "$AUTH" -H "Content-Type: application/json" -d '{
  "contentUrls": ["https://example.com/call.wav"],
  "locale": "en-US",
  "displayName": "From a shell",
  "properties": {"timeToLive": "PT12H"}
}')
url=$(echo "$job" | python3 -c 'import json, sys; print(json.load(sys.stdin)["self"])')
until curl -sS "$url" -H "$AUTH" | grep -q '"status": *"Succeeded"'; do
  sleep 0.05
done
curl -sS "$url/files" -H "$AUTH" > files.json
for link in $(python3 -c 'import json; print(*[f["links"]["contentUrl"] for f in json.load(open("files.json"))["values"] if f["kind"] == "Transcription"])'); do
  curl -sS "$link" | python3 -c 'import json, sys; print(json.load(sys.stdin)["combinedRecognizedPhrases"][0]["display"])'
done
