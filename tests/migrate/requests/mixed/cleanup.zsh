#!/usr/bin/env zsh
emulate -L zsh
typeset -r HOST=${SPEECH_HOST:-westeurope.api.cognitive.microsoft.com}
typeset -a auth=(-H "Ocp-Apim-Subscription-Key: $SPEECH_KEY")
for id in $(curl -s $auth "https://$HOST/speechtotext/v3.1/transcriptions?top=100" | jq -r '.values[].self' | sed 's#.*/##'); do
  curl -s -X DELETE $auth "https://$HOST/speechtotext/v3.1/transcriptions/$id"
done
if curl -sf "https://$HOST/speechtotext/v3.1/models/base?filter=locale%20eq%20'en-US'" $auth > base.json; then
  jq '.values | length' base.json
fi
