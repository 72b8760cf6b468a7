param([string]$Key, [string]$Endpoint = "https://contoso.cognitiveservices.azure.com")
$request = @{
    Method  = "Delete"
    Uri     = "$($Endpoint)/speechtotext/v3.2/transcriptions/$($args[0])"
    Headers = @{ "Ocp-Apim-Subscription-Key" = $Key }
}
Invoke-RestMethod @request
$request.Uri = $Endpoint + "/speechtotext/v3.2/datasets"
$request["Method"] = "Get"
Invoke-WebRequest @request -UseBasicParsing
irm ("{0}/speechtotext/{1}/endpoints" -f $Endpoint.TrimEnd("/"), "v3.2") -Headers $request.Headers
