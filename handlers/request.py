"""A request: what somebody typed, pressed or filled in, in no platform's terms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from storage.tables import Platform


@dataclass(frozen=True, slots=True)
class Account:
    """Whose request it is, as the platform knows them."""

    platform: Platform
    tenant: str
    user_id: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What the platform tells of an account that Kompis does not know yet."""

    name: str
    email: str | None
    locale: str | None


class PlaceKind(StrEnum):
    """Where a request was made."""

    DIRECT = "direct"
    CHANNEL = "channel"
    HOME = "home"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Place:
    """The kind of place and, where it has one, the channel's id on the platform."""

    kind: PlaceKind
    channel_id: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One thing that somebody wants.

    `id` is the same when the platform delivers the request again. `route` says what is wanted,
    such as `training` or `training.undo`. `text` is what was typed after a command, or a whole
    message; `value` is what a pressed button carries; `values` are a form's fields by name, as
    text; `state` is what the form was opened with. `now` is aware.
    """

    id: str
    route: str
    account: Account
    place: Place
    now: datetime
    text: str = ""
    value: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    state: str = ""
    profile: Profile | None = None
