"""Channels that nothing can be posted in: the button that tries again, once somebody has mended it.

It stands in the notice that `scheduler` sends to whoever looks after the channel.
"""

from handlers.cards import Reply
from handlers.carried import row_id
from handlers.errors import NotAllowedError
from handlers.request import Request
from handlers.routes import Command, Route
from handlers.services import Services
from storage.deliveries import BrokenChannel, broken_channel, mend_channel
from storage.tables import Role


def mend(request: Request, services: Services) -> Reply:
    """Post in the channel again, what waits for it first. A second press changes nothing."""
    channel = broken_channel(services.session, row_id(request.value))
    if channel is None:
        return services.reply(
            "channel_broken.title", services.text("channel_broken.mended"), replaces=True
        )
    if not _looks_after(channel, services):
        raise NotAllowedError
    mend_channel(services.session, channel.row_id)
    return services.reply(
        "channel_broken.title", services.text("channel_broken.mended"), replaces=True
    )


def _looks_after(channel: BrokenChannel, services: Services) -> bool:
    """Whether the person leads the channel's library, or the whole region."""
    who = services.member
    if who.role is Role.COORDINATOR:
        return channel.region_id == services.region.region_id
    return any(place.library_id == channel.library_id for place in who.led)


COMMAND = Command(name="channels", routes={"mend": Route(mend, writes=True)})
