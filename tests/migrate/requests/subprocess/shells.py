import os
import subprocess

key = os.environ["SPEECH_KEY"]
region = os.environ.get("SPEECH_REGION", "westeurope")
root = f"https://{region}.api.cognitive.microsoft.com/speechtotext/v3.2"
os.system(f"curl -s -H 'Ocp-Apim-Subscription-Key: {key}' {root}/datasets > datasets.json")
subprocess.run(f'curl -s -X PATCH "{root}/datasets/12" -H "Ocp-Apim-Subscription-Key: {key}" -d "{{\\"description\\": \\"x\\"}}"', shell=True)
out = os.popen("curl -s " + root + "/endpoints/12 -H Ocp-Apim-Subscription-Key:" + key).read()
