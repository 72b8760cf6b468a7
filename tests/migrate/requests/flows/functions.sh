#!/bin/bash
set -eu
API=https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.2
speech() { curl -sS -H "Ocp-Apim-Subscription-Key: secret" -H "Content-Type: application/json" "$@"; }
field() { python3 -c "import json, sys; print(json.load(sys.stdin)$1)"; }

job=$(speech "$API/transcriptions" -d '{"contentUrls": ["https://example.com/functions.wav"], "locale": "en-US", "displayName": "Functions"}')
here=$(echo "$job" | field '["self"]')
state=Running
while [ "$state" != Succeeded ]; do
  sleep 0.05
  state=$(speech "$here" | field '["status"]')
done
content=$(speech "$here/files" | python3 -c 'import json, sys; print([f["links"]["contentUrl"] for f in json.load(sys.stdin)["values"] if f["kind"] == "Transcription"][0])')
curl -sS "$content" | field '["combinedRecognizedPhrases"][0]["display"]'
