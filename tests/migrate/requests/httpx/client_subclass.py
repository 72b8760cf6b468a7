import httpx


class Speech(httpx.Client):
    def __init__(self, region: str, key: str) -> None:
        super().__init__(base_url=f"https://{region}.api.cognitive.microsoft.com/speechtotext/v3.1/", headers={"Ocp-Apim-Subscription-Key": key})

    def jobs(self) -> list:
        return self.get("transcriptions").json()["values"]

    def drop(self, job: dict) -> None:
        self.delete(job["self"]).raise_for_status()


with Speech("westus3", "secret") as speech:
    for job in speech.jobs():
        speech.drop(job)
    speech.request("POST", "transcriptions", json={"contentUrls": ["https://example.com/a.wav"], "locale": "sv-SE", "displayName": "Ny"})
