"""A user presses a button, or chooses in a menu."""

from typing import Any

from bot.sandbox import payloads
from bot.sandbox.control.body import Body
from bot.sandbox.control.filling import Element, Form, States
from bot.sandbox.control.outcome import Outcome, outcome
from bot.sandbox.delivery.transport import Kind
from bot.sandbox.errors import ControlError
from bot.sandbox.messages import Message
from bot.sandbox.responses import Occasion
from bot.sandbox.state import FIELDS
from bot.sandbox.surfaces import OpenView
from bot.sandbox.workspace import User
from bot.sandbox.world import World

_SHOWN = ("text", "value", "style", "url", "placeholder")


async def press(world: World, body: Body, states: States) -> Outcome:
    """Delivers `block_actions`."""
    user = body.user()
    surface = body.surface(user)
    form = Form(surface, states)
    block_id = body.text("block_id", "") or None
    block, element = form.find(block_id, body.text("action_id"))
    form.fill(body.mapping("state"))
    done = _act(world, form, block, element, body)
    payload = _payload(world, user, surface, form)
    payload["actions"] = [done]
    payload["trigger_id"] = world.triggers.give(user.id)
    return outcome(await world.courier.interact(Kind.INTERACTIVE, payload))


def _act(world: World, form: Form, block: Element, element: Element, body: Body) -> dict[str, Any]:
    block_id, action_id = block["block_id"], element["action_id"]
    act: dict[str, Any] = {"type": element["type"], "action_id": action_id, "block_id": block_id}
    if block["type"] == "input" and not block.get("dispatch_action", False):
        raise ControlError(f"{action_id} sends nothing before the view is submitted.")
    if element["type"] in FIELDS:
        entry = form.entry(block_id, element, _given(body, element))
        form.state.put(block_id, action_id, entry)
        act |= entry
    elif element["type"] == "overflow":
        act["selected_option"] = _overflow(element, _given(body, element))
    else:
        act |= {key: element[key] for key in _SHOWN if key in element}
    return act | {"action_ts": world.timestamps.next()}


def _given(body: Body, element: Element) -> Any:
    key = FIELDS.get(element["type"], ("selected_option", None))[0]
    if key in body.values:
        return body.values[key]
    if "value" not in body.values:
        raise ControlError(f'"value" or "{key}" is missing.')
    return body.values["value"]


def _overflow(element: Element, value: Any) -> Element:
    wanted = value.get("value") if isinstance(value, dict) else value
    for option in element["options"]:
        if option["value"] == wanted:
            chosen: Element = option
            return chosen
    raise ControlError(f"{element['action_id']} has no option {wanted}.")


def _payload(world: World, user: User, surface: OpenView | Message, form: Form) -> dict[str, Any]:
    payload = payloads.interaction(world, "block_actions", user)
    if isinstance(surface, OpenView):
        return payload | payloads.in_view(surface)
    occasion = Occasion(user.id, surface.channel, surface.ts, surface.thread_ts)
    return {
        **payload,
        **payloads.in_message(world, surface),
        "state": {"values": form.state.values()},
        "response_url": world.response_url(occasion),
    }
