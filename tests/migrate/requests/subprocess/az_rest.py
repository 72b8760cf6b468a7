import subprocess

subprocess.check_call(["az", "rest", "--method", "post", "--url", "https://contoso.cognitiveservices.azure.com/speechtotext/v3.1/transcriptions", "--body", "@job.json"])
subprocess.check_call("az rest --method get --url https://contoso.cognitiveservices.azure.com/speechtotext/v3.1/transcriptions/12/files", shell=True)
