# Take the id from the answer of the first.
wget -qO- --method=POST --header="Ocp-Apim-Subscription-Key: $KEY" --body-file=job.json "https://westus.api.cognitive.microsoft.com/speechtotext/v3.2/transcriptions"
wget -q -O files.json --header="Ocp-Apim-Subscription-Key: $KEY" "https://westus.api.cognitive.microsoft.com/speechtotext/v3.2/transcriptions/<job-id>/files"
curl -X DELETE -H "Ocp-Apim-Subscription-Key: $KEY" "https://<region>.api.cognitive.microsoft.com/speechtotext/v3.2/transcriptions/{id}"
curl -H "Ocp-Apim-Subscription-Key: $KEY" https://westus.api.cognitive.microsoft.com/SpeechToText/v3.2/Models/Base
curl -X POST -H "Ocp-Apim-Subscription-Key: $KEY" -d '{"model": {"self": "https://westus.api.cognitive.microsoft.com/speechtotext/v3.2/models/7"}, "locale": "en-US", "displayName": "e"}' https://westus.api.cognitive.microsoft.com/speechtotext/v3.2/endpoints
curl -X POST "https://westus.api.cognitive.microsoft.com/sts/v1.0/issueToken" -H "Ocp-Apim-Subscription-Key: $KEY" -d ""
curl -X POST "https://api.cognitive.microsofttranslator.com/translate?api-version=3.0&to=de" -H "Ocp-Apim-Subscription-Key: $KEY" -d '[{"Text": "hello"}]'
