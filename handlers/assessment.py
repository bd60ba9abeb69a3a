"""`/assessment`: the self-assessment was taken.

- words say the day: recorded; without words a form with the day and, if the person wants, results
- the five area results are optional and the person's own: nobody else sees them
- twice on one day is once; every record can be undone, and put back without its results
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from goals.record import HIGHEST_RESULT, LOWEST_RESULT, Area
from handlers import growth
from handlers.cards import (
    Buttons,
    DateField,
    Field,
    Form,
    Reply,
    TextField,
)
from handlers.carried import row_id
from handlers.days import check_day, day_buttons, picked_day, pressed_day, raise_problem, typed_day
from handlers.errors import NoResultError, OutdatedButtonError
from handlers.request import Request
from handlers.routes import Command, Route
from handlers.services import Services
from handlers.understanding import Problem, Understanding
from storage.learning import (
    Reported,
    record_assessment,
    results_of,
    set_results,
    undo_assessment,
)
from storage.shipped import competences

_LONGEST_RESULT = 20  # characters: spaces around a number and too many decimals are taken


def assessment(request: Request, services: Services) -> Reply:
    """Record the day that the words after `/assessment` say; without words, give the form."""
    if not request.text.strip():
        return open_form(request, services)
    return _record(typed_day(request.text, services), request, services)


def answer_understood(said: Understanding, request: Request, services: Services) -> Reply:
    """Record a self-assessment that is certain; ask for the day of one that is not."""
    if said.problem in {Problem.FUTURE_DATE, Problem.NO_SUCH_DATE}:
        raise_problem(said.problem, said.on)
    if said.certain and said.on is not None:
        return _record(said.on, request, services)
    return services.reply(
        "assessment.title",
        services.text("assessment.ask"),
        day_buttons(services, "assessment.record", "assessment.form"),
    )


def record_pressed(request: Request, services: Services) -> Reply:
    """Record the day that a button carries."""
    return _record(pressed_day(request.value, services), request, services, replaces=True)


def _record(on: date, request: Request, services: Services, *, replaces: bool = False) -> Reply:
    check_day(on, services.today)
    reported = record_assessment(
        services.session, services.member.member_id, on, request.now, request.id
    )
    return _answer(reported, request, services, replaces=replaces)


def _answer(
    reported: Reported, request: Request, services: Services, *, replaces: bool = False
) -> Reply:
    new, row_id = reported.new, str(reported.row_id)
    key = "assessment.recorded" if new else "assessment.known"
    undo_key = "assessment.undo" if new else "assessment.remove"
    return services.reply(
        "assessment.title",
        services.text(key, day=reported.on),
        services.note("assessment.private"),
        Buttons(
            (
                services.button(undo_key, "assessment.undo", row_id),
                services.button("assessment.add_results", "assessment.results", row_id),
                services.way_on("progress.me"),
            )
        ),
        *(growth.question(request, services, assessed=True) if new else ()),
        replaces=replaces,
    )


def open_form(_request: Request, services: Services) -> Reply:
    """The day, and the results if the person wants to keep them."""
    day = DateField("day", services.say("assessment.field_day"), services.today)
    return Reply(
        _form("assessment.form", "assessment.save", (day, *_result_fields({}, services)), services)
    )


def open_results(request: Request, services: Services) -> Reply:
    """The results of a self-assessment that is recorded."""
    results = results_of(services.session, services.member.member_id, row_id(request.value))
    if results is None:
        raise OutdatedButtonError
    fields = _result_fields(results, services)
    return Reply(_form("assessment.results", "assessment.keep", fields, services, request.value))


def _form(
    opened_by: str, submit: str, fields: tuple[Field, ...], services: Services, state: str = ""
) -> Form:
    intro = (services.text("assessment.results_intro" if state else "assessment.form_intro"),)
    return services.form(
        "assessment.form_title", opened_by, submit, fields, intro=intro, state=state
    )


def _result_fields(
    results: Mapping[Area, Decimal | None], services: Services
) -> tuple[TextField, ...]:
    """Lines and no number fields: those take only a point on some platforms, and Swedes a comma."""
    return tuple(
        TextField(
            area.value,
            services.say(f"area.{area}"),
            required=False,
            value=_shown(results.get(area), services),
            hint=_hint(area, services),
            longest=_LONGEST_RESULT,
        )
        for area in Area
    )


def _shown(result: Decimal | None, services: Services) -> str:
    return "" if result is None else services.texts.number(result)


def _hint(area: Area, services: Services) -> str:
    """What DigComp counts to an area."""
    names = (each.name for each in competences()[area].competences)
    return " · ".join(name.sv if services.texts.language == "sv" else name.en for name in names)


def save(request: Request, services: Services) -> Reply:
    """Record the day and the results that the form says."""
    on = picked_day("day", request, services)
    results = _results(request)
    reported = record_assessment(
        services.session, services.member.member_id, on, request.now, request.id
    )
    given = {area: result for area, result in results.items() if result is not None}
    set_results(services.session, services.member.member_id, reported.row_id, given)
    return _answer(reported, request, services)


def keep(request: Request, services: Services) -> Reply:
    """Keep the results of a self-assessment that is recorded; an emptied field forgets its."""
    assessment_id = row_id(request.state)
    on = set_results(services.session, services.member.member_id, assessment_id, _results(request))
    if on is None:
        raise OutdatedButtonError
    return services.reply(
        "assessment.title",
        services.text("assessment.kept", day=on),
        services.note("assessment.private"),
        Buttons((services.way_on("progress.me"),)),
    )


def _results(request: Request) -> dict[Area, Decimal | None]:
    return {area: _result(area, request.values.get(area.value, "")) for area in Area}


def _result(area: Area, typed: str) -> Decimal | None:
    """A mean from 1 to 7, written with a comma or a point; kept to two decimals."""
    if not typed.strip():
        return None
    try:
        result = Decimal(typed.strip().replace(",", "."))
    except InvalidOperation as error:
        raise NoResultError().at(area.value) from error
    if not (result.is_finite() and LOWEST_RESULT <= result <= HIGHEST_RESULT):
        raise NoResultError().at(area.value)
    return result.quantize(Decimal("0.01"))


def undo(request: Request, services: Services) -> Reply:
    """Take the person's own self-assessment back, with its results."""
    on = undo_assessment(services.session, services.member.member_id, row_id(request.value))
    if on is None:
        raise OutdatedButtonError
    return services.reply(
        "assessment.title",
        services.text("assessment.undone", day=on),
        Buttons(
            (
                services.button("assessment.put_back", "assessment.record", on.isoformat()),
                services.way_on("progress.me"),
            )
        ),
        replaces=True,
    )


COMMAND = Command(
    name="assessment",
    aliases=("sjalvskattning", "självskattning"),
    slash=True,
    routes={
        "": Route(assessment, writes=True),
        "form": Route(open_form),
        "save": Route(save, writes=True),
        "record": Route(record_pressed, writes=True),
        "results": Route(open_results),
        "keep": Route(keep, writes=True),
        "undo": Route(undo, writes=True),
    },
)
