from constructor_client import RestClient

client = RestClient("https://koreacentral.api.cognitive.microsoft.com/speechtotext/v3.1/", "secret")
print(client.get("endpoints"))
print(client.get("models", "locales"))
print(client.logs("12"))
