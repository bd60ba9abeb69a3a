"""Registered on Digiteket since a day: by message, by button, and taken back."""

from datetime import date

from handlers.cards import Buttons, DateField, Reply, Style
from handlers.days import check_day, day_buttons, picked_day, pressed_day, raise_problem
from handlers.errors import OutdatedButtonError
from handlers.request import Request
from handlers.routes import Command, Route
from handlers.services import Services
from handlers.standing import next_step
from handlers.understanding import Problem, Understanding
from storage.learning import record_registration, undo_registration


def answer_understood(said: Understanding, request: Request, services: Services) -> Reply:
    """Record a registration that is certain; ask for the day of one that is not."""
    if said.problem in {Problem.FUTURE_DATE, Problem.NO_SUCH_DATE}:
        raise_problem(said.problem, said.on)
    if said.certain and said.on is not None:
        return _record(check_day(said.on, services.today), request, services)
    return ask(services)


def ask(services: Services) -> Reply:
    """Since when? Today and yesterday are one press away."""
    return services.reply(
        "registration.title",
        services.text("registration.ask"),
        day_buttons(services, "registration.record", "registration.form"),
    )


def record_pressed(request: Request, services: Services) -> Reply:
    """Record the day that a button carries; without one, today."""
    return _record(pressed_day(request.value, services), request, services, replaces=True)


def open_form(_request: Request, services: Services) -> Reply:
    """A form with the day."""
    day = DateField("day", services.say("registration.field_day"), services.today)
    return Reply(
        services.form("registration.title", "registration.form", "registration.save", (day,))
    )


def save(request: Request, services: Services) -> Reply:
    """Record the day that the form says."""
    return _record(picked_day("day", request, services), request, services)


def _record(on: date, request: Request, services: Services, *, replaces: bool = False) -> Reply:
    reported = record_registration(
        services.session, services.member.member_id, on, request.now, request.id
    )
    undo = "registration.undo" if reported.new else "registration.remove"
    return services.reply(
        "registration.title",
        services.text(
            "registration.recorded" if reported.new else "registration.known", day=reported.on
        ),
        next_step(services),
        Buttons((services.button(undo, "registration.undo"), services.way_on("training.form"))),
        replaces=replaces,
    )


def undo(_request: Request, services: Services) -> Reply:
    """Take the person's registration back."""
    since = undo_registration(services.session, services.member.member_id)
    if since is None:
        raise OutdatedButtonError
    return services.reply(
        "registration.title",
        services.text("registration.undone"),
        Buttons(
            (
                services.button(
                    "registration.put_back",
                    "registration.record",
                    since.isoformat(),
                    Style.DEFAULT,
                ),
            )
        ),
        replaces=True,
    )


COMMAND = Command(
    name="registration",
    routes={
        "form": Route(open_form),
        "save": Route(save, writes=True),
        "record": Route(record_pressed, writes=True),
        "undo": Route(undo, writes=True),
    },
)
