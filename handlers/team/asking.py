"""`team` with words after it: a library's name, a colleague's, and what is to be done with them.

What is said in full is done at once and can be taken back; what is not opens the form for it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from handlers.access import check_access
from handlers.cards import Button, Buttons, Reply
from handlers.errors import ManyOnListError, NotAllowedError, NotOnListError
from handlers.request import Request
from handlers.scope import is_coordinator, libraries_for
from handlers.services import Services
from handlers.team.adding import open_add, open_come_again
from handlers.team.answers import write_down
from handlers.team.carried import carry
from handlers.team.confirming import answer_confirmed, answer_declined
from handlers.team.coordinators import show_coordinators
from handlers.team.days import LONGEST_AHEAD, LONGEST_LEAVE, bounded, day_said, days_said
from handlers.team.ending import end, open_end
from handlers.team.help import show_help
from handlers.team.leaves import back, leave, open_away, open_back
from handlers.team.moving import open_move
from handlers.team.overview import show_libraries
from handlers.team.people import role_of
from handlers.team.person import open_former, show_person
from handlers.team.roles import AT_WORK, Post, assign, latest_day, open_role
from handlers.team.roster import Filter, show_team
from handlers.team.words import Asked, asked_in, view_in
from storage.keys import is_email, name_key
from storage.plain_words import ROLES, YES_OR_NO
from storage.regions import LibraryName, libraries_of, named
from storage.team import Colleague, Standing, team_of, teams_of

MOST_BUTTONS = 3  # of a question
_SHORTEST_PLACE = 4  # letters of a library's name: Habo

Deed = Callable[[Colleague, str, Request, Services], Reply]


def team(request: Request, services: Services) -> Reply:
    """What the words name; without words the own library, or for a coordinator every library."""
    words = request.text.strip()
    if not words:
        return _front(request, services)
    view, rest = view_in(words)
    if view:
        return _VIEWS[view](replace(request, text=rest), services)
    place = _library(words, services)
    if place is not None:
        return show_team(place, request, services)
    return _about(asked_in(words, _people(services)), words, request, services)


def _front(request: Request, services: Services) -> Reply:
    if is_coordinator(services):
        return show_libraries(request, services)
    return show_team(_first(services), request, services)


def _first(services: Services) -> LibraryName:
    """The library that a manager leads, of several the first."""
    return libraries_for("team", services)[0]


def _library(words: str, services: Services) -> LibraryName | None:
    """The library within reach that words name."""
    if len(name_key(words)) < _SHORTEST_PLACE:
        return None
    return named(words, libraries_for("team", services))


def _people(services: Services) -> Sequence[Colleague]:
    """Everybody within reach, also who is gone."""
    if is_coordinator(services):
        return teams_of(services.session, services.region.region_id, services.today)
    return [
        one
        for place in services.member.led
        for one in team_of(services.session, place.library_id, services.today)
    ]


def _about(asked: Asked, words: str, request: Request, services: Services) -> Reply:
    """Do what is asked with the one whom it is about; ask where there are several."""
    there = [one for one in asked.people if one.standing is not Standing.GONE]
    people = there or list(asked.people)
    if not people:
        if named(words, libraries_of(services.session, services.region.region_id)):
            raise NotAllowedError
        raise NotOnListError(words=words[:80])
    if len(people) > MOST_BUTTONS:
        raise ManyOnListError(n=len(people))
    for one in people if len(people) > 1 or asked.deed else ():
        write_down("person", one, request, services)
    if len(people) > 1:
        return _which(people, asked, services)
    return _DEEDS[asked.deed](people[0], asked.rest, request, services)


def _which(people: list[Colleague], asked: Asked, services: Services) -> Reply:
    """Whom of several? Nothing is done yet."""
    route = f"team.{_ROUTES.get(asked.deed, asked.deed) or 'person'}"
    buttons = tuple(
        Button(services.say("team.waits_at", name=one.name, library=one.library), route, carry(one))
        for one in people
    )
    return services.reply("team.title", services.text("team.which"), Buttons(buttons))


def _look(one: Colleague, _rest: str, request: Request, services: Services) -> Reply:
    return show_person(one, request, services)


def _confirm(one: Colleague, rest: str, request: Request, services: Services) -> Reply:
    role = ROLES.get(name_key(rest), one.role)
    return answer_confirmed(one, role, request, services)


def _decline(one: Colleague, rest: str, request: Request, services: Services) -> Reply:
    if one.standing is not Standing.WAITING:
        return _look(one, rest, request, services)
    return answer_declined(one, request, services)


def _end(one: Colleague, rest: str, request: Request, services: Services) -> Reply:
    day = day_said(rest, services.today)
    if day is None or one.standing not in AT_WORK:
        return open_end(replace(request, value=carry(one)), services)
    last = bounded(day, one.starts_on, services.today + LONGEST_AHEAD)
    return end(one, last, request, services)


def _away(one: Colleague, rest: str, request: Request, services: Services) -> Reply:
    first, last = days_said(rest, services.today)
    if first is None or last is None or one.standing not in AT_WORK:
        return open_away(replace(request, value=carry(one, first, last)), services)
    bounded(first, one.since, services.today + LONGEST_AHEAD)
    return leave(one, first, bounded(last, first, first + LONGEST_LEAVE), request, services)


def _back(one: Colleague, rest: str, request: Request, services: Services) -> Reply:
    again = replace(request, value=carry(one))
    if one.standing is Standing.GONE:
        return open_come_again(again, services)
    day = day_said(rest, services.today)
    if day is None or one.away is None:
        return open_back(again, services)
    latest = one.away.ends_on or services.today + LONGEST_AHEAD
    return back(one, one.away, bounded(day, one.away.starts_on, latest), request, services)


def _role(one: Colleague, rest: str, request: Request, services: Services) -> Reply:
    role = ROLES.get(name_key(rest))
    if role is None or one.standing not in AT_WORK:
        return open_role(replace(request, value=carry(one)), services)
    post = Post(role, one.chief, latest_day(one, services))
    return assign(one, post, request, services)


def _chief(one: Colleague, rest: str, request: Request, services: Services) -> Reply:
    chief = YES_OR_NO.get(name_key(rest) or "yes")
    if chief is None or one.standing not in AT_WORK:
        return open_role(replace(request, value=carry(one)), services)
    post = Post(role_of(one, services), chief, latest_day(one, services))
    return assign(one, post, request, services)


def _move(one: Colleague, rest: str, request: Request, services: Services) -> Reply:
    check_access("team.move", services.member)
    place = named(rest, libraries_of(services.session, services.region.region_id))
    more = () if place is None else (place.library_id,)
    return open_move(replace(request, value=carry(one, *more)), services)


def _add(request: Request, services: Services) -> Reply:
    """The form, with the name and the address that were said."""
    words = request.text.replace("|", " ").split()
    email = next((word for word in words if is_email(word)), "")
    name = " ".join(word for word in words if word != email)
    led = services.member.led
    library = str(led[0].library_id) if led and not is_coordinator(services) else ""
    return open_add(replace(request, value=f"{library}|{name[:200]}|{email[:254]}"), services)


def _waiting(request: Request, services: Services) -> Reply:
    if is_coordinator(services):
        return show_libraries(request, services)
    return show_team(_first(services), request, services, Filter.WAITING)


def _left(request: Request, services: Services) -> Reply:
    place = _library(request.text, services)
    if place is None and is_coordinator(services):
        return show_libraries(request, services)
    return show_team(place or _first(services), request, services, Filter.LEFT)


def _former(request: Request, services: Services) -> Reply:
    place = _library(request.text, services)
    if place is None and is_coordinator(services):
        return show_libraries(request, services)
    library = str((place or _first(services)).library_id)
    return open_former(replace(request, value=library), services)


def _libraries(request: Request, services: Services) -> Reply:
    check_access("team.libraries", services.member)
    return show_libraries(request, services)


def _coordinators(request: Request, services: Services) -> Reply:
    check_access("team.coordinators", services.member)
    return show_coordinators(request, services)


_VIEWS: Mapping[str, Callable[[Request, Services], Reply]] = {
    "add": _add,
    "waiting": _waiting,
    "left": _left,
    "former": _former,
    "libraries": _libraries,
    "coordinators": _coordinators,
    "help": show_help,
}
_DEEDS: Mapping[str, Deed] = {
    "": _look,
    "confirm": _confirm,
    "decline": _decline,
    "end": _end,
    "away": _away,
    "back": _back,
    "role": _role,
    "chief": _chief,
    "move": _move,
}
_ROUTES = {"chief": "role"}  # the form that a deed has, where it is another's
