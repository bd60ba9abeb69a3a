"""Finding the conversation or person that a call names, or answering with Slack's error."""

from bot.sandbox.directory import Place
from bot.sandbox.errors import ApiError
from bot.sandbox.webapi.arguments import Arguments
from bot.sandbox.workspace import User
from bot.sandbox.world import World


def to_post_in(world: World, arguments: Arguments) -> Place:
    """Where the bot may post. Raises channel_not_found, is_archived, not_in_channel.

    A user's id stands for the direct message with that user, and `#name` for a channel, as in
    chat.postMessage.
    """
    place = known(world, arguments, by_name=True)
    if place.is_archived:
        raise ApiError("is_archived")
    if not world.directory.has_bot(place):
        raise ApiError("not_in_channel")
    return place


def known(world: World, arguments: Arguments, *, by_name: bool = False) -> Place:
    """A conversation that the bot can know of. Raises channel_not_found."""
    name = arguments.text("channel")
    directory = world.directory
    place = directory.places.get(name)
    if by_name and place is None:
        user = directory.users.get(name)
        place = directory.places[user.dm] if user else _by_name(world, name)
    if place is None or (place.is_private and not directory.has_bot(place)):
        raise ApiError("channel_not_found")
    return place


def person(world: World, arguments: Arguments, name: str = "user") -> User:
    """A user. Raises user_not_found."""
    user = world.directory.users.get(arguments.text(name))
    if user is None:
        raise ApiError("user_not_found")
    return user


def _by_name(world: World, name: str) -> Place | None:
    if not name.startswith("#"):
        return None
    named = (p for p in world.directory.places.values() if not p.is_im and p.name == name[1:])
    return next(named, None)
