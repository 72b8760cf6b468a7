#!/bin/sh
# The version is a variable of its own.
VERSION=v3.2
export API="https://${REGION:-eastus}.api.cognitive.microsoft.com/speechtotext/$VERSION"
curl -s -H "Ocp-Apim-Subscription-Key: $KEY" "$API/models?top=5"
