KEY=$1
HOST=westus2.api.cognitive.microsoft.com
curl --request POST "https://$HOST/speechtotext/v3.1/transcriptions" \
  --header "Ocp-Apim-Subscription-Key: $KEY" \
  --header 'Content-Type: application/json' \
  --data-binary @- <<JSON
{
  "contentUrls": ["$2"],
  "locale": "en-US",
  "displayName": "$(date)",
  "properties": {"diarizationEnabled": true, "timeToLive": "P2D"}
}
JSON
curl -sG "https://$HOST/speechtotext/v3.1/transcriptions" --data-urlencode "filter=status eq 'Failed'" -d top=10 -H "Ocp-Apim-Subscription-Key: $KEY"
