#!/bin/ksh
typeset base=https://eastus.api.cognitive.microsoft.com/speechtotext/v3.1
id=$(cat dataset.id)
curl -T part1.bin "$base/datasets/$id/blocks?blockId=MDE=" -H "Ocp-Apim-Subscription-Key: $KEY"
curl -H "Ocp-Apim-Subscription-Key: $KEY" --json '[{"kind":"Latest","id":"MDE="}]' "$base/datasets/$id/blocks:commit"
curl -H "Ocp-Apim-Subscription-Key: $KEY" "$base/datasets/`cat dataset.id`/files"
