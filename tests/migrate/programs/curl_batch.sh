#!/usr/bin/env bash
# Create a transcription, wait for it, fetch its files.
set -euo pipefail

export SPEECH_REGION="${SPEECH_REGION:-westeurope}"
BASE="https://${SPEECH_REGION}.api.cognitive.microsoft.com/speechtotext/v3.1"

# It is what the documentation shows:
job=$(curl -sS -X POST \
  -H "Ocp-Apim-Subscription-Key: ${SPEECH_KEY}" \
  -H "Content-Type: application/json" \
  -d '{
    "contentUrls": ["https://example.com/call.wav"],
    "locale": "en-US",
    "displayName": "My transcription",
    "properties": {
      "wordLevelTimestampsEnabled": true,
      "diarizationEnabled": true,
      "timeToLive": "PT12H"
    }
  }' "$BASE/transcriptions" | jq -r .self)

until [ "$(curl -s -H "Ocp-Apim-Subscription-Key: $SPEECH_KEY" "$job" | jq -r .status)" = Succeeded ]; do sleep 30; done
id="${job##*/}"
curl -s -H "Ocp-Apim-Subscription-Key: $SPEECH_KEY" "${BASE}/transcriptions/${id}/files?sasValidityInSeconds=3600" | jq .
curl -s --request DELETE --header "Ocp-Apim-Subscription-Key: $SPEECH_KEY" "$BASE/transcriptions/$id"
curl -s https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.1/healthstatus
