import requests

class ApiError(Exception):
    pass

class BaseClient(object):
    service_path = ""

    def __init__(self, host, key, verify=True):
        self.host = host if host.endswith('/') else host + '/'
        self.s = requests.Session()
        self.s.verify = verify
        self.s.headers.update({'Ocp-Apim-Subscription-Key': key})

    def _request(self, method, resource, expected=(200, 201, 204), **kw):
        url = '{}{}/{}'.format(self.host, self.service_path, resource)
        res = self.s.request(method=method, url=url, **kw)
        if res.status_code not in expected:
            raise ApiError(res.text)
        return res

    def _get(self, resource, **kw):
        return self._request('get', resource, **kw).json()

    def _post(self, resource, **kw):
        return self._request('post', resource, **kw).json()

class SpeechClient(BaseClient):
    service_path = 'speechtotext/v3.1'

    def list_datasets(self):
        return self._get('datasets', params={'top': 50})['values']

    def create_dataset(self, **fields):
        return self._post('datasets', json=fields)

    def dataset_files(self, dataset_id):
        return self._get('datasets/%s/files' % dataset_id)

class TranslatorClient(BaseClient):
    service_path = 'translator/text/v3.0'

    def languages(self):
        return self._get('languages')

c = SpeechClient('https://westeurope.api.cognitive.microsoft.com', 'k')
print(c.list_datasets())
