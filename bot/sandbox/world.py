"""Everything that a running sandbox holds, in one place, for the Web API and the control API."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.sandbox import payloads
from bot.sandbox.clock import MovableClock, Travel
from bot.sandbox.delivery.courier import Courier
from bot.sandbox.directory import Directory, Place
from bot.sandbox.faults import FaultBox
from bot.sandbox.files import FileBox
from bot.sandbox.hub import Hub
from bot.sandbox.keys import Secrets
from bot.sandbox.messages import Message, MessageLog
from bot.sandbox.pace import Gate
from bot.sandbox.responses import Occasion, ResponseUrls
from bot.sandbox.surfaces import Surfaces
from bot.sandbox.timestamps import Timestamps
from bot.sandbox.timing import Timing
from bot.sandbox.triggers import Triggers
from bot.sandbox.watching import Watch, unwatched
from bot.sandbox.workspace import Workspace

_LINKS = "links:read"


@dataclass(slots=True)
class World:
    """The state of a running sandbox, and the few things that both its sides do.

    `moving_to` is where the clock is on its way to, None where it goes by itself.
    """

    workspace: Workspace
    clock: MovableClock
    travel: Travel
    timing: Timing
    secrets: Secrets
    directory: Directory
    hub: Hub
    timestamps: Timestamps
    messages: MessageLog
    surfaces: Surfaces
    triggers: Triggers
    responses: ResponseUrls
    faults: FaultBox
    files: FileBox
    courier: Courier
    gate: Gate
    base_url: str = ""
    moving_to: datetime | None = None
    watch: Watch = unwatched

    def post_as_bot(self, channel: str, content: "Content", **more: Any) -> Message:
        """Posts what the bot says, and tells the bot's own subscriptions."""
        bot = self.workspace.bot
        message = Message(
            channel=channel,
            ts=self.timestamps.next(),
            user=bot.user_id,
            bot_id=bot.bot_id,
            app_id=bot.app_id,
            text=content.text,
            blocks=tuple(content.blocks),
            metadata=content.metadata,
            **more,
        )
        self.messages.add(message)
        if message.only_for is None:
            self.tell_bot_soon(payloads.message_event(message, self.directory.places[channel]))
        return message

    def tell_user(self, channel: str, user: str, text: str) -> None:
        """Says something to one user in the workspace's own name, as Slackbot does."""
        ts = self.timestamps.next()
        self.messages.add(Message(channel, ts, "USLACKBOT", text, only_for=user))

    def tell_bot_soon(self, event: dict[str, Any]) -> None:
        """Delivers an event in the background, if the bot has subscribed and may hear it."""
        if self.hears(event):
            self.courier.event_soon(payloads.event_callback(self, event))

    def hears(self, event: dict[str, Any]) -> bool:
        """Whether the bot has subscribed to such events and is where it happened."""
        place = self.directory.places.get(event.get("channel", ""))
        if place and event["type"] != "app_home_opened" and not self.directory.has_bot(place):
            return False
        granted = self.workspace.bot.scopes
        if event["type"] == "link_shared" and granted is not None and _LINKS not in granted:
            return False
        return _subscription(event, place) in self.workspace.bot.events

    def response_url(self, occasion: Occasion) -> str:
        """A new address at which the bot may answer."""
        return f"{self.base_url}/response/{self.responses.give(occasion)}"


@dataclass(frozen=True, slots=True)
class Content:
    """What a message says: checked text, blocks as stored, and metadata."""

    text: str = ""
    blocks: tuple[dict[str, Any], ...] = ()
    metadata: dict[str, Any] | None = None


def _subscription(event: dict[str, Any], place: Place | None) -> str:
    kind: str = event["type"]
    if kind != "message" or place is None:
        return kind
    return {"im": "message.im", "group": "message.groups"}.get(place.kind, "message.channels")
