import json

import urllib3

http = urllib3.PoolManager(headers={"Ocp-Apim-Subscription-Key": "secret"})
BASE = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.2"

answer = http.request("GET", BASE + "/transcriptions/locales")
print(json.loads(answer.data))
answer = http.request("POST", BASE + "/models:authorizecopy", body=json.dumps({"sourceResourceId": "/subscriptions/1"}))
copying = http.request("POST", f"{BASE}/models/12:copy", body=answer.data)
http.request("DELETE", BASE + "/datasets/%s" % "12")
pool = urllib3.HTTPSConnectionPool("westeurope.api.cognitive.microsoft.com")
pool.urlopen("GET", "/speechtotext/v3.2/endpoints/12")
