#!/usr/bin/env bash
# usage: deploy.sh <region> <key>
REGION=${1:?region}
KEY=${2:?key}
ENDPOINT="https://${REGION}.api.cognitive.microsoft.com/speechtotext/v3.1"

create_model() {
  local name=$1
  local dataset=$2
  curl -s -X POST "${ENDPOINT}/models" \
    -H "Ocp-Apim-Subscription-Key: ${KEY}" \
    -H "Content-Type: application/json" \
    -d "{\"displayName\": \"${name}\", \"locale\": \"en-US\", \"datasets\": [{\"self\": \"${dataset}\"}]}" | jq -r '.self'
}

MODEL_URL=$(create_model "nightly" "$3")
MODEL_ID=${MODEL_URL##*/}
STATUS="Running"
while [[ "$STATUS" != "Succeeded" ]]; do
  sleep 30
  STATUS=$(curl -s -H "Ocp-Apim-Subscription-Key: ${KEY}" "${ENDPOINT}/models/${MODEL_ID}" | jq -r .status)
  echo "status: $STATUS"
done
RESPONSE=$(curl -s -w "%{http_code}" -o endpoint.json -X POST "${ENDPOINT}/endpoints" -H "Ocp-Apim-Subscription-Key: ${KEY}" -H 'Content-Type: application/json' --data "$(jq -n --arg m "$MODEL_URL" '{displayName: "e", locale: "en-US", model: {self: $m}}')")
curl -s -X DELETE "$(jq -r .self endpoint.json)" -H "Ocp-Apim-Subscription-Key: ${KEY}"
