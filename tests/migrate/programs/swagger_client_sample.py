#!/usr/bin/env python
"""Close to what Microsoft's sample does with the client from the Swagger editor (v3.2)."""

import logging
import time

import requests
import swagger_client

KEY = "secret"
REGION = "westeurope"


def definition_of(uri, properties):
    return swagger_client.Transcription(
        display_name="Simple transcription", locale="en-US", content_urls=[uri], properties=properties
    )


def paginate(api, page):
    yield from page.values
    while page.next_link:
        link = page.next_link[len(api.api_client.configuration.host) :]
        page, status, headers = api.api_client.call_api(link, "GET", response_type=type(page).__name__)
        yield from page.values


def transcribe(uri):
    configuration = swagger_client.Configuration()
    configuration.api_key["Ocp-Apim-Subscription-Key"] = KEY
    configuration.host = f"https://{REGION}.api.cognitive.microsoft.com/speechtotext/v3.2"
    client = swagger_client.ApiClient(configuration)
    api = swagger_client.CustomSpeechTranscriptionsApi(api_client=client)

    properties = swagger_client.TranscriptionProperties()
    properties.word_level_timestamps_enabled = True
    properties.time_to_live = "PT12H"
    properties.diarization_enabled = True
    properties.diarization = swagger_client.DiarizationProperties(
        swagger_client.DiarizationSpeakersProperties(min_count=1, max_count=5)
    )

    created, status, headers = api.transcriptions_create_with_http_info(transcription=definition_of(uri, properties))
    transcription_id = headers["location"].split("/")[-1]
    while True:
        time.sleep(5)
        transcription = api.transcriptions_get(transcription_id)
        logging.info("%s is %s", transcription._self, transcription.status)
        if transcription.status in ("Failed", "Succeeded"):
            break
    for file in paginate(api, api.transcriptions_list_files(transcription_id)):
        if file.kind == "Transcription":
            print(requests.get(file.links.content_url).text)
    try:
        api.transcriptions_delete(transcription_id)
    except swagger_client.rest.ApiException as error:
        print(error.status)
