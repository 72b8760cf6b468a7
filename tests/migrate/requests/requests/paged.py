import requests

HOST = "https://westus.api.cognitive.microsoft.com"
KEY = {"Ocp-Apim-Subscription-Key": "secret"}


def all_jobs():
    url = HOST + "/speechtotext/v3.1/transcriptions?top=100"
    while url:
        page = requests.get(url, headers=KEY).json()
        yield from page["values"]
        url = page.get("@nextLink")


def clean_up(status="Failed"):
    for job in all_jobs():
        if job["status"] == status:
            requests.delete(job["self"], headers=KEY)


def rename(job_id, name):
    answer = requests.patch("{}/speechtotext/v3.1/transcriptions/{}".format(HOST, job_id), json={"displayName": name}, headers=KEY)
    return answer.json()
