"""What the bot has opened before each user: the stack of modals, and App Home."""

import copy
import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import ApiError
from bot.sandbox.hub import Hub
from bot.sandbox.state import State
from bot.sandbox.workspace import Workspace

DEEPEST_STACK = 3

_MODAL_DEFAULTS = {"clear_on_close": False, "notify_on_close": False, "close": None, "submit": None}
_DEFAULTS = {"private_metadata": "", "callback_id": "", "external_id": ""}


@dataclass(slots=True)
class OpenView:
    """A view as it stands before a user, with what has been filled in."""

    id: str
    user: str
    content: dict[str, Any]
    hash: str
    state: State
    workspace: Workspace
    previous: str | None = None
    root: str = ""

    @property
    def is_home(self) -> bool:
        """App Home, not a modal."""
        return bool(self.content["type"] == "home")

    def body(self) -> dict[str, Any]:
        """The view as Slack writes it in answers and payloads."""
        bot = self.workspace.bot
        defaults = _DEFAULTS if self.is_home else _DEFAULTS | _MODAL_DEFAULTS
        return {
            **defaults,
            **copy.deepcopy(self.content),
            "id": self.id,
            "team_id": self.workspace.team_id,
            "state": {"values": self.state.values()},
            "hash": self.hash,
            "previous_view_id": self.previous,
            "root_view_id": self.root or self.id,
            "app_id": bot.app_id,
            "app_installed_team_id": self.workspace.team_id,
            "bot_id": bot.bot_id,
        }


class Surfaces:
    """Opens, changes and closes views, and tells the hub."""

    def __init__(self, workspace: Workspace, hub: Hub) -> None:
        self._workspace = workspace
        self._hub = hub
        self._stacks: dict[str, list[OpenView]] = {}
        self._homes: dict[str, OpenView] = {}

    def stack(self, user: str) -> list[OpenView]:
        """The user's modals, the visible one last."""
        return self._stacks.setdefault(user, [])

    def home(self, user: str) -> OpenView | None:
        """What the user's App Home shows, if anything."""
        return self._homes.get(user)

    def find(self, view_id: str = "", *, external_id: str = "") -> OpenView | None:
        """An open view by its id, or by the bot's own id for it."""
        everything = [view for stack in self._stacks.values() for view in stack]
        for view in [*everything, *self._homes.values()]:
            if view_id and view.id == view_id:
                return view
            if external_id and view.content.get("external_id") == external_id:
                return view
        return None

    def push(self, user: str, content: dict[str, Any]) -> OpenView:
        """Lays a modal on the stack. Raises ApiError push_limit_reached over three of them."""
        stack = self.stack(user)
        if len(stack) >= DEEPEST_STACK:
            raise ApiError("push_limit_reached")
        view = self._new(user, content)
        if stack:
            view.previous, view.root = stack[-1].id, stack[0].id
        stack.append(view)
        self._tell(user)
        return view

    def open(self, user: str, content: dict[str, Any]) -> OpenView:
        """Shows a modal in place of whatever was open."""
        self.stack(user).clear()
        return self.push(user, content)

    def publish(self, user: str, content: dict[str, Any], expected: str | None) -> OpenView:
        """Shows App Home. Raises ApiError hash_conflict when it has changed meanwhile."""
        known = self._homes.get(user)
        if known is None:
            known = self._homes[user] = self._new(user, content)
            self._tell_home(known)
            return known
        return self.update(known, content, expected)

    def update(self, view: OpenView, content: dict[str, Any], expected: str | None) -> OpenView:
        """Changes a view; what stands in fields that stay is kept.

        Raises ApiError hash_conflict when it is not the view that the bot knew.
        """
        if expected and expected != view.hash:
            raise ApiError("hash_conflict")
        view.state = State(content["blocks"], kept=view.state)
        view.content, view.hash = content, _hash(content)
        if view.is_home:
            self._tell_home(view)
        else:
            self._tell(view.user)
        return view

    def close(self, user: str) -> OpenView | None:
        """Takes the topmost modal away; the one beneath shows again."""
        stack = self.stack(user)
        view = stack.pop() if stack else None
        self._tell(user)
        return view

    def clear(self, user: str) -> list[OpenView]:
        """Closes every modal of the user; returns them, the topmost first."""
        closed = self.stack(user)[::-1]
        self._stacks[user] = []
        self._tell(user)
        return closed

    def _new(self, user: str, content: dict[str, Any]) -> OpenView:
        return OpenView(
            id="V" + secrets.token_hex(5).upper(),
            user=user,
            content=content,
            hash=_hash(content),
            state=State(content["blocks"]),
            workspace=self._workspace,
        )

    def _tell(self, user: str) -> None:
        views = [view.body() for view in self.stack(user)]
        self._hub.publish({"type": "view", "views": views}, lambda seen: seen == user)

    def _tell_home(self, view: OpenView) -> None:
        self._hub.publish({"type": "home", "view": view.body()}, lambda seen: seen == view.user)


def _hash(content: dict[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True) + secrets.token_hex(4)
    return f"{secrets.randbelow(10**10)}.{hashlib.sha256(text.encode()).hexdigest()[:8]}"
