import requests
import swagger_client as cris_client


def newest(api):
    return max(api.get_transcriptions().values, key=lambda one: one.created_date_time)


def remove_all(api, keep):
    for one in api.get_transcriptions(skip=0, top=100).values:
        if one._self != keep:
            api.delete_transcription(one._self.split("/")[-1])


def texts(api, job_id):
    for file in api.get_transcription_files(job_id).values:
        if file.kind == "Transcription":
            yield requests.get(file.links.content_url).text


def main():
    configuration = cris_client.Configuration()
    configuration.host = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.0"
    api = cris_client.DefaultApi(cris_client.ApiClient(configuration))
    remove_all(api, newest(api)._self)
