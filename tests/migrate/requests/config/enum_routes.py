import enum
import posixpath
from string import Template

import requests
from furl import furl


class Route(str, enum.Enum):
    JOBS = "/transcriptions"
    JOB = "/transcriptions/{id}"


ROOT = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.2"
H = {"Ocp-Apim-Subscription-Key": "secret"}
requests.get(ROOT + Route.JOBS.value, headers=H)
requests.delete(ROOT + Route.JOB.value.format(id=3), headers=H)
requests.get(posixpath.join(ROOT, "models", "base", "12"), headers=H)
requests.get((furl("https://westeurope.api.cognitive.microsoft.com") / "speechtotext/v3.2/endpoints").url, headers=H)
requests.patch(Template("$root/webhooks/$id").substitute(root=ROOT, id="9"), headers=H, json={"displayName": "h"})
