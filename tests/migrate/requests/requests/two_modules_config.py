REGION = "francecentral"
SPEECH = f"https://{REGION}.api.cognitive.microsoft.com/speechtotext/v3.0"
JOBS_URL = SPEECH + "/transcriptions"
KEY_HEADER = {"Ocp-Apim-Subscription-Key": "secret"}
