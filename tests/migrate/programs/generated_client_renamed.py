"""The generated client under a name of its own; a web hook of it, and v2's classes."""

import azure_speech_client
from azure_speech_client.api.custom_speech_web_hooks_api import CustomSpeechWebHooksApi
from azure_speech_client.models import WebHook, WebHookEvents


class Hooks:
    def __init__(self, key: str, region: str) -> None:
        self.client = self._client(key, region)
        self.api = CustomSpeechWebHooksApi(api_client=self.client)

    @staticmethod
    def _client(key, region):
        configuration = azure_speech_client.Configuration()
        configuration.api_key["Ocp-Apim-Subscription-Key"] = key
        configuration.host = f"https://{region}.api.cognitive.microsoft.com/speechtotext/v3.1"
        return azure_speech_client.ApiClient(configuration)

    def register(self, url):
        hooks = self.api.web_hooks_list()
        if url not in [hook.web_url for hook in hooks.values]:
            events = WebHookEvents(transcription_completion=True)
            self.api.web_hooks_create(WebHook(web_url=url, display_name="Hook", events=events))

    def old(self):
        return azure_speech_client.TranscriptionDefinition("name", recordings_url="https://example.com")
