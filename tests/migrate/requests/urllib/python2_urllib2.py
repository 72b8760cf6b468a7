# -*- coding: utf-8 -*-
import json
import urllib2

base = "https://westus.cris.ai/api/speechtotext/v2.0"


def post(body):
    request = urllib2.Request(base + "/transcriptions", json.dumps(body), {"Ocp-Apim-Subscription-Key": "k", "Content-Type": "application/json"})
    try:
        response = urllib2.urlopen(request)
    except urllib2.HTTPError, error:
        print "failed:", error.code
        raise
    return response.info().getheader("Location")


place = post({"recordingsUrl": "https://example.com/a.wav", "models": [], "locale": "en-US", "name": "Old", "properties": {"PunctuationMode": "DictatedAndAutomatic", "AddWordLevelTimestamps": "True"}})
print "job is %s" % place
print urllib2.urlopen(urllib2.Request(base + "/Transcriptions/", headers={"Ocp-Apim-Subscription-Key": "k"})).read()
