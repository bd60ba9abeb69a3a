"""A small Slack bot that uses what the page draws: it is what the page is tested with."""

import asyncio
import base64
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from tests.bot.sandbox.browser.blocks import FORM, HOSTILE, SHOWCASE, actions, button, section

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
FILES: list[dict[str, Any]] = [
    {"filename": "bars.png", "content": PIXEL, "alt_txt": "Two bars"},
    {"filename": "page.html", "content": "<script>alert(1)</script>", "title": "A page"},
]
COURSES = ("Source criticism", "Social media", "Safe on the internet")


def build(client: AsyncWebClient) -> AsyncApp:
    """The bot, talking through `client`."""
    app = AsyncApp(client=client, request_verification_enabled=False)
    _commands(app)
    _messages(app)
    _buttons(app)
    _forms(app)
    _home(app)
    return app


def _commands(app: AsyncApp) -> None:
    @app.command("/hello")
    async def hello(ack: AsyncAck, command: dict[str, Any]) -> None:
        text = f"Hello *{command.get('text') or 'you'}*"
        await ack(
            text=text,
            blocks=[
                section(text),
                actions(
                    button("Undo", "undo"), button("Open form", "open"), button("Hold", "hold")
                ),
            ],
        )

    @app.command("/silent")
    async def silent() -> None:
        return

    @app.command("/form")
    async def form(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)


def _messages(app: AsyncApp) -> None:
    answers: dict[str, dict[str, Any]] = {
        "showcase": {"text": "Showcase", "blocks": SHOWCASE},
        "hostile": {"text": "Hostile", "blocks": HOSTILE},
    }

    async def answer(event: dict[str, Any], client: AsyncWebClient) -> None:
        if event["text"] == "files":
            await client.files_upload_v2(channel=event["channel"], file_uploads=FILES)
            return
        reply = answers.get(event["text"], {"text": f"You said: {event['text']}"})
        await client.chat_postMessage(channel=event["channel"], **reply)

    app.event("app_mention")(answer)
    app.event("message")(answer)


def _buttons(app: AsyncApp) -> None:
    @app.action("undo")
    async def undo(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond(text="Undone.", replace_original=True)

    pressed: list[str] = []
    released = asyncio.Event()

    @app.action("hold")
    async def hold(ack: AsyncAck, action: dict[str, Any], respond: AsyncRespond) -> None:
        pressed.append(action["value"])
        await released.wait()
        await ack()
        await respond(text=f"Pressed {len(pressed)}", replace_original=True)

    @app.command("/release")
    async def release(ack: AsyncAck) -> None:
        released.set()
        await ack()

    @app.action("tell")
    async def tell(ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        await ack()
        seen = {
            name: state.get("selected_date") or (state.get("selected_option") or {}).get("value")
            for actions in body["state"]["values"].values()
            for name, state in actions.items()
        }
        await respond(text=f"Seen: {seen['pick']} {seen['day']}", replace_original=False)

    @app.action("open")
    async def open_form(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    async def only_ack(ack: AsyncAck) -> None:
        await ack()

    for quiet in ("pick", "day", "menu", "remind", "people"):
        app.action(quiet)(only_ack)


def _forms(app: AsyncApp) -> None:
    @app.options("course")
    async def courses(ack: AsyncAck, payload: dict[str, Any]) -> None:
        found = [name for name in COURSES if payload["value"].lower() in name.lower()]
        await ack(
            options=[
                {"text": {"type": "plain_text", "text": name}, "value": name.lower()}
                for name in found
            ]
        )

    @app.action("more")
    async def more(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        second = {
            "type": "modal",
            "title": {"type": "plain_text", "text": "Second"},
            "blocks": [section("On top of the first")],
        }
        await client.views_push(trigger_id=body["trigger_id"], view=second)

    @app.view("form")
    async def submitted(
        ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], client: AsyncWebClient
    ) -> None:
        values = view["state"]["values"]
        note = values["note"]["note"]["value"]
        if note != "good":
            await ack(response_action="errors", errors={"note": "Write good."})
            return
        await ack()
        course = values["course"]["course"]["selected_option"]["text"]["text"]
        day = values["day"]["day"]["selected_date"]
        await client.chat_postMessage(
            channel=body["user"]["id"], text=f"Saved: {course}, {day}, {note}"
        )


def _home(app: AsyncApp) -> None:
    async def publish(client: AsyncWebClient, user: str, count: int) -> None:
        blocks = [section(f"Counted to *{count}*"), actions(button("Count", "count", str(count)))]
        await client.views_publish(user_id=user, view={"type": "home", "blocks": blocks})

    @app.event("app_home_opened")
    async def opened(event: dict[str, Any], client: AsyncWebClient) -> None:
        await publish(client, event["user"], 0)

    @app.action("count")
    async def count(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], client: AsyncWebClient
    ) -> None:
        await ack()
        await publish(client, body["user"]["id"], int(action["value"]) + 1)
