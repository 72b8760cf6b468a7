param($key, $id)
$base = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.2"
$headers = @{ "Ocp-Apim-Subscription-Key" = $key }
$body = @{ displayName = "One"; locale = "en-US"; contentUrls = @("https://example.com/1.wav") } | ConvertTo-Json
Invoke-RestMethod -Method Post -Uri "$base/transcriptions" -Headers $headers -ContentType "application/json" -Body $body
Invoke-RestMethod -Uri "$base/transcriptions/$id" `
    -Headers $headers
