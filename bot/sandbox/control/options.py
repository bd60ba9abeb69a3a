"""A user types into a menu whose options the bot gives (`block_suggestion`)."""

from dataclasses import replace
from typing import Any

from bot.sandbox import payloads
from bot.sandbox.blocks.checks import Check, Faults, array, exactly_one, struct
from bot.sandbox.blocks.identity import filled
from bot.sandbox.blocks.objects import MENU_OPTION, MOST_OPTIONS, plain_text
from bot.sandbox.control import fields
from bot.sandbox.control.body import Body
from bot.sandbox.control.filling import Form, States
from bot.sandbox.control.outcome import Outcome, outcome
from bot.sandbox.delivery.transport import Kind
from bot.sandbox.errors import ControlError
from bot.sandbox.surfaces import OpenView
from bot.sandbox.world import World

DEFAULT_QUERY_LENGTH = 3

# Unlike a menu's own lists, the ones that the bot answers with may be empty.
_OPTIONS = array(MENU_OPTION, MOST_OPTIONS, 0)
_ANSWER: Check = struct(
    {},
    {
        "options": _OPTIONS,
        "option_groups": array(
            struct({"label": plain_text(75), "options": _OPTIONS}, {}), MOST_OPTIONS, 0
        ),
    },
    exactly_one("options", "option_groups"),
)


async def suggest(world: World, body: Body, states: States) -> Outcome:
    """Delivers `block_suggestion` and answers with the options."""
    user = body.user()
    surface = body.surface(user)
    block, element = Form(surface, states).find(
        body.text("block_id", "") or None, body.text("action_id")
    )
    if "external" not in element["type"]:
        raise ControlError(f"{element['action_id']} has options of its own.")
    typed = body.text("value", "")
    if len(typed) < element.get("min_query_length", DEFAULT_QUERY_LENGTH):
        return Outcome(more={"options": [], "too_short": True})
    payload = payloads.interaction(world, "block_suggestion", user)
    if isinstance(surface, OpenView):
        payload |= payloads.in_view(surface)
    else:
        payload |= payloads.in_message(world, surface)
    action_id, block_id = element["action_id"], block["block_id"]
    payload |= {"action_id": action_id, "block_id": block_id, "value": typed}
    result = outcome(await world.courier.interact(Kind.INTERACTIVE, payload))
    result = _checked(result)
    offered = fields.options_of({**result.more})
    states.offer(surface, block_id, action_id, offered)
    return result


def _checked(result: Outcome) -> Outcome:
    none: dict[str, Any] = {"options": []}
    if result.failed or result.ack is None:
        return replace(result, more=none)
    faults = Faults()
    _ANSWER(result.ack, "", faults)
    if faults.messages:
        problems = tuple(faults.messages)
        return replace(result, failed="invalid_response", problems=problems, more=none)
    return replace(result, more=filled(result.ack))
