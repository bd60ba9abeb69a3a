"""On leave from a day to a day, and back at work: off the roster meanwhile, everywhere."""

from datetime import date

from handlers.cards import Button, DateField, Reply
from handlers.errors import DomainError, OnLeaveError, OutdatedButtonError
from handlers.request import Request
from handlers.services import Services
from handlers.team.answers import done, undo_button, write_down
from handlers.team.carried import carry, day_in, day_or_none, told
from handlers.team.days import LONGEST_AHEAD, LONGEST_LEAVE, ONE_DAY, picked, picked_or_none
from handlers.team.roles import at_work
from storage.employment import OverlapError
from storage.leaves import come_back, drop_leave, set_leave
from storage.team import Away, Colleague


def open_away(request: Request, services: Services) -> Reply:
    """From when and until when: `library|member`, or with the days that the form begins with."""
    one, rest = told(request.value, services)
    first, last = (*map(day_or_none, rest[:2]), None, None)[:2]
    fields = (
        DateField("first", services.say("team.field.away_first"), first or services.today),
        DateField(
            "last",
            services.say("team.field.away_last"),
            last,
            required=False,
            hint=services.say("team.field.away_last_hint"),
        ),
    )
    return Reply(
        services.form(
            "team.form.away",
            "team.away",
            "team.gone",
            fields,
            intro=(services.text("team.form.about", name=one.name, library=one.library),),
            state=request.value,
        )
    )


def save_away(request: Request, services: Services) -> Reply:
    """The leave that the form says."""
    one = at_work(carry(told(request.state, services).one), services)
    first = picked("first", request, one.since, services.today + LONGEST_AHEAD)
    last = picked_or_none("last", request, first, first + LONGEST_LEAVE)
    try:
        return leave(one, first, last, request, services)
    except DomainError as error:
        raise error.at(error.field or "first") from None


def leave(
    one: Colleague, first: date, last: date | None, request: Request, services: Services
) -> Reply:
    """Let somebody be away from the first day to the last; without one, until told."""
    _keep(one, Away(first, None if last is None else last + ONE_DAY), services)
    write_down("away", one, request, services)
    undo = undo_button("team.stay", one, services, first)
    if last is None:
        return done("team.away_done", one, services, undo, first=first)
    return done("team.away_done_until", one, services, undo, first=first, last=last)


def _keep(one: Colleague, away: Away, services: Services) -> None:
    try:
        set_leave(services.session, one.member_id, away.starts_on, away.ends_on)
    except OverlapError as error:
        raise OnLeaveError(name=one.name, day=error.starts_on) from error


def stay_pressed(request: Request, services: Services) -> Reply:
    """Take a leave back: `library|member|first day`."""
    one, (day, *_) = told(request.value, services, more=1)
    away = drop_leave(services.session, one.member_id, day_in(day))
    if away is None:
        raise OutdatedButtonError
    write_down("stay", one, request, services)
    again = _undo(one, away, services)
    return done("team.away_undone", one, services, again, replaces=True)


def _undo(one: Colleague, away: Away, services: Services) -> Button:
    """The button that lets a leave be as it was."""
    last = None if away.ends_on is None else away.ends_on - ONE_DAY
    return undo_button("team.away_as", one, services, away.starts_on, last)


def open_back(request: Request, services: Services) -> Reply:
    """The first day back at work."""
    one, away = _away(request.value, services)
    begins = max(services.today, away.starts_on)
    return Reply(
        services.form(
            "team.form.back",
            "team.back",
            "team.came_back",
            (DateField("day", services.say("team.field.back_on"), begins),),
            intro=(services.text("team.form.about", name=one.name, library=one.library),),
            state=carry(one),
        )
    )


def _away(value: str, services: Services) -> tuple[Colleague, Away]:
    """Somebody with the leave that holds, or is next. Raises OutdatedButtonError for none."""
    one = told(value, services).one
    if one.away is None:
        raise OutdatedButtonError
    return one, one.away


def save_back(request: Request, services: Services) -> Reply:
    """Back at work on the day that the form says."""
    one, away = _away(request.state, services)
    latest = away.ends_on or services.today + LONGEST_AHEAD
    return back(one, away, picked("day", request, away.starts_on, latest), request, services)


def back(one: Colleague, away: Away, day: date, request: Request, services: Services) -> Reply:
    """Let a leave end; the day is the first one back."""
    come_back(services.session, one.member_id, away.starts_on, day)
    write_down("back", one, request, services)
    return done("team.back_done", one, services, _undo(one, away, services), day=day)


def away_pressed(request: Request, services: Services) -> Reply:
    """Let a leave be as it was: `library|member|first day|last day`."""
    one, (first, word, *_) = told(request.value, services, more=2)
    last = day_or_none(word)
    starts_on, ends_on = day_in(first), None if last is None else last + ONE_DAY
    if ends_on is not None and ends_on <= starts_on:
        raise OutdatedButtonError
    _keep(one, Away(starts_on, ends_on), services)
    write_down("away", one, request, services)
    return done("team.back_undone", one, services, replaces=True)
