"""An older sample: v3.0, the client under another name."""

import sys

sys.path.append("python-client")
import swagger_client as cris_client  # noqa: E402
from swagger_client.rest import ApiException  # noqa: E402


def connect(key, region):
    configuration = cris_client.Configuration()
    configuration.api_key["Ocp-Apim-Subscription-Key"] = key
    configuration.host = "https://{}.api.cognitive.microsoft.com/speechtotext/v3.0".format(region)
    return cris_client.ApiClient(configuration)


class Cleaner:
    def __init__(self, key, region):
        self.api = cris_client.DefaultApi(connect(key, region))

    def clean(self):
        for transcription in self.api.get_transcriptions().values:
            try:
                self.api.delete_transcription(transcription._self.split("/")[-1])
            except ApiException:
                pass

    def copy(self, model_id, key):
        self.api.copy_model_to_subscription(model_id, cris_client.ModelCopy(target_subscription_key=key))
        self.api.get_health_status()
        self.api.frobnicate()
