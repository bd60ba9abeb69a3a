"""Reading a control body: what is missing or wrong is said in a plain sentence."""

from typing import Any

from bot.sandbox import jsontext
from bot.sandbox.directory import Place
from bot.sandbox.errors import ControlError
from bot.sandbox.messages import Message
from bot.sandbox.surfaces import OpenView
from bot.sandbox.workspace import User
from bot.sandbox.world import World


class Body:
    """The JSON of one request, or its query; raises ControlError for what is not there."""

    def __init__(self, world: World, values: dict[str, Any]) -> None:
        self._world = world
        self.values = values

    @classmethod
    def parse(cls, world: World, raw: bytes) -> "Body":
        """From the bytes of a request."""
        try:
            values = jsontext.parse(raw or b"{}")
        except ValueError:
            raise ControlError("The body is not JSON.") from None
        if not isinstance(values, dict):
            raise ControlError("The body is not a JSON object.")
        return cls(world, values)

    def text(self, name: str, default: str | None = None) -> str:
        """A text; needed unless there is a default."""
        value = self.values.get(name, default)
        if value is None:
            raise ControlError(f'"{name}" is missing.')
        if not isinstance(value, str):
            raise ControlError(f'"{name}" must be a text.')
        return value

    def seconds(self, name: str, most: float) -> float:
        """A duration from 0 to `most` seconds; 0 where there is none."""
        try:
            value = float(self.values.get(name, 0))
        except (TypeError, ValueError):
            raise ControlError(f'"{name}" must be a number of seconds.') from None
        if not 0 <= value <= most:
            raise ControlError(f'"{name}" must be between 0 and {most:g} seconds.')
        return value

    def mapping(self, name: str) -> dict[str, Any]:
        """An object of objects; {} where there is none."""
        value = self.values.get(name) or {}
        if not isinstance(value, dict) or not all(isinstance(v, dict) for v in value.values()):
            raise ControlError(f'"{name}" must be {{block_id: {{action_id: value}}}}.')
        return value

    def user(self) -> User:
        """Who acts or looks on."""
        name = self.text("user")
        user = self._world.directory.users.get(name)
        if user is None:
            raise ControlError(f"There is no user {name}.")
        return user

    def channel(self) -> Place:
        """Where it happens."""
        name = self.text("channel")
        place = self._world.directory.places.get(name)
        if place is None:
            raise ControlError(f"There is no channel {name}.")
        return place

    def channel_of(self, user: User) -> Place:
        """Where it happens; the user has to be a member."""
        place = self.channel()
        if user.id not in place.members:
            raise ControlError(f"{user.name} is not in {place.name}.")
        return place

    def surface(self, user: User) -> OpenView | Message:
        """The view (`view_id`) or message (`channel` and `ts`) that the user acts on."""
        if "view_id" in self.values:
            return self.view(user)
        place, ts = self.channel_of(user), self.text("ts")
        message = self._world.messages.find(place.id, ts, user=user.id)
        if message is None:
            raise ControlError(f"{user.name} sees no message {ts} in {place.name}.")
        return message

    def view(self, user: User) -> OpenView:
        """The view that the user acts on."""
        view = self._world.surfaces.find(self.text("view_id"))
        if view is None or view.user != user.id:
            raise ControlError(f"{user.name} has no view {self.text('view_id')} open.")
        return view
