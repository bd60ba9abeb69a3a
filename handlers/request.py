"""A request: what somebody typed, pressed or filled in, in no platform's terms."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from storage.tables import Platform

LONGEST_ID = 100  # characters of a request's id that are stored
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # NUL, and halves of surrogate pairs


@dataclass(frozen=True, slots=True)
class Account:
    """Whose request it is, as the platform knows them."""

    platform: Platform
    tenant: str
    user_id: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What the platform tells of an account that Kompis does not know yet.

    `email` and `also` are addresses that the platform has proof of: the roster may have either.
    `unproven` is one that somebody has only written down: it is asked about.
    """

    name: str
    email: str | None
    locale: str | None
    also: str | None = None
    unproven: str | None = None

    @property
    def proven(self) -> tuple[str, ...]:
        """The addresses that tie the account to the roster."""
        return tuple(address for address in (self.email, self.also) if address)

    def storable(self) -> "Profile":
        """The same with what a database takes; a blank e-mail address or locale is none."""
        return Profile(
            name=_storable(self.name),
            email=_blank(self.email),
            locale=_blank(self.locale),
            also=_blank(self.also),
            unproven=_blank(self.unproven),
        )


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody whom a text mentions, as `<@user_id>`; `name` as far as the text says it.

    `profile` is what the platform tells of the account, where it was asked.
    """

    user_id: str
    name: str = ""
    profile: Profile | None = None

    def storable(self) -> "Mention":
        """The same with what a database takes."""
        profile = None if self.profile is None else self.profile.storable()
        return Mention(_storable(self.user_id), _storable(self.name), profile)


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
    message; people stand in it as `<@user_id>`, and are told of in `mentions`. `value` is what a
    pressed button carries; `values` are a form's fields by name, as text; `state` is what the
    form was opened with. `now` is aware.
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
    mentions: tuple[Mention, ...] = ()

    def storable(self) -> "Request":
        """The same without what no database takes as text, with an id that fits its column."""
        return replace(
            self,
            id=_short(_storable(self.id)),
            text=_storable(self.text),
            value=_storable(self.value),
            values={name: _storable(value) for name, value in self.values.items()},
            state=_storable(self.state),
            profile=None if self.profile is None else self.profile.storable(),
            mentions=tuple(mention.storable() for mention in self.mentions),
        )


def _storable(text: str) -> str:
    return _UNSTORABLE.sub("", text)


def _blank(text: str | None) -> str | None:
    return _storable(text or "").strip() or None


def _short(request_id: str) -> str:
    """A long id by its digest: as short, and still the same when it comes again."""
    if len(request_id) <= LONGEST_ID:
        return request_id
    return sha256(request_id.encode()).hexdigest()
