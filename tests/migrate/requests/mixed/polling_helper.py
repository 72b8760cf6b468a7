import requests
import time
from typing import Optional, Dict, Any
from .config import settings
import logging

logger = logging.getLogger(__name__)


class AzureBatchTranscriber:
    """Batch transcription through REST."""

    def __init__(self, subscription_key: Optional[str] = None, region: Optional[str] = None):
        self.subscription_key = subscription_key or settings.AZURE_SPEECH_KEY
        self.region = region or settings.AZURE_SPEECH_REGION
        self.endpoint = f"https://{self.region}.api.cognitive.microsoft.com/speechtotext/v3.1"
        self.headers = {
            "Ocp-Apim-Subscription-Key": self.subscription_key,
            "Content-Type": "application/json",
        }

    def create_transcription(self, audio_url: str, language: str = "en-US") -> str:
        url = f"{self.endpoint}/transcriptions"
        payload: Dict[str, Any] = {"contentUrls": [audio_url], "locale": language, "displayName": "job"}
        response = requests.post(url, headers=self.headers, json=payload)
        if response.status_code != 201:
            raise RuntimeError(f"failed {response.text}")
        return response.json()["self"]

    def get_status(self, transcription_url: str) -> Dict[str, Any]:
        response = requests.get(transcription_url, headers=self.headers)
        response.raise_for_status()
        return response.json()

    def wait_for_completion(self, transcription_url: str, timeout: int = 3600):
        start = time.time()
        while time.time() - start < timeout:
            status = self.get_status(transcription_url)
            if status["status"] == "Succeeded":
                return status
            time.sleep(15)
        raise TimeoutError()

    def get_results(self, files_url: str):
        response = requests.get(files_url, headers=self.headers)
        for f in response.json().get("values", []):
            if f.get("kind") == "Transcription":
                content_url = f["links"]["contentUrl"]
                return requests.get(content_url).json()
        return None

    def delete_transcription(self, transcription_url):
        requests.delete(transcription_url, headers=self.headers)

    def transcribe(self, audio_url):
        location = self.create_transcription(audio_url)
        done = self.wait_for_completion(location)
        result = self.get_results(done["links"]["files"])
        self.delete_transcription(location)
        return result
