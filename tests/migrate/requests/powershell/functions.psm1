$script:Root = 'https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.2'

function Invoke-Speech {
    param(
        [Parameter(Mandatory)][string]$Path,
        [string]$Method = "GET",
        $Body
    )
    Invoke-RestMethod -Uri "$script:Root$Path" -Method $Method -Headers @{ 'Ocp-Apim-Subscription-Key' = $env:KEY } -Body $Body
}

function Get-SpeechJob($Id) {
    Invoke-Speech -Path "/transcriptions/$Id" -Method GET
}

function New-SpeechProject($Name) {
    Invoke-Speech "/projects" -Method POST -Body (@{ displayName = $Name; locale = "en-US" } | ConvertTo-Json)
}
