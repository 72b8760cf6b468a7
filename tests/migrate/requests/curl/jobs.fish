#!/usr/bin/env fish
set -gx BASE https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.2
set key (cat ~/.speech-key)
function remove
    curl -X DELETE $BASE/transcriptions/$argv[1] -H "Ocp-Apim-Subscription-Key: $key"
end
curl $BASE/transcriptions -H "Ocp-Apim-Subscription-Key: $key" | jq .
for id in $argv
    remove $id
end
