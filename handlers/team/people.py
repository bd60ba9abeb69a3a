"""The people of a team as rows and lines: what they may do, how they stand, what is done."""

from collections.abc import Mapping
from datetime import date

from goals import digiteket, self_assessment
from goals.record import Record
from handlers.cards import Option
from handlers.services import Services
from handlers.team.days import ONE_DAY
from storage.tables import Role
from storage.team import Colleague, Standing

CHOSEN_ROLES = (Role.STAFF, Role.MANAGER)  # that a manager can give


def is_counted(one: Colleague, on: date) -> bool:
    """Whether somebody is on the roster that the goals are measured by."""
    return one.standing is Standing.WORKING and not one.is_away(on)


def role_of(one: Colleague, services: Services) -> Role:
    """What somebody may do, as the settings have it too."""
    return Role.COORDINATOR if one.email_key in services.coordinators else one.role


def described(one: Colleague, services: Services) -> str:
    """The role, and what is about to change: "bibliotekschef, ledig från 1 juni 2020"."""
    words = [_role(one, services), *_stands(one, services)]
    return ", ".join(words)


def _role(one: Colleague, services: Services) -> str:
    role = role_of(one, services)
    key = "chief" if one.chief and role is not Role.COORDINATOR else role.value
    return services.say(f"role.{key}")


def _stands(one: Colleague, services: Services) -> list[str]:
    words = []
    if one.standing is Standing.WAITING:
        words.append(services.say("team.stands.waiting", day=one.since))
    if one.standing is Standing.COMING:
        words.append(services.say("team.stands.coming", day=one.starts_on))
    if one.away is not None and one.standing is Standing.WORKING:
        words.append(away_words(one, services))
    if one.ends_on is not None:
        gone = "gone" if one.standing is Standing.GONE else "leaving"
        words.append(services.say(f"team.stands.{gone}", day=one.ends_on - ONE_DAY))
    return words


def away_words(one: Colleague, services: Services) -> str:
    """From when and until when somebody is away."""
    away = one.away
    assert away is not None  # noqa: S101 (asked of those who are)
    began = "now" if one.is_away(services.today) else "soon"
    if away.ends_on is None:
        return services.say(f"team.stands.away_{began}", first=away.starts_on)
    last = away.ends_on - ONE_DAY
    return services.say(f"team.stands.away_{began}_until", first=away.starts_on, last=last)


def option_of(one: Colleague, services: Services) -> Option:
    """Somebody to choose in a form."""
    return Option(one.name, str(one.member_id), described(one, services))


def mark(done: bool, services: Services) -> str:
    """Whether something is done."""
    return services.say("team.yes" if done else "team.no")


def facts_of(record: Record, services: Services) -> tuple[str, str, str]:
    """What an employer may follow: the self-assessment, the registration, counted resources."""
    today, rules = services.today, services.region.rules
    return (
        mark(self_assessment.achieved(record, today, rules), services),
        mark(digiteket.registered(record, today), services),
        str(len(digiteket.counted(record, today, rules))),
    )


def has_left(one: Colleague, records: Mapping[int, Record], services: Services) -> bool:
    """Whether somebody on the roster has something left of goals 3 and 4."""
    record = records.get(one.member_id)
    if record is None:
        return False
    today, rules = services.today, services.region.rules
    return not (
        self_assessment.achieved(record, today, rules) and digiteket.achieved(record, today, rules)
    )
