function Get-Headers { param([string]$Key) @{ 'Ocp-Apim-Subscription-Key' = $Key } }
$endpoint = 'https://contoso.cognitiveservices.azure.com/'
$jobUri = "{0}speechtotext/v3.1/transcriptions" -f $endpoint
$json = @"
{"contentUrls": ["https://example.com/a.wav"], "locale": "en-US", "displayName": "here"}
"@
try {
    $response = Invoke-WebRequest -Uri $jobUri -Method POST -Headers (Get-Headers $env:KEY) -Body $json -ContentType 'application/json'
    $location = $response.Headers['Location']
} catch { Write-Error $_; exit 1 }
while ($true) {
    $state = Invoke-RestMethod $location -Headers (Get-Headers $env:KEY)
    if ($state.status -eq 'Succeeded') { break }
    Start-Sleep 5
}
(Invoke-RestMethod -Uri $state.links.files -Headers (Get-Headers $env:KEY)).values | ForEach-Object { $_.name }
