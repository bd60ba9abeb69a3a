"""From Slack's payloads to requests. Pure: a body and the time in, a request out.

Payloads are described at https://docs.slack.dev/interactivity and /apis/events-api.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.slack.mentions import as_typed, mentions_in, without
from bot.slack.render import route_of
from handlers.request import Account, Place, PlaceKind, Profile, Request
from handlers.words import spoken
from storage.tables import Platform

Body = Mapping[str, Any]


def account(tenant: str, user_id: str) -> Account:
    """A Slack user of a workspace."""
    return Account(Platform.SLACK, tenant, user_id)


def place(channel_id: str) -> Place:
    """A channel; direct messages are those whose id begins with D."""
    kind = PlaceKind.DIRECT if channel_id.startswith("D") else PlaceKind.CHANNEL
    return Place(kind, channel_id)


def command_request(
    body: Body, routes: Mapping[str, str], bot_user_id: str | None, now: datetime
) -> Request:
    """A slash command; `routes` tells what each name, without its slash, leads to.

    One that they do not know, of another version's manifest, gets the help.
    """
    route = routes.get(body["command"].lstrip("/"))
    text = without((route and body.get("text")) or "", bot_user_id)
    return Request(
        id=f"command:{body['trigger_id']}",
        route=route or "kompis",
        account=account(_team(body), body["user_id"]),
        place=place(body["channel_id"]),
        now=now,
        text=as_typed(text),
        mentions=mentions_in(text),
    )


def message_request(body: Body, bot_user_id: str | None, now: datetime) -> Request:
    """A message to the bot: direct, or a mention in a channel."""
    event = body["event"]
    text = without(event.get("text") or "", bot_user_id)
    return Request(
        id=f"event:{body['event_id']}",
        route="message",
        account=account(_team(body), event["user"]),
        place=place(event["channel"]),
        now=now,
        text=as_typed(text) if spoken(text) else text,  # only the understanding reads markup
        mentions=mentions_in(text),
    )


def links_request(body: Body, now: datetime) -> Request:
    """Addresses that somebody has posted. Nobody asks for the answer, so nobody is looked up."""
    event = body["event"]
    return Request(
        id=f"links:{event['channel']}:{event['message_ts']}",
        route="link",
        account=account(_team(body), event["user"]),
        place=place(event["channel"]),
        now=now,
        text="\n".join(link["url"] for link in event.get("links") or ()),
        profile=Profile(name="", email=None, locale=None),
    )


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
        value=_value(action) or "",
    )


def in_view(body: Body) -> bool:
    """Whether a pressed button stands in a modal or in App Home, not in a message."""
    return bool(body["container"]["type"] == "view")


def _action_place(body: Body) -> Place:
    if in_view(body):
        home = body["view"]["type"] == "home"
        return Place(PlaceKind.HOME if home else PlaceKind.FORM)
    return place(channel_of(body))


def channel_of(body: Body) -> str:
    """The conversation that a pressed button stands in."""
    return str(body["container"].get("channel_id") or body["channel"]["id"])


def submission_request(body: Body, now: datetime) -> Request:
    """A filled-in form."""
    view = body["view"]
    return Request(
        id=f"view:{view['id']}:{view.get('hash', '')}",
        route=view["callback_id"],
        account=account(_team(body), body["user"]["id"]),
        place=Place(PlaceKind.FORM),
        now=now,
        values=_values((view.get("state") or {}).get("values") or {}),
        state=view.get("private_metadata") or "",
    )


def search_request(body: Body, now: datetime) -> Request:
    """What somebody has typed so far into a searching menu."""
    return Request(
        id=f"search:{body.get('action_ts')}",
        route=route_of(body["action_id"]),
        account=account(_team(body), body["user"]["id"]),
        place=Place(PlaceKind.FORM),
        now=now,
        text=body.get("value") or "",
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
    """The workspace that the app is installed in, wherever this kind of payload says it.

    In a channel that is shared with another workspace, the others' team stands beside it; in an
    organisation (Enterprise Grid), `team` may be null.
    """
    view, user, installed = (body.get(part) or {} for part in ("view", "user", "authorizations"))
    return str(
        view.get("app_installed_team_id")
        or (installed[0].get("team_id") if installed else None)
        or (body.get("team") or {}).get("id")
        or body.get("team_id")
        or user.get("team_id")
        or ""
    )
