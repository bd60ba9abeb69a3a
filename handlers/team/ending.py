"""The last day of an employment, planned or past; what was before it stays as it was.

- nobody ends the own employment without being asked again
- of a coordinator it is asked whether they go on as one without a library; where nobody says so,
  the county's view goes with the employment, and the last coordinator of a region always stays
"""

from datetime import date
from enum import StrEnum

from handlers.cards import Button, Buttons, DateField, Part, Reply, Style
from handlers.errors import (
    CoordinatorOnlyError,
    DomainError,
    OutdatedButtonError,
    OverlapsError,
    TooEarlyError,
    WorksElsewhereError,
)
from handlers.request import Request
from handlers.scope import is_coordinator
from handlers.services import Services
from handlers.team.answers import done, to_person, undo_button, write_down
from handlers.team.carried import carry, day_or_none, tie_of, told
from handlers.team.days import LONGEST_AHEAD, ONE_DAY, bounded, picked
from handlers.team.roles import (
    AT_WORK,
    check_another,
    check_at_work,
    coordinates_now,
    works_elsewhere,
)
from storage.coordinators import set_role
from storage.employment import EarlyError, OverlapError, set_end
from storage.tables import Role
from storage.team import Colleague, Standing, places_of


class Answer(StrEnum):
    """What was said when it was asked again."""

    NONE = "none"
    SURE = "sure"
    GOES_ON = "goes_on"  # as a coordinator without a library
    STOPS = "stops"  # as a coordinator too


def open_end(request: Request, services: Services) -> Reply:
    """The last day: of `library|member`, or with the day that the form begins with."""
    one, rest = told(request.value, services)
    check_at_work(one)
    said = day_or_none(rest[0]) if rest else _last(one)
    begins = said or max(services.today, one.starts_on)
    return Reply(
        services.form(
            "team.form.end",
            "team.end",
            "team.ended",
            (DateField("day", services.say("team.field.last_day"), begins),),
            intro=(services.text("team.form.about", name=one.name, library=one.library),),
            state=request.value,
        )
    )


def _last(one: Colleague) -> date | None:
    """The last day, where one is set."""
    return None if one.ends_on is None else one.ends_on - ONE_DAY


def save_end(request: Request, services: Services) -> Reply:
    """End the employment on the day that the form says."""
    one = told(request.state, services).one
    check_at_work(one)
    last = picked("day", request, one.starts_on, services.today + LONGEST_AHEAD)
    try:
        return end(one, last, request, services)
    except DomainError as error:
        raise error.at(error.field or "day") from None


def end_pressed(request: Request, services: Services) -> Reply:
    """End it on another day, or not at all: `library|member|last day|answer`.

    One that takes an end back carries one day more: the last one as it stood, and still has to.
    """
    one, (day, *more) = told(request.value, services, more=1)
    word, *left = more or [Answer.NONE]
    try:
        answer = Answer(word)
    except ValueError as error:
        raise OutdatedButtonError from error
    last = day_or_none(day)
    if left and _last(one) not in {last, day_or_none(left[0])}:
        raise OutdatedButtonError
    if last is not None:
        bounded(last, one.starts_on, services.today + LONGEST_AHEAD)
    return end(one, last, request, services, answer, replaces=True)


def end(
    one: Colleague,
    last: date | None,
    request: Request,
    services: Services,
    answer: Answer = Answer.NONE,
    *,
    replaces: bool = False,
) -> Reply:
    """Let an employment end after its last day; None lets it go on."""
    ends_on = None if last is None else last + ONE_DAY
    if one.standing is Standing.WAITING:
        raise OutdatedButtonError
    if ends_on is None or (one.ends_on is not None and one.ends_on < ends_on):
        _check_longer(one, services)
    elif one.ends_on != ends_on:
        answers = _answers(one, ends_on, services)
        if answers and answer not in answers:
            return _ask(one, ends_on, answers, services, replaces=replaces)
        if answer in answers:  # nobody has a say in what they were not asked
            _settle_role(one, ends_on, answer, services)
    before = _set_end(one, ends_on, services)
    write_down("end", one, request, services)
    return _answer(one, ends_on, before, services, replaces=replaces)


