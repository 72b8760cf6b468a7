"""Look after endpoints: where they are, what they have logged."""

from speechtotext.v3_2 import Client, models


def seconds(log: models.File) -> float:
    """Of ISO 8601 text such as PT5.4S."""
    length = log.properties.duration if log.properties else None
    return float(length.removeprefix("PT").removesuffix("S")) if length else 0


def addresses(endpoint: models.Endpoint) -> list[str]:
    links = endpoint.links
    if links is None:
        return []
    return [link for link in (links.web_socket_conversation, links.web_socket_dictation) if link]


with Client(region="westeurope", key="secret") as stt:
    for endpoint in stt.endpoints.list():
        print(addresses(endpoint))
        for log in stt.endpoints.list_logs(endpoint, sas_validity_in_seconds=600):
            print(log.name, seconds(log))
        stt.endpoints.delete_logs(endpoint, end_date="2025-01-31")
    stt.endpoints.create(
        models.Endpoint(
            display_name="A text", locale="en-US", text="words", properties=models.EndpointProperties(time_to_live="P1D")
        )
    )
