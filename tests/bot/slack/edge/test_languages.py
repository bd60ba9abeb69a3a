"""The language of those whom the roster tied to their accounts."""

import json
from typing import Any

import pytest
from sqlmodel import select

from storage.database import Database
from storage.tables import Identity, Member
from tests import builders
from tests.bot.slack.edge.conftest import MIA, Signed
from tests.bot.slack.edge.posting import payload, post


@pytest.fixture
def imported(library: Database) -> Database:
    """Mia, whose Slack speaks English, is on the roster with her account."""
    with library.writing() as session:
        mia = session.exec(select(Member).where(Member.name == "Mia")).one()
        builders.identity(session, mia, MIA)
    return library


async def asked(signed: Signed) -> str:
    """What Mia gets for `/assessment igår`."""
    response = await post(signed.running.on_slack.app, payload("command") | {"user_id": MIA})
    assert response.status == 200
    text: str = json.loads(response.body)["text"]
    return text


def stored(database: Database) -> str | None:
    """The locale that is remembered."""
    with database.reading() as session:
        return session.exec(select(Identity)).one().locale


async def test_slack_is_asked_once(
    signed: Signed, imported: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "self-assessment" in await asked(signed)
    assert stored(imported) == "en-GB"

    async def users_info(**_: Any) -> None:
        raise AssertionError("asked again")

    monkeypatch.setattr(signed.running.on_slack.edge.client, "users_info", users_info)
    assert "self-assessment" in await asked(signed)


@pytest.mark.parametrize("fault", [{"kind": "429", "retry_after": 9}, {"kind": "500"}])
async def test_a_slack_that_does_not_tell_stops_nobody(
    signed: Signed, imported: Database, fault: dict[str, Any]
) -> None:
    await signed.stage.act("faults", method="users.info", **fault)
    assert "Självskattning" in await asked(signed)
    assert stored(imported) is None
    assert "self-assessment" in await asked(signed)
