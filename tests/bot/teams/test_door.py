"""Who is let in: Teams alone, for this bot, about a tenant that is served."""

import json
import time
from typing import Any

import pytest

from bot.teams.door import Door, KeysAwayError, NotLetInError
from bot.teams.http import ADDRESS
from bot.teams.keys import Cloud
from tests.bot.teams.conftest import ANNA, Json, Stage
from tests.bot.teams.fake import KEYS

AN_HOUR = 3600


async def status(stage: Stage, activity: Json | None = None, **claims: Any) -> int:
    """What is answered to a message with a token of these claims; nothing is done but for 200."""
    token = stage.teams.token(**claims)
    response = await stage.send(activity or stage.message("progress"), token)
    await stage.settled()
    assert bool(stage.teams.calls) is (response.status_code == 200)
    assert not response.content
    return response.status_code


async def test_teams_is_let_in(stage: Stage) -> None:
    assert await status(stage) == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another-bot"},
        {"aud": None},
        {"iss": "https://sts.windows.net/tenant-1/"},
        {"iss": "https://login.microsoftonline.com/tenant-1/v2.0", "tid": "tenant-1"},
        {"iss": None},
        {"exp": int(time.time()) - AN_HOUR},
        {"exp": None, "nbf": int(time.time()) + AN_HOUR},
        {"nbf": int(time.time()) + AN_HOUR},
        {"serviceurl": "https://smba.example/emea/"},
        {"serviceurl": None},
        {"signed_by": "somebody else"},
        {"key_id": "key-of-nobody"},
    ],
)
async def test_a_wrong_token_is_not(stage: Stage, claims: dict[str, Any]) -> None:
    assert await status(stage, **claims) == 401


@pytest.mark.parametrize(
    "change",
    [
        {"serviceUrl": "https://smba.example/emea/"},
        {"serviceUrl": None},
        {"serviceUrl": "ftp://smba.example/"},
        {"channelId": "webchat"},
        {"channelId": None},
        {"conversation": {"id": "a:anna", "tenantId": "tenant-2"}, "channelData": {}},
        {"conversation": {"id": "a:anna", "tenantId": "tenant-2"}},
        {"conversation": {"id": "a:anna"}, "channelData": {}},
        {"conversation": "a:anna", "channelData": []},
    ],
)
async def test_a_right_token_opens_for_its_own_tenant_and_service_alone(
    stage: Stage, change: Json
) -> None:
    assert await status(stage, stage.message("progress") | change) == 401


@pytest.mark.parametrize(
    "authorization", [None, "", "Bearer", "Basic YTpi", "Bearer a.b.c", "Bearer ö"]
)
async def test_no_token_is_none(stage: Stage, authorization: str | None) -> None:
    headers = [] if authorization is None else [(b"Authorization", authorization.encode())]
    response = await stage.http.post(ADDRESS, json=stage.message("progress"), headers=headers)
    assert response.status_code == 401
    assert stage.teams.calls == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"text"', b"\xff", b"[" * 100_000])
async def test_what_is_no_activity_is_refused(stage: Stage, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {stage.teams.token()}"}
    response = await stage.http.post(ADDRESS, content=body, headers=headers)
    assert response.status_code == 400


async def test_what_is_too_long_is_not_read(stage: Stage) -> None:
    headers = {"Authorization": f"Bearer {stage.teams.token()}"}
    body = json.dumps(stage.message("x" * 1_000_000)).encode()
    assert (await stage.http.post(ADDRESS, content=body, headers=headers)).status_code == 413


async def test_a_secret_is_not_logged(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    token = stage.teams.token(aud="another-bot")
    await stage.send(stage.message("något hemligt"), token)
    told = "".join(capsys.readouterr())
    assert "teams_refused" in told
    for secret in (token, "hemligt", ANNA.mail, KEYS.client_secret):
        assert secret not in told


async def test_while_the_keys_are_away_nobody_is_let_in_and_it_can_be_tried_again(
    stage: Stage,
) -> None:
    stage.teams.keys_away = True
    assert await status(stage) == 503
    stage.teams.keys_away = False
    assert await status(stage) == 200


async def test_a_door_says_that_the_keys_are_away(stage: Stage) -> None:
    gone = Cloud(metadata="http://127.0.0.1:1/v1/.well-known/openidconfiguration")
    door = Door([KEYS], gone)
    with pytest.raises(KeysAwayError):
        await door.let_in(f"Bearer {stage.teams.token()}", stage.message("progress"))


async def test_a_bot_of_one_tenant_says_nothing_for_another(stage: Stage) -> None:
    """Each has a registration of its own: a token for one is none for the other's tenant."""
    second = type(KEYS)("22222222-bbbb-4bbb-8bbb-222222222222", "another secret", "tenant-2")
    door = Door([KEYS, second], stage.teams.cloud)
    here = stage.message("progress")
    there = here | {"conversation": {"id": "a:b", "tenantId": "tenant-2"}, "channelData": {}}
    first_token = f"Bearer {stage.teams.token()}"
    second_token = f"Bearer {stage.teams.token(aud=second.client_id)}"
    assert await door.let_in(first_token, here) == KEYS
    assert await door.let_in(second_token, there) == second
    for token, activity in ((first_token, there), (second_token, here)):
        with pytest.raises(NotLetInError):
            await door.let_in(token, activity)
