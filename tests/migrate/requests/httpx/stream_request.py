import httpx

URL = httpx.URL("https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.2/transcriptions")
with httpx.stream("GET", URL, headers={"Ocp-Apim-Subscription-Key": "k"}) as answer:
    answer.read()
request = httpx.Request("DELETE", f"{URL}/0f0e", headers={"Ocp-Apim-Subscription-Key": "k"})
httpx.Client().send(request)
