"""Copy a model to the resource in the other region (v3.0)."""

import os

from speechtotext.v3_0 import Client, models


def copy(stt: Client, model: models.Model) -> models.Model:
    target = models.ModelCopy(target_subscription_key=os.environ["TARGET_KEY"])
    return stt.models.copy_to_subscription(model, target)


with Client() as stt:
    health = stt.service_health.get()
    print(health.status, [component.name for component in health.components or []])
    for model in stt.models.list_custom_models():
        print(copy(stt, model).display_name)
        if model.properties is not None:
            print(model.properties.email)
