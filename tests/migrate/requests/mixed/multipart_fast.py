import os, json, requests

class FastTranscription:
    API_VERSION = "2024-05-15-preview"
    def __init__(self):
        self.url = f"https://{os.environ['REGION']}.api.cognitive.microsoft.com/speechtotext/transcriptions:transcribe"
        self.params = {"api-version": self.API_VERSION}

    def run(self, path):
        headers = {"Ocp-Apim-Subscription-Key": os.environ["KEY"], "Accept": "application/json"}
        definition = {"locales": ["en-US"], "profanityFilterMode": "Masked", "channels": [0, 1]}
        with open(path, "rb") as f:
            files = {"audio": (os.path.basename(path), f, "audio/wav"), "definition": (None, json.dumps(definition))}
            r = requests.post(self.url, params=self.params, headers=headers, files=files)
        return r.json().get("combinedPhrases", [{}])[0].get("text", "")
