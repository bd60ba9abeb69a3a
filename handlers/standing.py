"""Where one person stands on goals 3, 4 and 5, and the next step."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from goals import digiteket, growth, self_assessment
from goals.record import Record, ResourceKind
from handlers.cards import Text
from handlers.services import Services
from storage.progress import member_record


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's own goals on the day of the request."""

    record: Record
    assessed: bool
    registered: bool
    resources: int  # counted ones
    digiteket: bool
    grown: bool


def standing_of(services: Services) -> Standing:
    """Read where the person behind the request stands."""
    record = member_record(services.session, services.member.member_id)
    today, rules = services.today, services.region.rules
    return Standing(
        record=record,
        assessed=self_assessment.achieved(record, today, rules),
        registered=digiteket.registered(record, today),
        resources=len(digiteket.counted(record, today, rules)),
        digiteket=digiteket.achieved(record, today, rules),
        grown=growth.achieved(record, today, rules),
    )


def _named(kinds: Collection[ResourceKind], services: Services) -> str:
    """Kinds in words, in the order of their enum: "kurser och kurspaket"."""
    names = [services.say(f"kind.{kind}") for kind in ResourceKind if kind in kinds]
    return services.texts.listed(names)


def next_step(services: Services, kinds: Sequence[ResourceKind] = ()) -> Text:
    """The one thing that brings the person nearer, after reporting resources of these kinds."""
    services.session.flush()
    standing = standing_of(services)
    counted = services.region.rules.counted_kinds
    if kinds and not set(kinds) & counted:
        return services.note("standing.kind_not_counted", kinds=_named(counted, services))
    if standing.digiteket:
        key = "standing.all_reached" if standing.assessed else "standing.assessment_left"
        return services.note(key)
    left = max(0, digiteket.RESOURCES_NEEDED - standing.resources)
    if left and not standing.registered:
        return services.note("standing.resources_and_registration_left", n=left)
    if left:
        return services.note("standing.resources_left", n=left)
    return services.note("standing.registration_left")
