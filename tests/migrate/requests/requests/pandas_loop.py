import pandas as pd
import requests
from tqdm import tqdm

API = "https://swedencentral.api.cognitive.microsoft.com/speechtotext/v3.2/transcriptions"
session = requests.Session()
session.headers = {"Ocp-Apim-Subscription-Key": "secret"}

frame = pd.read_csv("calls.csv")
jobs = []
for row in tqdm(frame.itertuples()):
    answer = session.post(API, json={"contentUrls": [row.url], "locale": row.locale, "displayName": row.name})
    jobs.append(answer.json()["self"])
frame["job"] = jobs
frame["status"] = frame["job"].apply(lambda url: session.get(url).json()["status"])
frame.to_csv("done.csv")
