"""Language, Form Recognizer and Custom Vision: none of it ours."""
import os
import requests
ENDPOINT = os.environ["COGNITIVE_ENDPOINT"]
HEADERS = {"Ocp-Apim-Subscription-Key": os.environ["KEY"]}
r = requests.post(ENDPOINT + "/formrecognizer/v2.1/layout/analyze", headers=HEADERS, data=b"")
while True:
    state = requests.get(r.headers["Operation-Location"], headers=HEADERS).json()
    if state["status"] == "succeeded":
        break
requests.get(f"{ENDPOINT}/customvision/v3.3/Training/projects", headers={"Training-Key": "x"})
requests.get(f"{ENDPOINT}/formrecognizer/documentModels", headers=HEADERS)
job = requests.post(f"{ENDPOINT}/language/analyze-text/jobs?api-version=2022-05-01", headers=HEADERS, json={})
requests.get(job.headers["operation-location"], headers=HEADERS)
face = requests.post(f"{ENDPOINT}/face/v1.0/detect", headers=HEADERS, json={"url": "x"})
