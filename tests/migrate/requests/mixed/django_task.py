from celery import shared_task
from django.conf import settings
import requests

from .models import Recording


@shared_task(bind=True, max_retries=10)
def check_transcription(self, pk):
    recording = Recording.objects.get(pk=pk)
    url = '%s/speechtotext/v3.0/transcriptions/%s' % (settings.AZURE_SPEECH_HOST, recording.transcription_id)
    response = requests.get(url, headers={'Ocp-Apim-Subscription-Key': settings.AZURE_SPEECH_KEY})
    data = response.json()
    if data['status'] == 'Running':
        raise self.retry(countdown=60)
    files = requests.get(data['links']['files'], headers={'Ocp-Apim-Subscription-Key': settings.AZURE_SPEECH_KEY}).json()
    result_url = [f for f in files['values'] if f['kind'] == 'Transcription'][0]['links']['contentUrl']
    recording.text = requests.get(result_url).json()['combinedRecognizedPhrases'][0]['display']
    recording.save()


@shared_task
def submit(pk):
    recording = Recording.objects.get(pk=pk)
    url = '{host}/speechtotext/v3.0/transcriptions'.format(host=settings.AZURE_SPEECH_HOST)
    res = requests.post(url, headers={'Ocp-Apim-Subscription-Key': settings.AZURE_SPEECH_KEY}, json={'contentUrls': [recording.url], 'locale': 'fr-FR', 'displayName': str(pk)})
    recording.transcription_id = res.json()['self'].split('/')[-1]
    recording.save()
