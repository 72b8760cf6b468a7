"""Another transcription service: nothing here is ours."""
import os
import requests
from openai import OpenAI

client = OpenAI()
with open("speech_to_text.mp3", "rb") as audio:
    text = client.audio.transcriptions.create(model="whisper-1", file=audio).text
base = os.environ["DEEPGRAM_URL"]
requests.post(f"{base}/v1/listen", headers={"Authorization": "Token x"}, data=b"")
requests.get(os.environ["ASSEMBLY"] + "/v2/transcript/7", headers={"authorization": "x"})
endpoint = os.environ["AOAI"]
requests.post(f"{endpoint}/openai/deployments/whisper/audio/transcriptions?api-version=2024-02-01", headers={"api-key": "x"}, files={})
requests.get(f"{endpoint}/models", headers={"Authorization": "Bearer x"})
