"""Where the made-up county talks: one platform, and what its people and channels are there."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.demo.county import COUNTY_CHANNEL, TEAM, Place
from bot.demo.people import Person
from storage.tables import Platform


@dataclass(frozen=True, slots=True)
class Site:
    """A tenant of a platform.

    `account_of` is a person's user id there, None for who is yet to be recognised; `channel_of` is
    the id of a library's channel, or with None of the county's; None where it has none there.
    """

    platform: Platform
    tenant: str
    account_of: Callable[[Person], str | None]
    channel_of: Callable[[Place | None], str | None]


def _account(person: Person) -> str | None:
    return person.user_id if person.has_account else None


def _channel(place: Place | None) -> str | None:
    return place.channel_id if place else COUNTY_CHANNEL


SLACK = Site(Platform.SLACK, TEAM, _account, _channel)
