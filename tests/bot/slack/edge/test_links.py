"""Pages of Digiteket in a channel: one message in the thread, whatever tells of them."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import select

from storage.database import Database
from storage.tables import Completion, Resource
from tests import builders
from tests.bot.sandbox.conftest import Stage
from tests.bot.slack.edge.conftest import (
    ANNA,
    BOT,
    CHANNEL,
    MIA,
    NOBODY,
    Signed,
    buttons,
    dm,
    press,
    says,
)
from tests.bot.slack.edge.posting import payload, post

PAGE = "https://digiteket.se/kurs/hangslen-och-livrem/"
NEW = "https://digiteket.se/kurs/helt-ny/"
DONE = "Jag har gjort den"


@pytest.fixture(autouse=True)
def at_its_address(library: Database) -> None:
    """The library's course stands on Digiteket."""
    with library.writing() as session:
        course = session.exec(select(Resource)).one()
        course.url, course.url_key = PAGE, "digiteket.se/kurs/hangslen-och-livrem"
        course.changed_at = builders.noon(builders.A_DAY)
        session.add(course)


async def share(stage: Stage, text: str, *, user: str = ANNA, **more: Any) -> dict[str, Any]:
    """Somebody posts in the library's channel; waits until the event is taken in."""
    done: dict[str, Any] = await stage.act("message", user=user, channel=CHANNEL, text=text, **more)
    assert done["failed"] is None, done
    return done


async def by_the_bot(stage: Stage) -> list[dict[str, Any]]:
    """What the bot has said to all in the channel."""
    return [message for message in await stage.seen(CHANNEL) if message["user"] == BOT]


def completions(database: Database) -> int:
    """How many completions there are."""
    with database.reading() as session:
        return len(session.exec(select(Completion)).all())


async def test_a_page_gets_one_message_in_its_thread(way: Stage, library: Database) -> None:
    shared = await share(way, f"Vi gick <{PAGE}> på APT!")
    (answer,) = await by_the_bot(way)
    assert answer["thread_ts"] == shared["ts"]
    assert "Har du gått Hängslen och livrem?" in answer["text"]
    assert [button["text"]["text"] for button in buttons(answer)] == [DONE]
    assert completions(library) == 0


async def test_each_who_presses_is_recorded_and_answered_privately(
    stage: Stage, library: Database
) -> None:
    shared = await share(stage, f"<{PAGE}>")
    (shown,) = await by_the_bot(stage)
    for user, words in ((ANNA, "är registrerad som gjord"), (MIA, "is recorded as finished")):
        (answer,) = await press(stage, shown, "link.done", user=user, channel=CHANNEL)
        assert answer["ephemeral"]
        assert answer["thread_ts"] == shared["ts"]
        assert words in answer["text"]
    assert completions(library) == 2
    assert await by_the_bot(stage) == [shown]
    (undone,) = await press(stage, answer, "training.undo", user=MIA, channel=CHANNEL)
    assert "Removed from your list" in undone["text"]
    assert completions(library) == 1


async def test_another_day_is_a_form(stage: Stage, library: Database) -> None:
    await share(stage, f"<{PAGE}>")
    (shown,) = await by_the_bot(stage)
    (answer,) = await press(stage, shown, "link.done", channel=CHANNEL)
    other = next(each for each in buttons(answer) if each["action_id"].startswith("link.day"))
    where = {"channel": CHANNEL, "ts": answer["ts"], "block_id": other["block_id"]}
    await stage.act("action", user=ANNA, action_id=other["action_id"], **where)
    (view,) = (await stage.look("views", user=ANNA, wait=10))["views"]
    block = next(each for each in view["blocks"] if each["type"] == "input")
    values = {block["block_id"]: {block["element"]["action_id"]: "2026-05-02"}}
    done = await stage.act("view", user=ANNA, view_id=view["id"], type="submit", values=values)
    assert done["errors"] == {}
    with library.reading() as session:
        assert session.exec(select(Completion)).one().completed_on.isoformat() == "2026-05-02"


