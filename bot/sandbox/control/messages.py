"""A user writes a message, opens App Home, or looks at a conversation."""

from typing import Any

from bot.sandbox import payloads
from bot.sandbox.control.body import Body
from bot.sandbox.control.outcome import Outcome, outcome
from bot.sandbox.delivery.transport import Ack
from bot.sandbox.errors import ControlError
from bot.sandbox.markup import links_in
from bot.sandbox.messages import Message
from bot.sandbox.timestamps import order
from bot.sandbox.world import World

LONGEST_TEXT = 40_000


async def write(world: World, body: Body) -> Outcome:
    """Posts the message and delivers the events that the bot has subscribed to."""
    user = body.user()
    place = body.channel_of(user)
    text, thread = body.text("text"), body.text("thread_ts", "") or None
    if place.is_archived:
        raise ControlError(f"{place.name} is archived.")
    if not 0 < len(text) <= LONGEST_TEXT:
        raise ControlError(f"A message has 1 to {LONGEST_TEXT} characters.")
    message = Message(place.id, world.timestamps.next(), user.id, text, thread_ts=thread)
    world.messages.add(message)
    events = [payloads.message_event(message, place)]
    if f"<@{world.workspace.bot.user_id}>" in text and not place.is_im:
        events.insert(0, payloads.mention_event(message))
    links = links_in(text, world.workspace.bot.unfurl_domains)
    if links:
        events.append(payloads.link_event(message, place, links))
    return await _deliver(world, [event for event in events if world.hears(event)], message.ts)


async def open_home(world: World, body: Body) -> Outcome:
    """Opens App Home, which tells the bot."""
    user = body.user()
    event = payloads.home_event(world, user)
    ack = Ack()
    if world.hears(event):
        ack = await world.courier.event(payloads.event_callback(world, event))
    view = world.surfaces.home(user.id)
    return outcome(ack, view=view.body() if view else None)


async def listed(world: World, body: Body) -> dict[str, Any]:
    """A conversation as everybody, or as one user, sees it; waits for news when asked to."""
    place = body.channel()
    user = body.user() if "user" in body.values else None
    if user is not None and not world.directory.may_see(user.id, place):
        raise ControlError(f"{user.name} cannot see {place.name}.")
    after = _after(body)
    viewer = user.id if user else None

    def news() -> list[Message]:
        return [m for m in world.messages.seen(place.id, user=viewer) if m.touched > after]

    wait = body.seconds("wait", world.timing.longest_wait)
    found = await world.hub.wait_for(news, wait)
    seen = world.messages.seen(place.id, user=viewer)
    latest = max(seen, key=lambda message: message.touched, default=None)
    return {
        "ok": True,
        "channel": place.id,
        "latest": (latest.edited or latest.ts) if latest else "0",
        "messages": [message.body() for message in found],
    }


async def _deliver(world: World, events: list[dict[str, Any]], ts: str) -> Outcome:
    if not events:
        return Outcome(more={"ts": ts})
    acks = [await world.courier.event(payloads.event_callback(world, e)) for e in events]
    worst = next((ack for ack in acks if ack.failure), acks[0])
    return outcome(worst, ts=ts)


def _after(body: Body) -> tuple[int, int]:
    try:
        return order(body.text("after", "0"))
    except ValueError:
        raise ControlError('"after" is not a timestamp.') from None
