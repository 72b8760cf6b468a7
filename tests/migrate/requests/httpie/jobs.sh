API=https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.1
http POST $API/transcriptions Ocp-Apim-Subscription-Key:$KEY contentUrls:='["https://example.com/a.wav"]' locale=en-US displayName=h
http $API/transcriptions top==10 Ocp-Apim-Subscription-Key:$KEY
https DELETE westeurope.api.cognitive.microsoft.com/speechtotext/v3.1/transcriptions/12 Ocp-Apim-Subscription-Key:$KEY
http --json PATCH $API/models/12 Ocp-Apim-Subscription-Key:$KEY < model.json
xh get $API/transcriptions/12/files Ocp-Apim-Subscription-Key:$KEY
