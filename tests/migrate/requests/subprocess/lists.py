import json
import subprocess

BASE = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.1"
KEY = "secret"


def curl(*arguments):
    command = ["curl", "-sS", "-H", f"Ocp-Apim-Subscription-Key: {KEY}", *arguments]
    return json.loads(subprocess.check_output(command))


print(curl(BASE + "/transcriptions"))
curl("-X", "DELETE", f"{BASE}/transcriptions/12")
subprocess.run(["curl", "-X", "POST", "-H", "Ocp-Apim-Subscription-Key: " + KEY, "-d", "@job.json", f"{BASE}/transcriptions"], check=True)
