"""On leave from a day to a day, and back at work: off the roster meanwhile, everywhere."""

from datetime import date

from handlers.cards import Button, DateField, Reply
from handlers.errors import DomainError, OnLeaveError, OutdatedButtonError
from handlers.request import Request
from handlers.services import Services
from handlers.team.answers import done, undo_button, write_down
from handlers.team.carried import carry, day_in, day_or_none, told
from handlers.team.days import LONGEST_AHEAD, LONGEST_LEAVE, ONE_DAY, picked, picked_or_none
from handlers.team.roles import at_work, check_at_work
from storage.employment import OverlapError
from storage.leaves import come_back, drop_leave, leave_from, set_leave
from storage.team import Away, Colleague

_NOT_AWAY = "none"  # where the last day of a leave would stand


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
    away = Away(first, None if last is None else last + ONE_DAY)
    before = leave_from(services.session, one.member_id, first)
    _keep(one, away, services)
    write_down("away", one, request, services)
    undo = _taking_back(one, away, services) if before is None else _undo(one, before, services)
    if last is None:
        return done("team.away_done", one, services, undo, first=first)
    return done("team.away_done_until", one, services, undo, first=first, last=last)


def _keep(one: Colleague, away: Away, services: Services) -> None:
    try:
        set_leave(services.session, one.member_id, away.starts_on, away.ends_on)
    except OverlapError as error:
        raise OnLeaveError(name=one.name, day=error.starts_on) from error


def stay_pressed(request: Request, services: Services) -> Reply:
    """Take a leave back, as it was told: `library|member|first day|last day`."""
    one, (first, last, *_) = told(request.value, services, more=2)
    check_at_work(one)
    away = _away_of(first, last)
    if leave_from(services.session, one.member_id, away.starts_on) != away:
        raise OutdatedButtonError
    drop_leave(services.session, one.member_id, away.starts_on)
    write_down("stay", one, request, services)
    again = _undo(one, away, services)
    return done("team.away_undone", one, services, again, replaces=True)


def carry_away(one: Colleague, away: Away) -> str:
    """Somebody with a leave, as a button carries it."""
    return carry(one, away.starts_on, _last(away))


def _taking_back(one: Colleague, away: Away, services: Services) -> Button:
    """The button that takes a leave back."""
    return services.button("team.undo", "team.stay", carry_away(one, away))


def _undo(one: Colleague, away: Away, services: Services) -> Button:
    """The button that lets a leave be as it was, for as long as nobody changes it again."""
    now = leave_from(services.session, one.member_id, away.starts_on)
    left = _NOT_AWAY if now is None else _last(now)
    return undo_button("team.away_as", one, services, away.starts_on, _last(away), left)


def _last(away: Away) -> date | None:
    return None if away.ends_on is None else away.ends_on - ONE_DAY


def _away_of(first: str, last: str) -> Away:
    """The leave that two words mean. Raises OutdatedButtonError for none that can be told."""
    starts_on, last_day = day_in(first), day_or_none(last)
    if last_day is None:
        return Away(starts_on, None)
    if not starts_on <= last_day < date.max:
        raise OutdatedButtonError
    return Away(starts_on, last_day + ONE_DAY)


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
    one = at_work(value, services)
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
    """Let a leave be as it was: `library|member|first day|last day|last day as it was left`."""
    one, (first, last, left, *_) = told(request.value, services, more=3)
    check_at_work(one)
    away = _away_of(first, last)
    if away.starts_on > services.today + LONGEST_AHEAD:
        raise OutdatedButtonError
    now = leave_from(services.session, one.member_id, away.starts_on)
    if now != away and now != (None if left == _NOT_AWAY else _away_of(first, left)):
        raise OutdatedButtonError
    _keep(one, away, services)
    write_down("away", one, request, services)
    return done("team.back_undone", one, services, replaces=True)
