"""apps.connections.open: an address for one Socket Mode connection."""

from typing import Any

from bot.sandbox.delivery.sockets import SocketTransport
from bot.sandbox.errors import ApiError
from bot.sandbox.webapi.arguments import Arguments
from bot.sandbox.world import World


def open_connection(world: World, _arguments: Arguments) -> dict[str, Any]:
    """A `ws://` address whose ticket opens one socket, soon and once."""
    transport = world.courier.transport
    if not isinstance(transport, SocketTransport):
        raise ApiError("socket_mode_not_enabled")
    address = world.base_url.replace("http://", "ws://", 1)
    app = world.workspace.bot.app_id
    return {"url": f"{address}/socket/link?ticket={transport.ticket()}&app_id={app}"}
