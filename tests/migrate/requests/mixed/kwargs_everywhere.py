import functools
import requests

COMMON = dict(headers={"Ocp-Apim-Subscription-Key": "k"}, timeout=(5, 30))
V = "v3.1"
url_for = "https://uksouth.api.cognitive.microsoft.com/speechtotext/{v}/{what}".format
get = functools.partial(requests.get, **COMMON)
delete = functools.partial(requests.delete, **COMMON)

listing = get(url_for(v=V, what="transcriptions")).json()
stale = [j for j in listing["values"] if j["status"] == "Failed"]
for job in stale:
    resp = delete(job["self"])
    assert resp.status_code == 204
locales = get(url_for(v=V, what="transcriptions/locales")).json()
ops = {"GET": requests.get, "DELETE": requests.delete}
ops["GET"](url_for(v=V, what="projects"), **COMMON)
