"""What the changes between v3.0, v3.1 and v3.2 do to requests and answers, change by change."""

from __future__ import annotations

import httpx
import pytest

from speechtotext import NotExpressible, v3_0, v3_1
from unit.flavours import ID, ORIGIN, FakeService, Flavour
from versions.moving import NEWEST, answering, speaking


def test_actions_stand_after_a_colon(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(202), httpx.Response(202))
    hooks = speaking(flavour, v3_0, service, "v3.1").web_hooks
    hooks.ping(ID)
    hooks.test(ID)
    paths = [request.url.raw_path.decode() for request in service.requests]
    assert paths == [f"/speechtotext/v3.1/webhooks/{ID}:ping", f"/speechtotext/v3.1/webhooks/{ID}:test"]


def test_links_to_actions_have_their_slash_again(flavour: Flavour) -> None:
    link = f"{ORIGIN}/speechtotext/webhooks/{ID}:ping?api-version={NEWEST}"
    hook = {"displayName": "Hook", "webUrl": "https://contoso.com", "events": {}, "links": {"ping": link}}
    links = speaking(flavour, v3_0, answering(hook)).web_hooks.get(ID).links
    assert links.ping == f"{ORIGIN}/speechtotext/v3.0/webhooks/{ID}/ping"


def test_an_empty_name_is_not_sent(flavour: Flavour) -> None:
    service = FakeService()
    client = speaking(flavour, v3_0, service, "v3.1")
    with pytest.raises(NotExpressible, match=r"displayName cannot be empty\. Give it a text"):
        client.projects.create(v3_0.models.Project(display_name="", locale="en-US"))
    assert service.requests == []


def test_the_one_model_of_v3_0_holds_what_newer_models_do(flavour: Flavour) -> None:
    model = {"displayName": "Base", "locale": "en-US", "properties": {"features": {"supportsEndpoints": True}}}
    got = speaking(flavour, v3_0, answering(model), "v3.1").models.get_base_model(ID)
    assert type(got) is v3_0.models.Model
    assert got.properties is not None
    assert got.properties.additional_properties == {"features": {"supportsEndpoints": True}}


def test_a_newer_value_of_an_enum_comes_back_as_it_is(flavour: Flavour) -> None:
    dataset = {"displayName": "Data", "locale": "en-US", "kind": "OutputFormatting"}
    got = speaking(flavour, v3_0, answering(dataset)).datasets.get(ID)
    assert got.kind == "OutputFormatting"


def test_the_link_to_copy_a_model_by_has_its_old_name(flavour: Flavour) -> None:
    link = f"{ORIGIN}/speechtotext/models/{ID}:copy?api-version={NEWEST}"
    model = {"displayName": "Model", "locale": "en-US", "links": {"copy": link}}
    client = speaking(flavour, v3_1, answering(model))
    assert client.models.get_custom_model(ID).links.copy_to == f"{ORIGIN}/speechtotext/v3.1/models/{ID}:copyto"


def test_there_is_no_health_status(flavour: Flavour) -> None:
    client = speaking(flavour, v3_1, FakeService(), "v3.2")
    with pytest.raises(NotExpressible, match="healthstatus"):
        client.service_health.get()
