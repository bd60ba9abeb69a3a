"""`tutoring`: the booked tutoring sessions of a library, by the month.

- no words: what is logged this year, with a button for each month, and a form
- words log a month at once: `handledning mars 12 3`, `tutoring April adults 12 children 3`
- without a month it is this one; in the first week of a month it may be the last: asked
- who works at several libraries says which; a coordinator logs for any
- a month that is logged again takes the place of what stood there, which is told and put back by
  *Ångra*; what has not begun cannot be logged
- the answer shows the log of the same months beside the baseline year, and KB's figure
"""

from dataclasses import replace

from handlers.cards import Button, Buttons, Reply
from handlers.places import Places, called
from handlers.request import Request
from handlers.routes import Command, Route
from handlers.scope import libraries_for
from handlers.services import Services
from handlers.tutoring.carried import Sessions, check_month, sessions_in
from handlers.tutoring.form import SETTLING_DAYS, open_form, save
from handlers.tutoring.overview import county_pressed, of_library, overview, pressed
from handlers.tutoring.record import record, record_pressed, redo, remove, undo
from handlers.tutoring.wording import Said, month_before, read_sessions

_MOST_BUTTONS = 3  # of a question


def tutoring(request: Request, services: Services) -> Reply:
    """Log what the words after `tutoring` say; without words, show what is logged."""
    if not request.text.strip():
        return overview(services)
    said = read_sessions(request.text, services.today)
    places = libraries_for("tutoring", services)
    if said.place:
        places = (called(said.place, places, services),)
    if not said.clear:
        return _ask(places, said, "tutoring.unclear", services)
    known = _checked(said, services)
    if known.adults is None and known.children is None and known.month is None:
        return of_library(places[0], services) if said.place else overview(services)
    if known.adults is None or known.children is None:
        return _ask(places, said, "tutoring.both", services)
    return _record(places, known, request, services)


def _checked(said: Said, services: Services) -> Sessions:
    """The same, with a month and numbers that can be logged."""
    if said.month is not None:
        check_month(said.month, services.today, services.texts.month(said.month))
    adults, children = (
        None if number is None else sessions_in(str(number))
        for number in (said.adults, said.children)
    )
    return Sessions(None, said.month, adults, children)


def _record(places: Places, known: Sessions, request: Request, services: Services) -> Reply:
    """Log at once where the library and the month are plain; else ask for what is not."""
    this = services.today.replace(day=1)
    if known.month is None and services.today.day > SETTLING_DAYS:
        known = replace(known, month=this)
    if len(places) > 1:
        return _ask_place(places, known, services)
    known = replace(known, library_id=places[0].library_id)
    if known.month is not None:
        return record(known, request, services)
    months = [replace(known, month=month) for month in (month_before(this), this)]
    return services.reply(
        "tutoring.title",
        services.text("tutoring.which_month"),
        Buttons((*(_month_button(each, services) for each in months), _other(known, services))),
        services.note("training.which_note"),
    )


def _month_button(known: Sessions, services: Services) -> Button:
    name = services.texts.month(known.month) if known.month else ""
    return Button(name, "tutoring.record", known.carried())


def _other(known: Sessions, services: Services) -> Button:
    return services.button("tutoring.other", "tutoring.form", known.carried())


def _ask_place(places: Places, known: Sessions, services: Services) -> Reply:
    """Which library? Few are one press away, if the month is known; else the form asks."""
    shown = places if len(places) <= _MOST_BUTTONS and known.month is not None else ()
    buttons = [
        Button(place.name, "tutoring.record", replace(known, library_id=place.library_id).carried())
        for place in shown
    ]
    return services.reply(
        "tutoring.title",
        services.text("tutoring.which_library"),
        Buttons(tuple(buttons) or (_other(known, services),)),
        services.note("training.which_note"),
    )


def _ask(places: Places, said: Said, key: str, services: Services) -> Reply:
    """The way to write it, and the form with what was understood."""
    only = places[0].library_id if len(places) == 1 else None
    known = Sessions(only, said.month, said.adults, said.children)
    return services.reply(
        "tutoring.title",
        services.text(key),
        Buttons((services.button("way_on.tutoring.form", "tutoring.form", known.carried()),)),
        services.note("training.which_note"),
    )


COMMAND = Command(
    name="tutoring",
    aliases=("handledning", "handledningar", "handledningstillfällen"),
    routes={
        "": Route(tutoring, writes=True),
        "form": Route(open_form),
        "save": Route(save, writes=True),
        "record": Route(record_pressed, writes=True),
        "undo": Route(undo, writes=True),
        "redo": Route(redo, writes=True),
        "remove": Route(remove, writes=True),
        "library": Route(pressed),
        "county": Route(county_pressed),
    },
)
