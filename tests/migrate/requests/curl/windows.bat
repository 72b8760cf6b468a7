@echo off
rem Don't run this twice.
set "BASE=https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.0"
curl -X POST "%BASE%/transcriptions" ^
  -H "Ocp-Apim-Subscription-Key: %SPEECH_KEY%" ^
  -H "Content-Type: application/json" ^
  -d "@job.json"
curl -X GET "%BASE%/transcriptions/%1/files" -H "Ocp-Apim-Subscription-Key: %SPEECH_KEY%"
curl -X POST "%BASE%/webhooks/%2/test" -H "Ocp-Apim-Subscription-Key: %SPEECH_KEY%"
