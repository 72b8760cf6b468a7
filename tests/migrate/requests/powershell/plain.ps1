$region = "westeurope"
$base = "https://$region.api.cognitive.microsoft.com/speechtotext/v3.1"
$headers = @{ "Ocp-Apim-Subscription-Key" = $env:SPEECH_KEY; "Content-Type" = "application/json" }
$body = @{
    contentUrls = @("https://example.com/a.wav")
    locale      = "en-US"
    displayName = "From PowerShell"
    properties  = @{ diarizationEnabled = $false; timeToLive = "PT12H" }
} | ConvertTo-Json -Depth 5
$job = Invoke-RestMethod -Method Post -Uri "$base/transcriptions" -Headers $headers -Body $body
do {
    Start-Sleep -Seconds 10
    $job = Invoke-RestMethod -Uri $job.self -Headers $headers
} while ($job.status -in "NotStarted", "Running")
$files = Invoke-RestMethod -Uri $job.links.files -Headers $headers
foreach ($file in $files.values | Where-Object { $_.kind -eq "Transcription" }) {
    (Invoke-RestMethod -Uri $file.links.contentUrl).combinedRecognizedPhrases.display
}
