"""Train a model for call centres and deploy it (v3.0)."""

from speechtotext.v2025_10_15 import Client, models


def newest_base_model(stt: Client, locale: str) -> str:
    fitting = [model for model in stt.models.list_base_models() if model.locale == locale]
    newest = max(fitting, key=lambda model: model.created_date_time.timestamp() if model.created_date_time else 0)
    return newest.self_ or ""


def main() -> None:
    with Client(region="westeurope", key="secret") as stt:
        dataset = stt.datasets.create(
            models.Dataset(
                display_name="Calls", locale="en-US", kind=models.DatasetKind.LANGUAGE, content_url="https://example.com/t"
            )
        )
        dataset = stt.datasets.wait(dataset)
        model = stt.models.create(
            models.CustomModel(
                display_name="Call centre",
                locale="en-US",
                base_model=models.EntityReference(self_=newest_base_model(stt, "en-US")),
                datasets=[models.EntityReference(self_=dataset.self_ or "")],
            )
        )
        model = stt.models.wait(model)
        manifest = stt.models.get_custom_model_manifest(model, sas_lifetime_minutes=720)
        print(model.display_name, manifest.model_files)
        endpoint = models.Endpoint(
            display_name="Calls", locale="en-US", model=models.EntityReference(self_=model.self_ or "")
        )
        print(stt.endpoints.create(endpoint).display_name)


main()
