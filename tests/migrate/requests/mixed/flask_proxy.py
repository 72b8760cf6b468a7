import os
from flask import Flask, request, jsonify
import requests

app = Flask(__name__)
AZURE = os.environ.get("AZURE_SPEECH_ENDPOINT", "https://eastus.api.cognitive.microsoft.com/")
KEY = os.environ.get("AZURE_SPEECH_KEY")

@app.route("/transcriptions", methods=["POST"])
def create():
    r = requests.post(AZURE + "speechtotext/v3.1/transcriptions", json=request.get_json(), headers={"Ocp-Apim-Subscription-Key": KEY})
    return jsonify(r.json()), r.status_code

@app.route("/transcriptions/<tid>")
def show(tid):
    r = requests.get(AZURE + "speechtotext/v3.1/transcriptions/" + tid, headers={"Ocp-Apim-Subscription-Key": KEY})
    return jsonify(r.json())

@app.route("/translate", methods=["POST"])
def translate():
    r = requests.post("https://api.cognitive.microsofttranslator.com/translate", params={"api-version": "3.0", "to": "en"}, headers={"Ocp-Apim-Subscription-Key": os.environ["TR_KEY"]}, json=request.get_json())
    return jsonify(r.json())
