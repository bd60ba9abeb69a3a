"""Logging a month of tutoring sessions, showing what it was before, and taking it back."""

from dataclasses import replace
from datetime import date

from handlers import changes
from handlers.cards import Button, Buttons, Part, Reply
from handlers.errors import OutdatedButtonError
from handlers.request import Request
from handlers.scope import library_for
from handlers.services import Services
from handlers.tutoring.carried import Sessions, carried_sessions, check_month
from handlers.tutoring.comparison import library_lines
from storage.changes import Made
from storage.regions import LibraryName
from storage.tutoring_months import KIND, TutoringLedger, month_name, month_of


def record_pressed(request: Request, services: Services) -> Reply:
    """Log the month that a button carries."""
    said = carried_sessions(request.value)
    if None in {said.library_id, said.month, said.adults, said.children}:
        raise OutdatedButtonError
    return record(said, request, services, replaces=True)


def record(
    said: Sessions, request: Request, services: Services, *, replaces: bool = False
) -> Reply:
    """Log a month of which everything is known; logged again it takes the place of what stood."""
    place, month = _which(said, services)
    count = {"adults": said.adults, "children": said.children}
    made = changes.change(
        _ledger(place, request, services), {month_name(month): count}, request, services
    )
    return _answer(made, place, services, replaces=replaces)


def remove(request: Request, services: Services) -> Reply:
    """Take away the month that a button carries."""
    return take_away(carried_sessions(request.value), request, services, replaces=True)


def take_away(
    said: Sessions, request: Request, services: Services, *, replaces: bool = False
) -> Reply:
    """Take away a logged month."""
    place, month = _which(said, services)
    made = changes.change(
        _ledger(place, request, services), {month_name(month): None}, request, services
    )
    if not made.changed:
        raise OutdatedButtonError
    return _removed(made, place, services, replaces=replaces)


def _which(said: Sessions, services: Services) -> tuple[LibraryName, date]:
    if said.library_id is None or said.month is None:
        raise OutdatedButtonError
    place = library_for("tutoring", said.library_id, services)
    shown = services.texts.month(said.month)
    return place, check_month(said.month, services.today, shown)


def _ledger(place: LibraryName, request: Request, services: Services) -> TutoringLedger:
    return TutoringLedger(
        services.session, place.library_id, services.member.member_id, request.now
    )


def undo(request: Request, services: Services) -> Reply:
    """Put back what a change found."""
    made, place, ledger = _pressed(request, services)
    changes.take_back(ledger, made, services)
    name, before = _month(made), made.before[_month(made)]
    month = services.texts.month(month_of(name))
    told = (
        services.text("tutoring.undone_removed", library=place.name, month=month)
        if before is None
        else services.text("tutoring.undone", library=place.name, month=month, **before)
    )
    return services.reply(
        "tutoring.title",
        told,
        Buttons((changes.redo(made, "tutoring.redo", services), _all_months(place, services))),
        replaces=True,
    )


def redo(request: Request, services: Services) -> Reply:
    """Make a change again that was taken back."""
    made, place, ledger = _pressed(request, services)
    changes.do_again(ledger, made, services)
    if made.after[_month(made)] is None:
        return _removed(made, place, services, replaces=True)
    return _answer(made, place, services, replaces=True)


def _pressed(request: Request, services: Services) -> tuple[Made, LibraryName, TutoringLedger]:
    made = changes.pressed(KIND, request, services)
    place = library_for("tutoring", made.library_id or 0, services)
    return made, place, _ledger(place, request, services)


def _answer(made: Made, place: LibraryName, services: Services, *, replaces: bool) -> Reply:
    """What stands there now, what stood there before, and how far that is on the way to goal 8."""
    name = _month(made)
    before, after = made.before[name], made.after[name]
    month = month_of(name)
    key = "tutoring.saved" if made.changed else "tutoring.known"
    parts: list[Part] = [
        services.text(key, library=place.name, month=services.texts.month(month), **after)
    ]
    if before is not None and made.changed:
        parts.append(services.text("tutoring.was", **before))
    said = Sessions(place.library_id, month)
    return services.reply(
        "tutoring.title",
        *parts,
        *library_lines(place.library_id, services),
        Buttons(
            (
                *changes.undo(made, "tutoring.undo", services),
                *(() if made.changed else (_remove(said, services),)),
                services.button(
                    "tutoring.change", "tutoring.form", replace(said, **after).carried()
                ),
                _all_months(place, services),
            )
        ),
        replaces=replaces,
    )


def _removed(made: Made, place: LibraryName, services: Services, *, replaces: bool) -> Reply:
    name = _month(made)
    month = services.texts.month(month_of(name))
    return services.reply(
        "tutoring.title",
        services.text("tutoring.removed", library=place.name, month=month, **made.before[name]),
        Buttons(
            (*changes.undo(made, "tutoring.undo", services), _all_months(place, services)),
        ),
        replaces=replaces,
    )


def _month(made: Made) -> str:
    """The one month that a change is about."""
    return next(iter(made.after))


def _remove(said: Sessions, services: Services) -> Button:
    return services.button("tutoring.remove", "tutoring.remove", said.carried())


def _all_months(place: LibraryName, services: Services) -> Button:
    return services.button("tutoring.months", "tutoring.library", str(place.library_id))
