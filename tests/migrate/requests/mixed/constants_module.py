from requests import get, post, delete

class Endpoints:
    BASE = 'https://japaneast.api.cognitive.microsoft.com'
    TRANSCRIPTIONS = BASE + '/speechtotext/v3.1/transcriptions'
    MODELS = BASE + '/speechtotext/v3.1/models'
    WEBHOOKS = BASE + '/speechtotext/v3.1/webhooks'

def auth(key): return {'Ocp-Apim-Subscription-Key': key}

def register(key, target, secret):
    return post(Endpoints.WEBHOOKS, headers=auth(key), json={'displayName': 'wh', 'webUrl': target, 'properties': {'secret': secret}, 'events': {'transcriptionCompletion': True}})

def hooks(key):
    return get(Endpoints.WEBHOOKS, headers=auth(key)).json()['values']

def unregister(key):
    for h in hooks(key):
        delete(h['self'], headers=auth(key))

def copy_model(key, mid, other):
    return post(f'{Endpoints.MODELS}/{mid}:copyto', headers=auth(key), json={'targetSubscriptionKey': other})
