"""The messages of every conversation, ephemeral ones among them."""

from dataclasses import dataclass, replace
from typing import Any

from bot.sandbox.directory import Directory
from bot.sandbox.hub import Hub
from bot.sandbox.timestamps import order


@dataclass(frozen=True, slots=True)
class Message:
    """One message; `only_for` is the one user who sees it, when it is ephemeral.

    `bot_id` and `app_id` are set when the bot wrote it, `edited` is the timestamp of the edit.
    """

    channel: str
    ts: str
    user: str
    text: str
    bot_id: str | None = None
    app_id: str | None = None
    blocks: tuple[dict[str, Any], ...] = ()
    metadata: dict[str, Any] | None = None
    thread_ts: str | None = None
    edited: str | None = None
    only_for: str | None = None
    files: tuple[dict[str, Any], ...] = ()

    def body(self, *, with_metadata: bool = True) -> dict[str, Any]:
        """The message as Slack writes it; keys that do not apply are left out."""
        body: dict[str, Any] = {"type": "message", "ts": self.ts, "user": self.user}
        body["text"] = self.text
        optional = {
            "bot_id": self.bot_id,
            "app_id": self.app_id,
            "blocks": list(self.blocks),
            "files": list(self.files),
            "subtype": "file_share" if self.files else None,
            "metadata": self.metadata if with_metadata else None,
            "thread_ts": self.thread_ts,
            "edited": {"user": self.user, "ts": self.edited} if self.edited else None,
            "ephemeral": self.only_for is not None,
        }
        return body | {key: value for key, value in optional.items() if value}

    @property
    def touched(self) -> tuple[int, int]:
        """When it was last written, as a sorting key."""
        return order(self.edited or self.ts)


class MessageLog:
    """Keeps messages and tells the hub of every change."""

    def __init__(self, directory: Directory, hub: Hub) -> None:
        self._directory = directory
        self._hub = hub
        self._messages: dict[str, dict[str, Message]] = {}

    def add(self, message: Message) -> None:
        """Appends a message; its timestamp is the newest."""
        self._messages.setdefault(message.channel, {})[message.ts] = message
        kind = "ephemeral" if message.only_for else "message"
        self._tell(message, {"type": kind, "message": message.body()})

    def edit(self, message: Message, **changes: Any) -> Message:
        """Replaces a message by a changed copy, which is returned."""
        changed = replace(message, **changes)
        self._messages[message.channel][message.ts] = changed
        self._tell(changed, {"type": "message_changed", "message": changed.body()})
        return changed

    def delete(self, message: Message) -> None:
        """Takes a message away."""
        del self._messages[message.channel][message.ts]
        self._tell(message, {"type": "message_deleted", "ts": message.ts})

    def find(self, channel: str, ts: str, *, user: str | None = None) -> Message | None:
        """A message that everybody sees, or an ephemeral of the given user."""
        message = self._messages.get(channel, {}).get(ts)
        return message if message and message.only_for in {None, user} else None

    def seen(self, channel: str, *, user: str | None = None) -> list[Message]:
        """What everybody sees, and the given user's ephemerals; oldest first."""
        everything = self._messages.get(channel, {}).values()
        return [message for message in everything if message.only_for in {None, user}]

    def _tell(self, message: Message, event: dict[str, Any]) -> None:
        place = self._directory.places[message.channel]

        def concerned(user: str) -> bool:
            return message.only_for in {None, user} and self._directory.may_see(user, place)

        self._hub.publish({**event, "channel": message.channel}, concerned)
