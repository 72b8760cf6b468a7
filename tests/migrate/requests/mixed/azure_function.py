import logging
import os
import json
import azure.functions as func
import requests

SERVICE_REGION = os.environ['SpeechServiceRegion']
SUBSCRIPTION_KEY = os.environ['SpeechServiceKey']
API_URL = f'https://{SERVICE_REGION}.api.cognitive.microsoft.com/speechtotext/v3.2/transcriptions'


def main(myblob: func.InputStream, outputQueue: func.Out[str]):
    logging.info("blob %s", myblob.name)
    request_body = {
        "contentUrls": [myblob.uri + "?" + os.environ["SAS"]],
        "properties": {
            "diarizationEnabled": True,
            "wordLevelTimestampsEnabled": False,
            "punctuationMode": "DictatedAndAutomatic",
            "profanityFilterMode": "Masked",
        },
        "locale": os.getenv("LOCALE", "en-US"),
        "displayName": myblob.name,
    }
    try:
        resp = requests.post(url=API_URL, data=json.dumps(request_body), headers=get_headers())
        resp.raise_for_status()
    except requests.HTTPError as err:
        logging.exception(err)
        raise
    outputQueue.set(resp.headers['Location'])


def get_headers():
    return {'Ocp-Apim-Subscription-Key': SUBSCRIPTION_KEY, 'Content-Type': 'application/json'}
