import configparser

import requests

parser = configparser.ConfigParser()
parser.read("speech.ini")
url = parser["speech"]["endpoint"] + "/transcriptions"
requests.get(url, headers={"Ocp-Apim-Subscription-Key": "secret"})
requests.get(f"{parser.get('speech', 'endpoint')}/evaluations/12/files", headers={"Ocp-Apim-Subscription-Key": "secret"})
