#!/bin/sh
# Upload a dataset as a form; test a web hook.
URL=https://westus.api.cognitive.microsoft.com/speechtotext/v3.0
curl --header "Ocp-Apim-Subscription-Key: $KEY" --form data=@words.txt --form locale=en-US --form kind=Language \
     "$URL/datasets/upload"
curl -XPOST -H "Ocp-Apim-Subscription-Key: $KEY" $URL/webhooks/$1/ping
wget --header "Ocp-Apim-Subscription-Key: $KEY" -qO- $URL/models/base
