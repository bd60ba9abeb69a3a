"""What takes longer than Slack waits: a word at once, and the answer when it is there."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.front import Front, ProfileOf
from bot.sandbox import Timing
from handlers.cards import Reply
from handlers.request import Request
from storage.database import Database
from tests.bot.sandbox.conftest import Stage, serve
from tests.bot.slack.edge.conftest import (
    ANNA,
    WORKSPACE,
    bot_in,
    buttons,
    command,
    dm,
    over_http,
    over_sockets,
    patient,
    press,
    says,
    shown_view,
    since,
)

WORKING = "Jobbar på det …"


@pytest.fixture
async def too_late(library: Database) -> AsyncIterator[Stage]:
    """A bot that is in time, for people whose moments pass at once."""
    async with over_sockets(library, timing=Timing(trigger=-1)) as stage:
        yield stage


class Gate:
    """Holds every answer back until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.opened = asyncio.Event()
        self.reached = asyncio.Event()
        answer = Front.answer

        async def held(front: Front, request: Request, profile_of: ProfileOf) -> Reply:
            self.reached.set()
            await self.opened.wait()
            return await answer(front, request, profile_of)

        monkeypatch.setattr(Front, "answer", held)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    return Gate(monkeypatch)


async def appears(stage: Stage, words: str, user: str = ANNA) -> dict[str, Any]:
    """The message of the bot with these words in it, once it is there."""
    after = "0"
    while True:
        found = await stage.look("messages", channel=dm(user), user=user, after=after, wait=10)
        assert found["messages"], f"nobody said {words}"
        for message in found["messages"]:
            if words in message["text"] and message["user"] != user:
                told: dict[str, Any] = message
                return told
        after = found["latest"]


async def view_says(stage: Stage, words: str) -> dict[str, Any]:
    """The modal on top, once it says these words."""
    async with stage.http.stream("GET", f"/sandbox/stream?user={ANNA}") as stream:
        lines = stream.aiter_lines()
        async with asyncio.timeout(10):
            while words not in str((view := await shown_view(stage))["blocks"]):
                await anext(lines)
    return view


@pytest.mark.parametrize("open_bot", [over_sockets, over_http])
async def test_a_late_command(library: Database, open_bot: Any) -> None:
    async with open_bot(library, patient(0)) as stage:
        told = await command(stage, "/training", "hängslen och livrem igår")
        assert told.ack == {"text": WORKING, "response_type": "ephemeral"}
        answer = await appears(stage, "Klart!")
        assert answer["ephemeral"]


async def test_a_form_that_came_late_is_opened_by_a_button(late: Stage) -> None:
    await command(late, "/training")
    card = await appears(late, "Rapportera lärresurs")
    assert [each["action_id"] for each in buttons(card)] == ["training.form"]


async def test_a_form_whose_moment_has_passed_is_opened_by_a_button(too_late: Stage) -> None:
    [card] = (await command(too_late, "/training")).messages
    assert [each["action_id"] for each in buttons(card)] == ["training.form"]
    [again] = await press(too_late, card, "training.form")
    assert [each["action_id"] for each in buttons(again)] == ["training.form"]


async def test_a_late_button_in_a_message(late: Stage) -> None:
    [message] = (await says(late, "gjorde självskattningen i måndags")).messages
    [changed] = await press(late, message, "assessment.undo")
    assert changed["ts"] == message["ts"]


async def home_button(stage: Stage, action: str) -> None:
    """Anna presses a button of her page."""
    await stage.act("home", user=ANNA)
    page = (await stage.look("home", user=ANNA, wait=10))["view"]
    done = await stage.act("action", user=ANNA, view_id=page["id"], action_id=action)
    assert done["failed"] is None


@pytest.mark.parametrize(
    ("action", "said"),
    [("training.list", "Du har inte registrerat"), ("assessment.form", "Självskattning")],
)
async def test_app_home_too_late_for_a_modal_says_it_in_the_direct_message(
    too_late: Stage, action: str, said: str
) -> None:
    await home_button(too_late, action)
    await appears(too_late, said)


async def open_form(stage: Stage) -> dict[str, Any]:
    """Anna opens the form of a self-assessment."""
    await stage.act("command", user=ANNA, channel=dm(ANNA), command="/assessment")
    return await shown_view(stage)


