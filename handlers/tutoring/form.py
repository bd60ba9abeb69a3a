"""The form for a month of tutoring sessions, with KB's definition of what to count beside it."""

from dataclasses import replace
from datetime import date

from handlers.cards import ChoiceField, Field, NumberField, Option, Reply
from handlers.errors import DomainError, NothingChosenError
from handlers.places import chosen, field
from handlers.request import Request
from handlers.scope import libraries_for, library_for
from handlers.services import Services
from handlers.tutoring.carried import Sessions, carried_sessions, check_month, sessions_in
from handlers.tutoring.record import record, take_away
from handlers.tutoring.wording import MOST_SESSIONS, month_before, months_back
from storage.regions import LibraryName
from storage.tutoring_months import month_name, month_of, months_of

SETTLING_DAYS = 7  # of a month, in which people most often log the month before
_KEEP, _REMOVE = "keep", "remove"


def open_form(request: Request, services: Services) -> Reply:
    """The form, with what a button carries filled in."""
    said = carried_sessions(request.value)
    places = libraries_for("tutoring", services)
    place = (
        library_for("tutoring", said.library_id, services) if said.library_id is not None else None
    )
    month = said.month or likely_month(services.today)
    return Reply(
        services.form(
            "tutoring.form_title",
            "tutoring.form",
            "tutoring.save",
            (
                *field(places, place, services),
                _month_field(month, services),
                _number_field("adults", said.adults, services),
                _number_field("children", said.children, services),
                *_deed_field(place, said, services),
            ),
            intro=(services.note("tutoring.definition"),),
        )
    )


def likely_month(today: date) -> date:
    """The month that somebody most likely means: in its first days the one before."""
    this = today.replace(day=1)
    return month_before(this) if today.day <= SETTLING_DAYS else this


def _month_field(month: date, services: Services) -> ChoiceField:
    """This year and the last, and the baseline year, which the log is compared with."""
    this, baseline = services.today.replace(day=1), services.region.rules.baseline_year
    months = months_back(this, date(this.year - 1, 1, 1))
    if baseline < this.year - 1:
        months += months_back(date(baseline, 12, 1), date(baseline, 1, 1))
    if month not in months and month <= this:
        months.append(month)
    options = {each: Option(services.texts.month(each), month_name(each)) for each in months}
    return ChoiceField(
        "month",
        services.say("tutoring.field_month"),
        tuple(options.values()),
        chosen=options.get(month),
    )


def _number_field(name: str, value: int | None, services: Services) -> NumberField:
    return NumberField(
        name,
        services.say(f"tutoring.field_{name}"),
        value="" if value is None else str(value),
        hint=services.say(f"tutoring.hint_{name}"),
        highest=MOST_SESSIONS,
    )


def _deed_field(place: LibraryName | None, said: Sessions, services: Services) -> tuple[Field, ...]:
    """Keep it or take it away: asked for a month that is logged."""
    if place is None or said.month is None or not _is_logged(place, said.month, services):
        return ()
    deeds = tuple(Option(services.say(f"tutoring.deed_{deed}"), deed) for deed in (_KEEP, _REMOVE))
    return (ChoiceField("deed", services.say("tutoring.field_deed"), deeds, chosen=deeds[0]),)


def _is_logged(place: LibraryName, month: date, services: Services) -> bool:
    logged = months_of(services.session, place.library_id, month.year)
    return any(each.month == month for each in logged)


def save(request: Request, services: Services) -> Reply:
    """Log the month that the form says, or take it away; what is wrong is told at its field."""
    place = chosen(request, libraries_for("tutoring", services))
    said = Sessions(place.library_id, _month(request, services))
    if request.values.get("deed") == _REMOVE:
        return take_away(said, request, services)
    adults, children = (_number(name, request) for name in ("adults", "children"))
    return record(replace(said, adults=adults, children=children), request, services)


def _month(request: Request, services: Services) -> date:
    try:
        month = month_of(request.values.get("month", ""))
    except ValueError as error:
        raise NothingChosenError().at("month") from error
    try:
        return check_month(month, services.today, services.texts.month(month))
    except DomainError as error:
        raise error.at("month") from error


def _number(name: str, request: Request) -> int:
    try:
        return sessions_in(request.values.get(name, ""))
    except DomainError as error:
        raise error.at(name) from error
