"""What a manager is told: the libraries' week and what waits for them, and that a plan ends."""

from datetime import date, timedelta

from goals.figures import Figure
from goals.leadership import KEY as LEADERSHIP
from goals.progress import Status
from goals.weeks import week_of
from handlers.cards import Bullets, Button, Buttons, Card, Divider, Heading, Part, Style, Text
from handlers.progress.bars import bars
from handlers.progress.sources import sources_note
from handlers.texts import Span
from scheduler.due.people import PLAN_NOTICE
from scheduler.outbox.composing import Occasion
from scheduler.reminders import left_alone
from storage.figures import library_told
from storage.leading import led_by, plan_ends_on, waiting
from storage.recipients import may_be_written_to
from storage.regions import LibraryName
from storage.tutoring import is_logged

Line = tuple[Span, ...]


def compose_digest(occasion: Occasion) -> Card | None:
    """The week of every library that the manager leads; None for who leads none any more."""
    places = _led(occasion)
    if not places:
        return None
    texts, week = occasion.texts, week_of(occasion.today).number
    names = texts.listed([place.name for place in places])
    title = texts.say("digest.title", week=week, whose=names)
    parts: list[Part] = []
    for place in places:
        parts += [Divider()] if parts else []
        parts += _of_library(place, occasion)
    parts.append(Buttons(left_alone(texts)))
    return Card(title, tuple(parts))


def compose_plan_expiring(occasion: Occasion) -> Card | None:
    """That a plan ends; None where another is adopted, or somebody else leads the library."""
    place = next(
        (one for one in _led(occasion) if one.library_id == occasion.owed.subject_id), None
    )
    if place is None:
        return None
    _, last_day = plan_ends_on(occasion.session, place.library_id, occasion.today)
    told_of, _, _ = occasion.owed.period.partition("@")
    if last_day is None or last_day.isoformat() != told_of:
        return None
    texts = occasion.texts
    title = texts.say("plan_expiring.title")
    return Card(
        title,
        (
            Heading(title),
            Text(texts.rich("plan_expiring.text", whose=place.name, day=last_day)),
            Text(texts.rich("plan_expiring.what_to_do")),
            Buttons((_plan_button(place, occasion, Style.PRIMARY),)),
        ),
    )


def _led(occasion: Occasion) -> tuple[LibraryName, ...]:
    """The libraries that the person leads, if they are to be written to."""
    member_id, today = occasion.owed.member_id, occasion.today
    if member_id is None or not may_be_written_to(occasion.session, member_id, today):
        return ()
    return led_by(occasion.session, member_id, today)


def _of_library(place: LibraryName, occasion: Occasion) -> list[Part]:
    session, region, today, texts = (
        occasion.session,
        occasion.region,
        occasion.today,
        occasion.texts,
    )
    told = library_told(session, region, place.library_id, today)
    week = week_of(today).number
    wait = waiting(session, place.library_id, today)
    lines = _needs(place, told.group.figures, wait, occasion)
    return [
        Heading(texts.say("digest.title", week=week, whose=place.name)),
        Text(texts.rich("digest.needs" if lines else "digest.nothing")),
        *([Bullets(tuple(lines))] if lines else []),
        *bars(told.group, texts, private_hidden=told.private_hidden),
        sources_note(told.group, told.certified, texts),
        Buttons(_buttons(place, wait, occasion)),
    ]


def _needs(
    place: LibraryName, figures: tuple[Figure, ...], wait: int, occasion: Occasion
) -> list[Line]:
    """What waits for the manager, a line each."""
    texts = occasion.texts
    lines = [texts.rich("digest.waiting", n=wait)] if wait else []
    lines += _plan(place, occasion)
    if any(one.progress.key == LEADERSHIP and _is_open(one) for one in figures):
        lines.append(texts.rich("digest.leadership"))
    month = _last_month(occasion.today)
    if not is_logged(occasion.session, place.library_id, month):
        lines.append(texts.rich("digest.tutoring", month=texts.month(month)))
    return lines


def _plan(place: LibraryName, occasion: Occasion) -> list[Line]:
    is_valid, last_day = plan_ends_on(occasion.session, place.library_id, occasion.today)
    if not is_valid:
        return [occasion.texts.rich("digest.no_plan")]
    if last_day is not None and last_day - occasion.today <= PLAN_NOTICE:
        return [occasion.texts.rich("digest.plan_ends", day=last_day)]
    return []


def _is_open(figure: Figure) -> bool:
    return figure.progress.status not in {Status.REACHED, Status.NO_DATA}


def _last_month(today: date) -> date:
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def _buttons(place: LibraryName, wait: int, occasion: Occasion) -> tuple[Button, ...]:
    texts, library = occasion.texts, str(place.library_id)
    first = (Button(texts.say("digest.show_waiting"), "team.library", library, Style.PRIMARY),)
    return (
        *(first if wait else ()),
        Button(texts.say("way_on.team.library"), "team.library", library),
        _plan_button(place, occasion),
        Button(texts.say("tutoring_reminder.log"), "tutoring"),
    )


def _plan_button(place: LibraryName, occasion: Occasion, style: Style = Style.DEFAULT) -> Button:
    return Button(occasion.texts.say("digest.plan"), "plan.library", str(place.library_id), style)