async def test_a_page_that_the_catalogue_lacks_is_proposed(stage: Stage, library: Database) -> None:
    await share(stage, f"<{NEW}|ny kurs>")
    (shown,) = await by_the_bot(stage)
    assert "digiteket.se/kurs/helt-ny" in shown["text"]
    (answer,) = await press(stage, shown, "link.propose", channel=CHANNEL)
    assert "är registrerad som gjord" in answer["text"]
    assert completions(library) == 1


async def test_a_stranger_who_presses_is_told_how_to_begin(stage: Stage, library: Database) -> None:
    await stage.act("membership", channel=CHANNEL, user=NOBODY, member=True)
    await share(stage, f"<{PAGE}>")
    (shown,) = await by_the_bot(stage)
    (answer,) = await press(stage, shown, "link.done", user=NOBODY, channel=CHANNEL)
    assert "Kom igång" in str(answer["blocks"])
    assert completions(library) == 0


async def test_in_a_thread_it_stays_there(stage: Stage) -> None:
    first = await share(stage, "Vad gick vi?")
    await share(stage, f"<{PAGE}>", thread_ts=first["ts"])
    (answer,) = await by_the_bot(stage)
    assert answer["thread_ts"] == first["ts"]


@pytest.mark.parametrize(
    "text", ["<https://digiteket.se/>", "<https://digiteket.se/kurs/>", "<https://kb.se/kurs/a>"]
)
async def test_what_is_no_page_is_left(stage: Stage, text: str) -> None:
    await share(stage, text)
    assert await by_the_bot(stage) == []


async def test_a_message_to_the_bot_has_one_answer(stage: Stage, library: Database) -> None:
    told = await says(stage, f"<@{BOT}> klar med <{PAGE}>", channel=CHANNEL)
    assert "är registrerad som gjord" in told.text
    assert await by_the_bot(stage) == []
    told = await says(stage, f"klar med <{PAGE}>")
    assert len(told.messages) == 1
    assert [each["user"] for each in await stage.seen(dm(ANNA), ANNA)].count(BOT) == 1


async def shared_event(signed: Signed, **changes: Any) -> dict[str, Any]:
    """A `link_shared` event about a message that stands in the channel."""
    done = await signed.stage.act("message", user=ANNA, channel=CHANNEL, text=f"<{PAGE}>")
    body = payload("quiet_link_message_gone")
    body["event"] |= {"message_ts": done["ts"], **changes}
    return body


async def test_however_often_it_is_told_it_is_answered_once(signed: Signed) -> None:
    body = await shared_event(signed)
    app = signed.running.on_slack.app
    await asyncio.gather(post(app, body), post(app, body))
    again = {"x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout"}
    await post(app, body, headers=again)
    edited = body | {"event_id": "Ev0EDITED"}  # Slack tells it anew when a message is edited
    assert (await post(app, edited)).status == 200
    assert len(await by_the_bot(signed.stage)) == 1


@pytest.mark.parametrize("kind", ["lost_answer", "drop"])
async def test_a_post_in_doubt_is_made_once(signed: Signed, kind: str) -> None:
    body = await shared_event(signed)
    await signed.stage.act("faults", method="chat.postMessage", kind=kind, times=1)
    assert (await post(signed.running.on_slack.app, body)).status == 200
    assert len(await by_the_bot(signed.stage)) == 1


async def test_where_the_bot_is_no_longer_it_is_let_be(signed: Signed) -> None:
    body = await shared_event(signed)
    await signed.stage.act("membership", channel=CHANNEL, user=BOT, member=False)
    assert (await post(signed.running.on_slack.app, body)).status == 200
    assert await by_the_bot(signed.stage) == []


async def test_a_fault_of_ours_is_not_read_by_all(
    signed: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = await shared_event(signed)
    edge = signed.running.on_slack.edge

    async def without_pages(request: Any, profile_of: Any) -> Any:
        return await type(edge.front).answer(edge.front, replace(request, text=""), profile_of)

    monkeypatch.setattr(edge.front, "answer", without_pages)
    assert (await post(signed.running.on_slack.app, body)).status == 200
    assert await by_the_bot(signed.stage) == []
