"""From Slack's payloads to requests. Pure: a body and the time in, a request out.

Payloads are described at https://docs.slack.dev/interactivity and /apis/events-api.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.slack.render import route_of
from handlers.request import Account, Place, PlaceKind, Request
from storage.tables import Platform

Body = Mapping[str, Any]


def account(tenant: str, user_id: str) -> Account:
    """A Slack user of a workspace."""
    return Account(Platform.SLACK, tenant, user_id)


def place(channel_id: str) -> Place:
    """A channel; direct messages are those whose id begins with D."""
    kind = PlaceKind.DIRECT if channel_id.startswith("D") else PlaceKind.CHANNEL
    return Place(kind, channel_id)


def command_request(body: Body, routes: Mapping[str, str], now: datetime) -> Request:
    """A slash command; `routes` tells what each name, without its slash, leads to."""
    return Request(
        id=f"command:{body['trigger_id']}",
        route=routes[body["command"].lstrip("/")],
        account=account(body["team_id"], body["user_id"]),
        place=place(body["channel_id"]),
        now=now,
        text=body.get("text", ""),
    )


def message_request(body: Body, now: datetime) -> Request:
    """A message to the bot: direct, or a mention in a channel."""
    event = body["event"]
    return Request(
        id=f"event:{body['event_id']}",
        route="message",
        account=account(body["team_id"], event["user"]),
        place=place(event["channel"]),
        now=now,
        text=_without_the_bot(event.get("text", ""), body),
    )


def _without_the_bot(text: str, body: Body) -> str:
    """A message without the mention of the bot that it is addressed to."""
    for authorization in body.get("authorizations", ()):
        text = text.replace(f"<@{authorization['user_id']}>", " ")
    return text.strip()


def home_request(body: Body, user_id: str, now: datetime) -> Request:
    """Somebody's App Home is to be drawn."""
    return Request(
        id=f"home:{body.get('event_id') or body.get('trigger_id')}",
        route="home",
        account=account(_team(body), user_id),
        place=Place(PlaceKind.HOME),
        now=now,
    )


def action_request(body: Body, now: datetime) -> Request:
    """A pressed button."""
    action = body["actions"][0]
    return Request(
        id=f"action:{body['trigger_id']}",
        route=route_of(action["action_id"]),
        account=account(_team(body), body["user"]["id"]),
        place=_action_place(body),
        now=now,
        value=action.get("value", ""),
    )


def _action_place(body: Body) -> Place:
    if body["container"]["type"] == "view":
        home = body["view"]["type"] == "home"
        return Place(PlaceKind.HOME if home else PlaceKind.FORM)
    return place(body["container"]["channel_id"])


def submission_request(body: Body, now: datetime) -> Request:
    """A filled-in form."""
    view = body["view"]
    return Request(
        id=f"view:{view['id']}:{view.get('hash', '')}",
        route=view["callback_id"],
        account=account(_team(body), body["user"]["id"]),
        place=Place(PlaceKind.FORM),
        now=now,
        values=_values(view["state"]["values"]),
        state=view.get("private_metadata", ""),
    )


def search_request(body: Body, now: datetime) -> Request:
    """What somebody has typed so far into a searching menu."""
    return Request(
        id=f"search:{body.get('action_ts') or body['view']['id']}",
        route=route_of(body["action_id"]),
        account=account(_team(body), body["user"]["id"]),
        place=Place(PlaceKind.FORM),
        now=now,
        text=body.get("value", ""),
    )


def _values(state: Mapping[str, Mapping[str, Body]]) -> dict[str, str]:
    """A form's fields by name, as text; a field that was left empty is not there."""
    fields = {name: next(iter(elements.values()), {}) for name, elements in state.items()}
    values = {name: _value(element) for name, element in fields.items()}
    return {name: value for name, value in values.items() if value is not None}


def _value(element: Body) -> str | None:
    chosen = element.get("selected_option")
    if chosen:
        return str(chosen["value"])
    return element.get("selected_date") or element.get("value")


def _team(body: Body) -> str:
    """The workspace, wherever this kind of payload says it."""
    team = body.get("team") or {}
    return str(body.get("team_id") or team.get("id") or body.get("user", {}).get("team_id", ""))
