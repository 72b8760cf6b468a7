"""What the changes between v3.2 and 2024-11-15 do to requests and answers, change by change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from speechtotext import Migration, MigrationWarning, NotExpressible, v3_0, v3_1, v3_2
from unit.flavours import ID, ORIGIN, FakeService, Flavour
from versions.moving import DATED, NEW, NEWEST, OLD, answering, created, sent, speaking

quiet = pytest.mark.filterwarnings("ignore::speechtotext.MigrationWarning")


def properties_sent(flavour: Flavour, to: str | Migration = NEWEST, **properties: Any) -> dict[str, Any]:
    """The properties that are sent for those of a transcription of v3.2."""
    service = created()
    models = v3_2.models
    job = models.Transcription(
        display_name="Calls",
        locale="en-US",
        properties=models.TranscriptionProperties(**{"time_to_live": "P2D", **properties}),
    )
    speaking(flavour, v3_2, service, to).transcriptions.create(job)
    told: dict[str, Any] = sent(service)["properties"]
    if "time_to_live" not in properties:
        del told["timeToLiveHours"]
    return told


def properties_read(flavour: Flavour, **properties: Any) -> Any:
    """The properties of a transcription of v3.2 for those that are answered."""
    service = answering({"displayName": "Calls", "locale": "en-US", "properties": properties})
    return speaking(flavour, v3_2, service).transcriptions.get(ID).properties


def test_the_version_stands_in_the_query(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(204))
    speaking(flavour, v3_2, service, DATED).models.delete(ID)
    assert str(service.request.url) == f"{NEW}/models/{ID}?api-version={DATED}"


@quiet
def test_references_are_written_as_the_newer_version_does(flavour: Flavour) -> None:
    service = created()
    models = v3_2.models
    speaking(flavour, v3_2, service).transcriptions.create(
        models.Transcription(
            display_name="Calls",
            locale="en-US",
            model=models.EntityReference(self_=f"{OLD}/models/base/{ID}"),
            properties=models.TranscriptionProperties(
                language_identification=models.LanguageIdentificationProperties(
                    candidate_locales=["de-DE"],
                    speech_model_mapping={"de-DE": models.EntityReference(self_=f"{OLD}/models/{ID}")},
                )
            ),
        )
    )
    body = sent(service)
    mapping = body["properties"]["languageIdentification"]["speechModelMapping"]
    assert body["model"] == {"self": f"{NEW}/models/base/{ID}?api-version={NEWEST}"}
    assert mapping == {"de-DE": {"self": f"{NEW}/models/{ID}?api-version={NEWEST}"}}


def test_urls_that_are_not_of_the_service_stay_as_they_are(flavour: Flavour) -> None:
    url = "https://contoso.blob.core.windows.net/speechtotext/v3.2/a.wav?api-version=2025-10-15&sig=x"
    file = {"name": "a", "links": {"contentUrl": url}, "self": f"{NEW}/datasets/{ID}/files/{ID}?api-version={NEWEST}"}
    got = speaking(flavour, v3_2, answering(file)).datasets.get_file(ID, ID)
    assert (got.links.content_url, got.self_) == (url, f"{OLD}/datasets/{ID}/files/{ID}")


def test_an_address_with_the_version_in_its_middle_is_read_too(flavour: Flavour) -> None:
    broken = f"{NEW}/datasets/{ID}?api-version={NEWEST}/files?api-version={NEWEST}"
    dataset = {"displayName": "Data", "locale": "en-US", "kind": "Language", "links": {"files": broken}}
    got = speaking(flavour, v3_2, answering(dataset)).datasets.get(ID)
    assert got.links.files == f"{OLD}/datasets/{ID}/files"


@quiet
def test_transcriptions_are_submitted(flavour: Flavour) -> None:
    service = created()
    client = speaking(flavour, v3_2, service)
    client.transcriptions.create(v3_2.models.Transcription(display_name="Calls", locale="en-US"))
    assert service.request.url.raw_path.decode() == f"/speechtotext/transcriptions:submit?api-version={NEWEST}"


def test_a_transcription_without_properties_is_kept_for_two_days(flavour: Flavour) -> None:
    service = created()
    client = speaking(flavour, v3_2, service)
    with pytest.warns(MigrationWarning, match="deleted 48 hours after they have ended. Set time_to_live"):
        client.transcriptions.create(v3_2.models.Transcription(display_name="Calls", locale="en-US"))
    assert sent(service)["properties"] == {"timeToLiveHours": 48}


@pytest.mark.parametrize(("told", "hours"), [("PT6H", 6), ("P1DT12H", 36), ("P2W", 336), ("P31D", 744)])
def test_the_time_to_live_is_told_in_hours(told: str, hours: int, flavour: Flavour) -> None:
    assert properties_sent(flavour, time_to_live=told) == {"timeToLiveHours": hours}


def test_the_time_to_live_is_rounded_up(flavour: Flavour) -> None:
    with pytest.warns(MigrationWarning, match="rounded up"):
        assert properties_sent(flavour, time_to_live="PT6H1S") == {"timeToLiveHours": 7}


@pytest.mark.parametrize("told", ["PT0S", "PT5H59M", "P32D", "P1M", "two days", ""])
def test_a_time_to_live_that_there_is_not_is_not_sent(told: str, flavour: Flavour) -> None:
    with pytest.raises(NotExpressible) as caught:
        properties_sent(flavour, time_to_live=told)
    assert caught.value.change == "time-to-live-in-hours"


@pytest.mark.parametrize(("told", "hours"), [("PT1H", 6), ("P1Y1D", None), ("P90D", 744), ("PT0S", 744)])
def test_a_time_to_live_is_clamped_on_request(told: str, hours: int | None, flavour: Flavour) -> None:
    migration = Migration(to=NEWEST, clamp_time_to_live=True)
    if hours is None:
        with pytest.raises(NotExpressible, match="days and hours"):
            properties_sent(flavour, migration, time_to_live=told)
    else:
        assert properties_sent(flavour, migration, time_to_live=told) == {"timeToLiveHours": hours}


@pytest.mark.parametrize(("hours", "told"), [(6, "PT6H"), (48, "P2D"), (50, "P2DT2H")])
def test_the_time_to_live_comes_back_as_a_duration(hours: int, told: str, flavour: Flavour) -> None:
    assert properties_read(flavour, timeToLiveHours=hours).time_to_live == told


@pytest.mark.parametrize(
    ("milliseconds", "told"), [(0, "PT0S"), (42000, "PT42S"), (161_500, "PT2M41.5S"), (90_061_001, "P1DT1H1M1.001S")]
)
def test_durations_come_back_as_durations(milliseconds: int, told: str, flavour: Flavour) -> None:
    assert properties_read(flavour, durationMilliseconds=milliseconds).duration == told


def speakers(**counts: Any) -> v3_2.models.DiarizationProperties:
    return v3_2.models.DiarizationProperties(speakers=v3_2.models.DiarizationSpeakersProperties(**counts))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"diarization_enabled": False}, {"enabled": False}),
        ({"diarization_enabled": True}, {"enabled": True, "maxSpeakers": 2}),
        ({"diarization_enabled": True, "diarization": speakers(max_count=5)}, {"enabled": True, "maxSpeakers": 5}),
        ({"diarization_enabled": True, "diarization": speakers(min_count=1)}, {"enabled": True}),
    ],
)
def test_diarization_is_one_object(asked: dict[str, Any], said: dict[str, Any], flavour: Flavour) -> None:
    assert properties_sent(flavour, **asked) == {"diarization": said}


def test_the_smallest_number_of_speakers_is_lost(flavour: Flavour) -> None:
    with pytest.warns(MigrationWarning, match="no minimum number of speakers"):
        told = properties_sent(flavour, diarization_enabled=True, diarization=speakers(min_count=3, max_count=5))
    assert told == {"diarization": {"enabled": True, "maxSpeakers": 5}}


@pytest.mark.parametrize("count", [1, 36])
def test_a_number_of_speakers_that_there_is_not_is_not_sent(count: int, flavour: Flavour) -> None:
    with pytest.raises(NotExpressible, match="2 to 35"):
        properties_sent(flavour, diarization_enabled=True, diarization=speakers(max_count=count))


def test_two_speakers_come_back_as_plain_diarization(flavour: Flavour) -> None:
    told = properties_read(flavour, diarization={"enabled": True, "maxSpeakers": 2})
    assert (told.diarization_enabled, told.diarization) == (True, None)


def test_more_speakers_come_back_as_a_range(flavour: Flavour) -> None:
    told = properties_read(flavour, diarization={"enabled": True, "maxSpeakers": 5})
    assert (told.diarization_enabled, told.diarization) == (True, speakers(max_count=5))


@pytest.mark.parametrize(("seconds", "minutes"), [(1, "1"), (60, "1"), (61, "2"), (43_200, "720"), (0, None)])
def test_the_lifetime_of_links_is_told_in_minutes(seconds: int, minutes: str | None, flavour: Flavour) -> None:
    service = answering({"values": []})
    client = speaking(flavour, v3_2, service)
    client.transcriptions.list_files(ID, sas_validity_in_seconds=seconds).all()
    assert service.request.url.params.get("sasLifetimeMinutes") == minutes
    assert "sasValidityInSeconds" not in service.request.url.params


def test_the_lifetime_of_links_is_moved_in_links_to_pages(flavour: Flavour) -> None:
    link = f"{NEW}/transcriptions/{ID}/files?sasLifetimeMinutes=2&skip=1&api-version={NEWEST}"
    service = FakeService(
        httpx.Response(200, json={"values": [], "@nextLink": link}), httpx.Response(200, json={"values": []})
    )
    listing = speaking(flavour, v3_2, service).transcriptions.list_files(ID)
    older = listing.page().next_link
    assert older == f"{OLD}/transcriptions/{ID}/files?sasValidityInSeconds=120&skip=1"
    listing.page(older)
    assert str(service.requests[1].url) == link


MANIFEST = {"model": {"self": f"{NEW}/models/{ID}?api-version={NEWEST}"}, "modelFiles": [], "properties": {}}


def test_the_links_of_a_manifest_live_half_a_day_where_nothing_is_said(flavour: Flavour) -> None:
    service = answering(MANIFEST)
    speaking(flavour, v3_2, service).models.get_custom_model_manifest(ID)
    assert service.request.url.params["sasLifetimeMinutes"] == "720"


def test_a_manifest_with_plain_links_cannot_be_had(flavour: Flavour) -> None:
    client = speaking(flavour, v3_2, FakeService())
    with pytest.raises(NotExpressible, match="Set it to a minute or more"):
        client.models.get_base_model_manifest(ID, sas_validity_in_seconds=0)


def test_models_support_transcriptions_if_they_can_be_submitted(flavour: Flavour) -> None:
    features = {"supportsTranscriptionsSubmit": True, "supportsTranscriptionsTranscribe": False}
    model = {"displayName": "Base", "locale": "en-US", "properties": {"features": features}}
    got = speaking(flavour, v3_2, answering(model)).models.get_base_model(ID)
    assert got.properties.features.supports_transcriptions is True
    assert got.properties.features.additional_properties == {"supportsTranscriptionsTranscribe": False}


def test_an_endpoint_has_one_link(flavour: Flavour) -> None:
    link = f"wss://westeurope.stt.speech.microsoft.com/stt/speech/universal/v2?cid={ID}"
    endpoint = {"displayName": "Endpoint", "locale": "en-US", "links": {"webSocket": link}}
    links = speaking(flavour, v3_2, answering(endpoint)).endpoints.get(ID).links
    assert (links.web_socket_conversation, links.logs) == (link, None)


def test_locales_of_datasets_come_back_by_locale(flavour: Flavour) -> None:
    service = answering({"Language": ["en-US", "de-DE"], "Acoustic": ["en-US"]})
    got = speaking(flavour, v3_2, service).datasets.list_supported_locales()
    assert got == {"en-US": ["Language", "Acoustic"], "de-DE": ["Language"]}


def test_locales_of_transcriptions_are_those_of_batches(flavour: Flavour) -> None:
    service = answering({"Submit": ["en-US"], "Transcribe": ["de-DE"]})
    got = speaking(flavour, v3_2, service).transcriptions.list_supported_locales()
    assert got == ["en-US"]


def endpoint(**properties: Any) -> v3_2.models.Endpoint:
    models = v3_2.models
    return models.Endpoint(display_name="E", locale="en-US", properties=models.EndpointProperties(**properties))


def test_an_endpoint_is_never_deleted_by_the_service(flavour: Flavour) -> None:
    client = speaking(flavour, v3_2, FakeService())
    with pytest.raises(NotExpressible, match="delete the endpoint yourself"):
        client.endpoints.create(endpoint(time_to_live="P1D"))


def test_an_endpoint_that_is_to_stay_can_be_created(flavour: Flavour) -> None:
    service = created()
    speaking(flavour, v3_2, service).endpoints.create(endpoint(time_to_live="PT0S", logging_enabled=True))
    assert sent(service)["properties"] == {"loggingEnabled": True}


LOGS: list[Callable[[Any], Any]] = [
    lambda endpoints: endpoints.list_logs(ID).all(),
    lambda endpoints: endpoints.get_log(ID, "a.wav"),
    lambda endpoints: endpoints.delete_log(ID, "a.wav"),
    lambda endpoints: endpoints.delete_logs(ID),
    lambda endpoints: endpoints.list_base_model_logs("en-US").all(),
    lambda endpoints: endpoints.get_base_model_log("en-US", "a.wav"),
    lambda endpoints: endpoints.delete_base_model_log("en-US", "a.wav"),
    lambda endpoints: endpoints.delete_base_model_logs("en-US"),
]


@pytest.mark.parametrize("call", LOGS)
def test_there_are_no_logs_of_endpoints(call: Callable[[Any], Any], flavour: Flavour) -> None:
    client = speaking(flavour, v3_2, FakeService())
    with pytest.raises(NotExpressible, match="storage of your own"):
        call(client.endpoints)


PROJECT = {"displayName": "Project", "locale": "en-US", "self": f"{NEW}/projects/{ID}?api-version={NEWEST}"}


def test_there_are_no_projects_in_2024_11_15(flavour: Flavour) -> None:
    client = speaking(flavour, v3_2, FakeService(), DATED)
    with pytest.raises(NotExpressible, match="Use 2025-10-15"):
        client.projects.get(ID)


@pytest.mark.parametrize("module", [v3_0, v3_1, v3_2])
def test_there_are_projects_in_2025_10_15(module: Any, flavour: Flavour) -> None:
    service = answering(PROJECT)
    project = speaking(flavour, module, service).projects.get(ID)
    assert project.self_ == f"{ORIGIN}/speechtotext/{module.API_VERSION}/projects/{ID}"
    assert project.properties is None


def of_project(flavour: Flavour, to: str) -> Any:
    service = answering({"displayName": "Model", "locale": "en-US"})
    update = v3_2.models.ModelUpdate(
        display_name="M", project=v3_2.models.EntityReference(self_=f"{OLD}/projects/{ID}")
    )
    speaking(flavour, v3_2, service, to).models.update(ID, update)
    return sent(service)


def test_a_reference_to_a_project_is_lost_in_2024_11_15(flavour: Flavour) -> None:
    with pytest.warns(MigrationWarning, match="2024-11-15 has no projects"):
        assert of_project(flavour, DATED) == {"displayName": "M"}


def test_a_reference_to_a_project_is_kept_in_2025_10_15(flavour: Flavour) -> None:
    assert of_project(flavour, NEWEST)["project"] == {"self": f"{NEW}/projects/{ID}?api-version={NEWEST}"}
