import requests
import responses

URL = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.1/transcriptions"


def test_listing(requests_mock):
    requests_mock.get(URL, json={"values": []})
    assert requests.get(URL).json() == {"values": []}


@responses.activate
def test_creating():
    responses.add(responses.POST, URL, json={"self": URL + "/1"}, status=201)
    assert requests.post(URL, json={"contentUrls": ["https://example.com/a.wav"], "locale": "en-US", "displayName": "m"}).status_code == 201
