#!/bin/bash
: "${SPEECH_REGION:=westeurope}"
ROOT=https://${SPEECH_REGION}.api.cognitive.microsoft.com/speechtotext/v3.2
OPTIONS=(-sS --fail -H "Ocp-Apim-Subscription-Key: ${SPEECH_KEY}" -H "Content-Type: application/json")

call() {
  local method="$1" path="$2"
  shift 2
  curl "${OPTIONS[@]}" -X "$method" "${ROOT}${path}" "$@"
}

list_models() {
  call GET /models
}

call POST /transcriptions --data @job.json
call GET "/transcriptions/$1"
call DELETE "/transcriptions/$1"
list_models | jq -r '.values[].self' | while read -r model; do
  curl "${OPTIONS[@]}" "$model/manifest" -o "$(basename "$model").json"
done
