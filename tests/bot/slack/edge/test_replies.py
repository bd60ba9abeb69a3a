"""Every kind of reply in every kind of place, from commands that are made up for it."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import date
from threading import Event
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from structlog.testing import capture_logs

from bot.front import Front
from bot.patience import Patience
from bot.slack.app import build_app, open_client
from bot.slack.edge import Edge, as_card
from bot.slack.workspace import Workspace
from handlers.access import ANYBODY
from handlers.cards import (
    Attachment,
    Bullets,
    Buttons,
    Card,
    ChoiceField,
    DateField,
    FieldErrors,
    Form,
    Heading,
    Option,
    Options,
    Reply,
    Text,
    TextField,
)
from handlers.dispatch import Desk
from handlers.request import Request
from handlers.routes import Command, Handler, Route
from handlers.services import Services
from handlers.texts import Span, texts_in
from storage.database import Database
from storage.regions import ensure_installation, ensure_region
from storage.tables import Platform
from tests import builders
from tests.bot.sandbox.conftest import serve
from tests.bot.slack.edge.conftest import REGION, WORKSPACE, Responses, patient
from tests.bot.slack.edge.posting import SECRET, payload, post

HOME = Workspace(builders.TENANT, "Biblioteken", "U0KOMPIS")
FORM = Form("Formulär", "again", "again", "Spara", "Stäng", (TextField("name", "Namn"),))
LONG = Card("Lång", tuple(Heading(f"Rad {number}") for number in range(60)))
FOUND = Options((Option("Hängslen", "1"),))
WRONG = FieldErrors({"name": "Det namnet finns inte."})

Made = tuple[Edge, AsyncApp]
Making = Callable[..., AbstractAsyncContextManager[Made]]


def always(
    body: Card | Form | FieldErrors | Options, files: tuple[Attachment, ...] = ()
) -> Handler:
    """A handler that answers the same to everybody."""

    def handle(_request: Request, _services: Services) -> Reply:
        return Reply(body, files=files)

    return handle


@pytest.fixture
def made(library: Database) -> Making:
    """A bot whose every route answers alike."""
    with library.writing() as session:
        region = ensure_region(session, REGION)
        ensure_installation(session, region.region_id, Platform.SLACK, builders.TENANT, "B")

    @asynccontextmanager
    async def making(handle: Handler, patience: Patience | None = None) -> AsyncIterator[Made]:
        route = Route(handle)
        commands = [
            Command("assessment", {"": route, "save": route}, slash=True),
            Command("progress", {"me": route}),
            Command("message", {"": route}),
        ]
        names = ("assessment", "assessment.save", "progress.me", "message")
        grants = dict.fromkeys(names, ANYBODY)
        async with serve(WORKSPACE) as stage, ClientSession() as session:
            client = open_client(stage.sandbox.bot_token, stage.api_url, session)
            front = Front(Desk(library, commands=commands, grants=grants), library, stage.clock)
            edge = Edge(front, client, patience or patient(), texts_in("sv"))
            yield edge, build_app(edge, commands, SECRET, HOME)

    return making


async def test_a_long_answer_to_a_command_goes_on_over_the_response_url(
    made: Making, responses: Responses
) -> None:
    async with made(always(LONG)) as (edge, app):
        ack = await post(app, payload("command", response_url=responses.url))
        await edge.patience.drain()
    assert len(json.loads(ack.body)["blocks"]) == 50
    [rest] = responses.got
    assert (len(rest["blocks"]), rest["replace_original"]) == (10, False)


async def test_a_long_answer_to_a_button_comes_in_parts(made: Making, responses: Responses) -> None:
    async with made(always(LONG)) as (_, app):
        await post(app, payload("press_ephemeral", response_url=responses.url))
    assert [len(each["blocks"]) for each in responses.got] == [50, 10]


async def test_a_button_in_a_thread_is_answered_in_it(made: Making, responses: Responses) -> None:
    body = payload("press_ephemeral", response_url=responses.url)
    body["container"]["thread_ts"] = "1777890000.000100"
    async with made(always(Card("Kort", ()))) as (_, app):
        await post(app, body)
    [answer] = responses.got
    assert answer["thread_ts"] == "1777890000.000100"


async def test_a_form_can_be_answered_with_a_form(made: Making) -> None:
    async with made(always(FORM)) as (_, app):
        answer = json.loads((await post(app, payload("submission"))).body)
    assert answer["response_action"] == "update"
    assert answer["view"]["callback_id"] == "again"


async def test_a_search_that_is_answered_otherwise_finds_nothing(made: Making) -> None:
    body = payload("search") | {"action_id": "progress.me"}
    async with made(always(Card("Du får inte", ()))) as (_, app):
        assert json.loads((await post(app, body)).body)["options"] == []
    async with made(always(FOUND)) as (_, app):
        assert len(json.loads((await post(app, body)).body)["options"]) == 1


@pytest.mark.parametrize(("body", "line"), [(FOUND, "Hängslen"), (WRONG, "Det namnet finns inte.")])
def test_what_is_no_card_can_be_read_as_one(body: Options | FieldErrors, line: str) -> None:
    assert as_card(Reply(body)) == Card("Kompis", (Bullets(((Span(line),),)),))


@pytest.mark.parametrize(
    ("intro", "first"), [((), "Vad gick du?"), ((Text((Span("Välj här."),)),), "Välj här.")]
)
def test_a_form_is_read_as_how_it_begins(intro: tuple[Text, ...], first: str) -> None:
    fields = (TextField("what", "Vad gick du?"),)
    form = replace(FORM, fields=fields, intro=intro, title="Lärresurs")
    card = as_card(Reply(form))
    assert card.parts[0] == Text((Span(first),))
    assert isinstance(card.parts[1], Buttons)
    assert [button.label for button in card.parts[1].buttons] == ["Lärresurs"]


def test_a_form_is_read_with_what_stands_in_it() -> None:
    fields = (
        TextField("name", "Namn", value="Tomas"),
        ChoiceField("library", "Bibliotek?", chosen=Option("Vetlanda bibliotek", "4")),
        TextField("email", "E-post"),
        DateField("on", "Från och med", value=date(2026, 5, 3)),
    )
    card = as_card(Reply(replace(FORM, fields=fields)))
    assert card.parts[1] == Bullets(
        ((Span("Namn: Tomas"),), (Span("Bibliotek: Vetlanda bibliotek"),))
    )


async def test_a_form_that_slack_refuses_is_a_fault(
    made: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def views_push(**_: Any) -> None:
        answer = {"ok": False, "error": "invalid_blocks"}
        raise SlackApiError("no", answer)  # type: ignore[no-untyped-call]

    body = payload("press_ephemeral") | {"view": {"id": "V1", "type": "modal"}}
    body["container"] = {"type": "view", "view_id": "V1"}
    async with made(always(FORM)) as (edge, app):
        monkeypatch.setattr(edge.client, "views_push", views_push)
        with capture_logs() as logs:
            assert (await post(app, body)).status == 500
    assert [(line["event"], line["kind"]) for line in logs] == [
        ("listener_failed", "block_actions")
    ]


async def test_stopping_does_not_wait_for_ever(made: Making, responses: Responses) -> None:
    """A handler that hangs in its thread is let go: there is nobody left to tell."""
    hanging = Event()

    def hang(_request: Request, _services: Services) -> Reply:
        hanging.wait()
        return Reply(LONG)

    async with made(hang, patient(0)) as (edge, app):
        ack = await post(app, payload("command", response_url=responses.url))
        assert json.loads(ack.body)["text"] == "Jobbar på det …"
        await edge.patience.drain(0)
        hanging.set()
    assert responses.got == []


async def test_what_is_in_hand_is_finished_before_stopping(
    made: Making, responses: Responses
) -> None:
    hanging = Event()

    def hang(_request: Request, _services: Services) -> Reply:
        hanging.wait()
        return Reply(Card("Klart", ()))

    async with made(hang, patient(0)) as (edge, app):
        await post(app, payload("command", response_url=responses.url))
        hanging.set()
        await edge.patience.drain()
    assert [each["text"] for each in responses.got] == ["Klart"]


# Files that come with a reply

FILES = (
    Attachment("svar.json", "application/json", b"{}"),
    Attachment("trend.png", "image/png", b"png", alt="Två staplar"),
)


async def shown_to_anna(edge: Edge) -> list[dict[str, Any]]:
    """What stands in her conversation with the bot, the oldest first."""
    await edge.patience.drain()
    found = await edge.client.conversations_history(channel="D0ANNA")
    return list(reversed(found["messages"]))


@pytest.mark.parametrize("name", ["command", "press_ephemeral", "submission", "message_mention"])
@pytest.mark.parametrize("late", [False, True])
async def test_files_come_into_the_direct_message_from_wherever_they_were_asked_for(
    made: Making, responses: Responses, *, name: str, late: bool
) -> None:
    body = payload(name, response_url=responses.url)
    patience = patient(0) if late else patient()
    async with made(always(Card("Klart", ()), FILES), patience) as (edge, app):
        await post(app, body)
        *_, note, message = await shown_to_anna(edge)
    assert note["text"] == "📎 svar.json, trend.png"
    assert [file["name"] for file in message["files"]] == ["svar.json", "trend.png"]
    assert message["files"][1]["alt_txt"] == "Två staplar"


async def test_in_the_direct_message_itself_files_need_no_note(made: Making) -> None:
    async with made(always(Card("Klart", ()), FILES)) as (edge, app):
        await post(app, payload("message_direct"))
        answer, message = await shown_to_anna(edge)
    assert (answer["text"], len(message["files"])) == ("Klart", 2)


async def test_files_that_the_workspace_refuses_are_told_of(
    made: Making, responses: Responses, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(**_: Any) -> None:
        answer = {"ok": False, "error": "file_uploads_disabled"}
        raise SlackApiError("no", answer)  # type: ignore[no-untyped-call]

    async with made(always(Card("Klart", ()), FILES)) as (edge, app):
        monkeypatch.setattr(edge.client, "files_getUploadURLExternal", refuse)
        with capture_logs() as logs:
            await post(app, payload("command", response_url=responses.url))
            *_, told = await shown_to_anna(edge)
    assert "Det gick inte att skicka filen." in told["text"]
    assert [(line["event"], line["error"]) for line in logs] == [
        ("files_refused", "FileRefused: file_uploads_disabled")
    ]


def test_a_files_content_is_in_no_text_that_shows_it() -> None:
    assert "hemligt" not in repr(Attachment("a.txt", "text/plain", b"hemligt"))
