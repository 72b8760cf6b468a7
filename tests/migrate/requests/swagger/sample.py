import time

import swagger_client

configuration = swagger_client.Configuration()
configuration.api_key["Ocp-Apim-Subscription-Key"] = "secret"
configuration.host = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.2"
client = swagger_client.ApiClient(configuration)
api = swagger_client.CustomSpeechTranscriptionsApi(api_client=client)

job = swagger_client.Transcription(display_name="Sample", locale="en-US", content_urls=["https://example.com/a.wav"])
created, status, headers = api.transcriptions_create_with_http_info(transcription=job)
job_id = headers["location"].split("/")[-1]
done = False
while not done:
    time.sleep(5)
    done = api.transcriptions_get(job_id).status in ("Failed", "Succeeded")
for file in api.transcriptions_list_files(job_id).values:
    print(file.links.content_url)