async def send(stage: Stage, view: dict[str, Any], day: str) -> dict[str, Any]:
    """Anna sends the form of a self-assessment."""
    where = {"user": ANNA, "view_id": view["id"], "type": "submit"}
    done: dict[str, Any] = await stage.act("view", **where, values={"day": {"day": day}})
    return done


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-05-03", "Självskattningen är registrerad"), ("2027-01-01", "har inte varit än")],
)
async def test_a_late_form_shows_that_it_waits_and_then_how_it_went(
    library: Database, monkeypatch: pytest.MonkeyPatch, day: str, words: str
) -> None:
    """Errors too: the form has gone by then, so they stand where it stood."""
    async with serve(WORKSPACE) as stage:
        async with bot_in(stage, library):
            view = await open_form(stage)
        gate = Gate(monkeypatch)
        async with bot_in(stage, library, patient(0)):
            done = await send(stage, view, day)
            assert WORKING in str(done["views"][-1]["blocks"])
            gate.opened.set()
            await view_says(stage, words)


async def test_a_late_form_that_was_closed_is_answered_in_the_direct_message(
    library: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serve(WORKSPACE) as stage:
        async with bot_in(stage, library):
            view = await open_form(stage)
        gate = Gate(monkeypatch)
        async with bot_in(stage, library, patient(0)):
            done = await send(stage, view, "2026-05-03")
            closing = {"user": ANNA, "view_id": done["views"][-1]["id"], "type": "close"}
            await stage.act("view", **closing)
            gate.opened.set()
            await appears(stage, "Självskattningen är registrerad")


async def card_in_modal(stage: Stage) -> dict[str, Any]:
    """The answer to Anna's form, with its buttons."""
    done = await send(stage, await open_form(stage), "2026-05-03")
    card: dict[str, Any] = done["views"][-1]
    return card


@pytest.mark.parametrize("closed", [False, True])
async def test_a_late_button_in_a_modal(
    library: Database, monkeypatch: pytest.MonkeyPatch, *, closed: bool
) -> None:
    async with serve(WORKSPACE) as stage:
        async with bot_in(stage, library):
            card = await card_in_modal(stage)
        gate = Gate(monkeypatch)
        async with bot_in(stage, library, patient(0)):
            where = {"user": ANNA, "view_id": card["id"]}
            await stage.act("action", **where, action_id="progress.me")
            if closed:
                await stage.act("view", **where, type="close")
            gate.opened.set()
            await (appears if closed else view_says)(stage, "Mina framsteg")


async def test_a_form_too_late_to_go_on_top_is_opened_by_a_button(
    library: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with over_sockets(library) as stage:
        card = await card_in_modal(stage)
        await stage.look("home", user=ANNA, wait=10)  # which is drawn anew behind the card
        gate = Gate(monkeypatch)
        where = {"user": ANNA, "view_id": card["id"], "action_id": "assessment.results"}
        pressing = asyncio.create_task(stage.act("action", **where))
        await gate.reached.wait()
        stage.clock.pass_by(10)
        gate.opened.set()
        assert (await pressing)["failed"] is None
        shown = await shown_view(stage)
        assert shown["id"] == card["id"]
        assert [each["action_id"] for each in buttons(shown)] == ["assessment.results"]


async def test_a_form_where_no_more_modals_fit_takes_the_place(stage: Stage) -> None:
    card = await card_in_modal(stage)
    where = {"user": ANNA, "view_id": card["id"], "action_id": "assessment.results"}
    for _ in range(3):
        assert (await stage.act("action", **where))["failed"] is None
    views = (await stage.look("views", user=ANNA))["views"]
    assert [view["callback_id"] for view in views] == ["assessment.keep"] * 3


async def test_a_message_may_take_its_time(stage: Stage, gate: Gate) -> None:
    """It is acknowledged when its answer is out, not before."""
    saying = asyncio.create_task(says(stage, "hjälp"))
    await gate.reached.wait()
    assert await stage.seen(dm(ANNA), ANNA) != []
    gate.opened.set()
    assert len((await saying).messages) == 1


async def test_stopping_finishes_what_is_in_hand(library: Database, gate: Gate) -> None:
    async with serve(WORKSPACE) as stage:
        stopped = asyncio.Event()

        async def run() -> None:
            async with bot_in(stage, library):
                begun.set()
                await stopped.wait()

        begun = asyncio.Event()
        running = asyncio.create_task(run())
        await begun.wait()
        asking = asyncio.create_task(command(stage, "/training", "hängslen och livrem igår"))
        await gate.reached.wait()
        stopped.set()
        gate.opened.set()
        assert "Klart!" in (await asking).ack["text"]
        await running


async def test_a_late_answer_that_cannot_be_given_is_logged(late: Stage) -> None:
    await late.act("faults", method="response_url", kind="500")
    with capture_logs() as logs:
        await command(late, "/training", "hängslen och livrem igår")
        await command(late, "/assessment", "idag")
        await appears(late, "Självskattningen är registrerad")
    assert [line["event"] for line in logs] == ["late_answer_failed"]
    assert await since(late, dm(ANNA), ANNA, "0")
