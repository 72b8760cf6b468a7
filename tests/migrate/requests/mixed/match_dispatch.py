import sys
import requests as rq

API = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.2"
HEADERS = {"Ocp-Apim-Subscription-Key": sys.argv[1]}

match sys.argv[2:]:
    case ["jobs"]:
        print(rq.get(f"{API}/transcriptions", headers=HEADERS).json())
    case ["job", number]:
        print(rq.get(f"{API}/transcriptions/{number}", headers=HEADERS).json())
    case ["rm", *numbers]:
        for number in numbers:
            rq.delete(f"{API}/transcriptions/{number}", headers=HEADERS)
