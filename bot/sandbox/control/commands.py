"""A user types a slash command."""

from dataclasses import replace

from bot.sandbox import payloads
from bot.sandbox.control.body import Body
from bot.sandbox.control.outcome import Outcome, outcome
from bot.sandbox.delivery.transport import Kind
from bot.sandbox.errors import ApiError, ControlError
from bot.sandbox.markup import escaped
from bot.sandbox.responses import Occasion
from bot.sandbox.webapi import respond
from bot.sandbox.webapi.arguments import Arguments
from bot.sandbox.world import World


async def run(world: World, body: Body) -> Outcome:
    """Delivers the command; the ack's text or blocks become a message."""
    user, name = body.user(), body.text("command")
    place = body.channel_of(user)
    if name not in world.directory.commands:
        raise ControlError(f"{name} is not a valid command.")
    if place.is_archived:
        raise ControlError(f"{place.name} is archived.")
    occasion = Occasion(user.id, place.id)
    text = body.text("text", "")
    if world.directory.commands[name].should_escape:
        text = escaped(text, world.directory.users.values())
    payload = payloads.command(world, user, place, name, text)
    payload["response_url"] = world.response_url(occasion)
    payload["trigger_id"] = world.triggers.give(user.id)
    result = outcome(await world.courier.interact(Kind.COMMAND, payload))
    if isinstance(result.ack, str):
        # Over HTTP an ack may be plain text.
        result = replace(result, ack={"text": result.ack})
    if result.ack is not None and not result.failed:
        result = _show(world, occasion, result)
    if result.failed:
        told = f'{name} failed with the error "{result.failed}"'
        world.tell_user(place.id, user.id, told)
    return result


def _show(world: World, occasion: Occasion, result: Outcome) -> Outcome:
    try:
        respond.post(world, occasion, Arguments.of_object(result.ack))
    except ApiError as error:
        problems = (error.code, *error.messages)
        return replace(result, failed="invalid_command_response", problems=problems)
    return result
