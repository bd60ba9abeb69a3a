"""Payloads in Slack's documented shapes, replayed through Bolt, the desk and the database."""

import json
from typing import Any

import pytest
from aiohttp import web
from sqlmodel import select

from storage.database import Database
from storage.tables import SelfAssessment
from tests.bot.slack.edge.conftest import ANNA, CHANNEL, NOBODY, Responses, Signed
from tests.bot.slack.edge.posting import names, payload, post

QUIET = [name for name in names() if name.startswith("quiet_")]
SAID = [name for name in names() if name.startswith("message_") and name != "message_mention_guest"]
COMMANDS = [name for name in names() if name.startswith("command")]


def assessments(database: Database) -> int:
    """How many self-assessments have been recorded."""
    with database.reading() as session:
        return len(session.exec(select(SelfAssessment)).all())


@pytest.mark.parametrize("name", SAID)
async def test_a_message_is_understood(signed: Signed, library: Database, name: str) -> None:
    body = payload(name)
    assert (await post(signed.running.on_slack.app, body)).status == 200
    [answer] = await signed.posted()
    assert "Självskattningen är registrerad" in answer["text"]
    assert answer.get("thread_ts") == body["event"].get("thread_ts")
    assert assessments(library) == 1


@pytest.mark.parametrize("name", QUIET)
async def test_what_is_not_for_the_bot_is_acknowledged_and_left(
    signed: Signed, library: Database, responses: Responses, name: str
) -> None:
    response = await post(signed.running.on_slack.app, payload(name, response_url=responses.url))
    assert (response.status, response.body) == (200, "")
    assert await signed.posted() == []
    assert responses.got == []
    assert (await signed.stage.look("home", user=ANNA))["view"] is None
    assert assessments(library) == 0


@pytest.mark.parametrize("name", COMMANDS)
async def test_a_command_is_answered(signed: Signed, library: Database, name: str) -> None:
    response = await post(signed.running.on_slack.app, payload(name))
    assert "Självskattningen är registrerad" in json.loads(response.body)["text"]
    assert assessments(library) == 1


@pytest.mark.parametrize("name", ["press_ephemeral", "press_grid", "press_spare"])
async def test_a_pressed_button_is_answered(
    signed: Signed, responses: Responses, name: str
) -> None:
    response = await post(signed.running.on_slack.app, payload(name, response_url=responses.url))
    assert (response.status, response.body) == (200, "")
    [answer] = responses.got
    assert answer["text"].startswith("Mina framsteg")
    assert answer["response_type"] == "ephemeral"


async def test_a_button_of_another_version_is_told(signed: Signed, responses: Responses) -> None:
    await post(signed.running.on_slack.app, payload("press_outdated", response_url=responses.url))
    [answer] = responses.got
    assert "gäller inte längre" in answer["text"]


@pytest.mark.parametrize("name", ["submission", "submission_elsewhere"])
async def test_a_form_is_taken_in(signed: Signed, library: Database, name: str) -> None:
    response = await post(signed.running.on_slack.app, payload(name))
    assert json.loads(response.body)["response_action"] == "update"
    assert assessments(library) == 1
    page = await signed.stage.look("home", user=ANNA, wait=10)
    assert page["view"] is not None


async def test_a_form_without_its_fields_is_told(signed: Signed, library: Database) -> None:
    response = await post(signed.running.on_slack.app, payload("submission_empty"))
    assert json.loads(response.body)["response_action"] in {"errors", "update"}
    assert assessments(library) == 0


async def test_a_search_finds(signed: Signed) -> None:
    response = await post(signed.running.on_slack.app, payload("search"))
    [option] = json.loads(response.body)["options"]
    assert option["text"]["text"] == "Hängslen och livrem"


async def test_the_challenge_of_a_new_address_is_answered(signed: Signed) -> None:
    response = await post(
        signed.running.on_slack.app,
        {"type": "url_verification", "challenge": "3eZbrw1a", "token": "x"},
    )
    assert json.loads(response.body) == {"challenge": "3eZbrw1a"}


async def test_somebody_who_cannot_be_answered_is_let_be(signed: Signed) -> None:
    """A guest who has left the channel: delivering it again would not help."""
    response = await post(signed.running.on_slack.app, payload("message_mention_guest"))
    assert response.status == 200
    assert await signed.stage.seen(CHANNEL) == []


GUEST = {
    "id": NOBODY,
    "team_id": "T0ELSEWHERE",
    "name": "gast",
    "real_name": "Gunnar Gäst",
    "is_stranger": True,
    "profile": {"real_name": "Gunnar Gäst", "email": "mia@example.se"},
}


async def test_a_guest_is_not_taken_for_whom_the_address_names(
    signed: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def users_info(**_: Any) -> dict[str, Any]:
        return {"ok": True, "user": GUEST}

    monkeypatch.setattr(signed.running.on_slack.edge.client, "users_info", users_info)
    await signed.stage.act("membership", channel=CHANNEL, user=NOBODY, member=True)
    await post(signed.running.on_slack.app, payload("message_mention_guest"))
    [answer] = await signed.posted(NOBODY)
    assert "Mål 3" not in answer["text"]
    assert "Kom igång" in answer["text"]


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "429", "retry_after": 9},
        {"kind": "500"},
        {"kind": "drop", "times": 2},  # aiohttp asks again where a kept connection was cut
        {"kind": "lost_answer", "times": 2},
    ],
    ids=lambda fault: fault["kind"],
)
async def test_a_slack_that_does_not_tell_who_it_is_is_told(
    signed: Signed, library: Database, fault: dict[str, Any]
) -> None:
    await signed.stage.act("faults", method="users.info", **fault)
    response = await post(signed.running.on_slack.app, payload("command"))
    assert "Jag får inget svar från Slack just nu." in json.loads(response.body)["text"]
    assert assessments(library) == 0
    response = await post(signed.running.on_slack.app, payload("command"))
    assert "Självskattningen är registrerad" in json.loads(response.body)["text"]


async def test_wrong_and_old_signatures_do_nothing(signed: Signed, library: Database) -> None:
    body = payload("message_direct")
    for wrong in ({"secret": "another"}, {"age": 360}, {"age": -360}):
        assert (await post(signed.running.on_slack.app, body, **wrong)).status == 401
    unsigned = {"x-slack-signature": "v0=0", "x-slack-request-timestamp": "0"}
    assert (await post(signed.running.on_slack.app, body, headers=unsigned)).status == 401
    assert await signed.posted() == []
    assert assessments(library) == 0


async def test_a_response_url_that_is_busy_is_waited_for(
    signed: Signed, responses: Responses
) -> None:
    responses.statuses = [web.Response(status=429, headers={"Retry-After": "0"})]
    body = payload("press_ephemeral", response_url=responses.url)
    assert (await post(signed.running.on_slack.app, body)).status == 200
    assert len(responses.got) == 1


async def test_a_response_url_that_is_gone_is_no_acknowledgement(
    signed: Signed, responses: Responses
) -> None:
    responses.statuses = [web.Response(status=404, text="expired_url")]
    body = payload("press_ephemeral", response_url=responses.url)
    assert (await post(signed.running.on_slack.app, body)).status == 500
