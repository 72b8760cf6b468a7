az rest --method get --uri "https://contoso.cognitiveservices.azure.com/speechtotext/v3.2/projects" --resource https://cognitiveservices.azure.com
az rest -m patch -u "https://contoso.cognitiveservices.azure.com/speechtotext/v3.2/projects/$ID" -b '{"description": "x"}' --resource https://cognitiveservices.azure.com
az rest --method post --url https://management.azure.com/subscriptions/1/register?api-version=2022-09-01