def _check_longer(one: Colleague, services: Services) -> None:
    """Who works elsewhere by now does not come back by an old button of a manager's.

    Nor does a coordinator whose role goes, or went, with this employment.
    """
    if works_elsewhere(one, services):
        raise WorksElsewhereError(name=one.name)
    by_coordinator = is_coordinator(services)
    if one.role is not Role.COORDINATOR or by_coordinator or one.ends_on is None:
        return
    if _is_last_place(one, one.ends_on, services):
        raise CoordinatorOnlyError(name=one.name)


def _answers(one: Colleague, ends_on: date, services: Services) -> tuple[Answer, ...]:
    """What somebody has to choose among before the employment ends; nothing in most cases."""
    named = one.email_key in services.coordinators
    if not named and coordinates_now(one, services) and _is_last_place(one, ends_on, services):
        if not is_coordinator(services):
            raise CoordinatorOnlyError(name=one.name)
        return Answer.GOES_ON, Answer.STOPS
    return (Answer.SURE,) if one.member_id == services.member.member_id else ()


def _is_last_place(one: Colleague, ends_on: date, services: Services) -> bool:
    """Whether no other employment is left when this one ends."""
    region_id = services.region.region_id
    places = places_of(services.session, region_id, one.member_id, services.today)
    return not any(
        each.standing in AT_WORK and (each.ends_on is None or each.ends_on > ends_on)
        for each in places
        if each.library_id != one.library_id
    )


def _ask(
    one: Colleague,
    ends_on: date,
    answers: tuple[Answer, ...],
    services: Services,
    *,
    replaces: bool,
) -> Reply:
    """The second question."""
    own = one.member_id == services.member.member_id
    coordinates = Answer.STOPS in answers
    last, value = ends_on - ONE_DAY, {"name": one.name, "library": one.library}
    parts: list[Part] = []
    if own:
        parts.append(services.text("team.end_own", day=last, **value))
    if coordinates:
        parts.append(services.text("team.end_coordinator", day=last, **value))
    buttons = (_choice(one, last, answer, services) for answer in answers)
    parts.append(Buttons((*buttons, to_person(one, services))))
    return services.reply("team.title", *parts, replaces=replaces)


def _choice(one: Colleague, last: date, answer: Answer, services: Services) -> Button:
    style = Style.DEFAULT if answer is Answer.GOES_ON else Style.DANGER
    return services.button(
        f"team.end_{answer}", "team.end_as", carry(one, last, answer.value), style
    )


def _settle_role(one: Colleague, ends_on: date, answer: Answer, services: Services) -> None:
    """Whether a coordinator goes on as one from the day on which nothing else is left."""
    if answer is Answer.STOPS:
        check_another(one, services)
        set_role(services.session, one.member_id, Role.COORDINATOR, None)
    elif answer is Answer.GOES_ON:
        set_role(services.session, one.member_id, Role.COORDINATOR, ends_on)


def _set_end(one: Colleague, ends_on: date | None, services: Services) -> date | None:
    try:
        return set_end(services.session, tie_of(one), ends_on)
    except EarlyError as error:
        raise TooEarlyError(day=error.first) from error
    except OverlapError as error:
        raise OverlapsError(name=one.name, day=error.starts_on) from error


def _answer(
    one: Colleague,
    ends_on: date | None,
    before: date | None,
    services: Services,
    *,
    replaces: bool,
) -> Reply:
    if ends_on is None:
        return done("team.end_undone", one, services, replaces=replaces, library=one.library)
    return done(
        "team.end_done",
        one,
        services,
        undo_button(
            "team.end_as",
            one,
            services,
            before and before - ONE_DAY,
            Answer.NONE.value,
            ends_on - ONE_DAY,
        ),
        replaces=replaces,
        library=one.library,
        day=ends_on - ONE_DAY,
    )
