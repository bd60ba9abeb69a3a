"""The personal reminder: what is left of goals 3 and 4, and two resources that suit."""

from goals import digiteket, self_assessment
from goals.record import Record
from goals.weeks import week_of
from handlers.cards import Bullets, Button, Buttons, Card, Heading, Part, Style, Text, Tone
from handlers.texts import Span, Texts
from scheduler.outbox.composing import Occasion
from scheduler.owing_people import PATIENCE, TEXTS
from scheduler.suggesting import suggestions, weakest_area
from storage.progress import member_record
from storage.recipients import may_be_written_to, reminded
from storage.suggesting import Undone, undone

SNOOZED_WEEKS = "4"  # that the button snoozes for: a week would end where the next one comes


def compose_reminder(occasion: Occasion) -> Card | None:
    """The reminder as of now; None where nothing is left, or the person is not to be reminded."""
    member_id, today = occasion.owed.member_id, occasion.today
    if member_id is None or not may_be_written_to(occasion.session, member_id, today):
        return None
    record = member_record(occasion.session, member_id)
    left = _left(record, occasion)
    before = reminded(occasion.session, member_id)
    zone = occasion.region.zone
    this_week = before.at is not None and week_of(before.at.astimezone(zone).date()) == week_of(
        today
    )
    if not left or this_week or before.unanswered >= PATIENCE:
        return None
    texts, turn = occasion.texts, (occasion.owed.subject_id or 0) % TEXTS
    title = texts.say(f"reminder.title.{turn}")
    is_last = before.unanswered + 1 == PATIENCE
    return Card(
        title,
        (
            Heading(title),
            Text(texts.rich(f"reminder.opening.{turn}")),
            Bullets(left),
            *_tips(record, member_id, turn, occasion),
            *([Text(texts.rich("reminder.last"), Tone.SUBTLE)] if is_last else []),
            _buttons(record, occasion),
        ),
    )


def _missing(record: Record, occasion: Occasion) -> int:
    """How many counted resources are left."""
    counted = digiteket.counted(record, occasion.today, occasion.region.rules)
    return max(0, digiteket.RESOURCES_NEEDED - len(counted))


def _left(record: Record, occasion: Occasion) -> tuple[tuple[Span, ...], ...]:
    """A line for each thing that is left."""
    texts, today = occasion.texts, occasion.today
    missing = _missing(record, occasion)
    lines = []
    if not self_assessment.achieved(record, today, occasion.region.rules):
        lines.append(texts.rich("reminder.left.assessment"))
    if missing:
        lines.append(texts.rich("reminder.left.resources", n=missing))
    if not digiteket.registered(record, today):
        lines.append(texts.rich("reminder.left.registration"))
    return tuple(lines)


def _tips(record: Record, member_id: int, turn: int, occasion: Occasion) -> list[Part]:
    """Where resources are left: two of them, with their addresses."""
    if not _missing(record, occasion):
        return []
    region, texts = occasion.region, occasion.texts
    choices = undone(occasion.session, region.region_id, member_id, occasion.today)
    area = weakest_area(record, occasion.today)
    found = suggestions(choices, area, region.rules, turn)
    if not found:
        return []
    return [
        Text(texts.rich("reminder.tips")),
        Bullets(tuple((Span(each.title),) for each in found)),
        *_links(found, occasion),
    ]


def _links(found: tuple[Undone, ...], occasion: Occasion) -> list[Buttons]:
    links = tuple(
        Button(occasion.texts.say("reminder.open", n=number), url=each.url)
        for number, each in enumerate(found, start=1)
        if each.url
    )
    return [Buttons(links)] if links else []


def _buttons(record: Record, occasion: Occasion) -> Buttons:
    """Ways to report what is left, the first of them to the fore; and ways to be left alone."""
    texts, today = occasion.texts, occasion.today
    assessed = self_assessment.achieved(record, today, occasion.region.rules)
    ways = (
        ("training.form", bool(_missing(record, occasion))),
        ("assessment.form", not assessed),
        ("registration.form", not digiteket.registered(record, today)),
    )
    routes = [route for route, is_left in ways if is_left]
    return Buttons(
        (
            *(
                Button(
                    texts.say(f"way_on.{route}"),
                    route,
                    style=Style.DEFAULT if number else Style.PRIMARY,
                )
                for number, route in enumerate(routes)
            ),
            *left_alone(texts),
        )
    )


def left_alone(texts: Texts) -> tuple[Button, Button]:
    """One click pauses what comes to a person by itself, another turns it off."""
    return (
        Button(texts.say("reminder.snooze"), "reminders.snooze", SNOOZED_WEEKS),
        Button(texts.say("reminder.off"), "reminders.off"),
    )
