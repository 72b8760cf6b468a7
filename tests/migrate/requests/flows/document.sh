#!/bin/sh
set -eu
ROOT="https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.1/transcriptions"
curl -sS -o job.json "$ROOT" -H "Ocp-Apim-Subscription-Key: secret" -H "Content-Type: application/json" --data-binary @- <<'EOF'
{"contentUrls": ["https://example.com/document.wav"], "locale": "en-US", "displayName": "Document",
 "properties": {"timeToLive": "P1D", "diarizationEnabled": false}}
EOF
url=$(python3 -c 'import json; print(json.load(open("job.json"))["self"])')
until curl -sS "$url" -H "Ocp-Apim-Subscription-Key: secret" | grep -q Succeeded; do sleep 0.05; done
curl -sS "$url/files" -H "Ocp-Apim-Subscription-Key: secret" -o files.json
link=$(python3 -c 'import json; print([f["links"]["contentUrl"] for f in json.load(open("files.json"))["values"] if f["kind"] == "Transcription"][0])')
curl -sS "$link" | python3 -c 'import json, sys; print(json.load(sys.stdin)["combinedRecognizedPhrases"][0]["display"])'
