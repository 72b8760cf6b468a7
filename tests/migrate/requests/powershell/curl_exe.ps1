$u = "https://westus.api.cognitive.microsoft.com/SpeechToText/v3.1"
curl.exe -X DELETE "$u/Transcriptions/$id" -H "Ocp-Apim-Subscription-Key: $key"
Invoke-WebRequest `
    -Uri "$u/models/base" `
    -Headers $h
