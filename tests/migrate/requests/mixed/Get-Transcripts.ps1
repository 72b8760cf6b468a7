[CmdletBinding()]
param (
    [Parameter(Mandatory = $true)] [string] $SubscriptionKey,
    [string] $Region = 'eastus'
)
$ErrorActionPreference = 'Stop'
$uri = "https://$Region.api.cognitive.microsoft.com/speechtotext/v3.0/transcriptions"
$headers = @{'Ocp-Apim-Subscription-Key' = $SubscriptionKey}
$all = @()
while ($uri) {
    $page = Invoke-RestMethod -Method Get -Uri $uri -Headers $headers
    $all += $page.values
    $uri = $page.'@nextLink'
}
foreach ($t in $all) {
    $id = $t.self.Split('/')[-1]
    $filesUrl = "https://$Region.api.cognitive.microsoft.com/speechtotext/v3.0/transcriptions/$id/files"
    $files = (Invoke-RestMethod -Uri $filesUrl -Headers $headers -Method 'GET').values
    $files | Where-Object kind -eq 'Transcription' | ForEach-Object {
        Invoke-WebRequest -Uri $_.links.contentUrl -OutFile "$id.json"
    }
    if ($t.status -eq 'Failed') { Invoke-RestMethod -Method Delete -Uri $t.self -Headers $headers }
}
