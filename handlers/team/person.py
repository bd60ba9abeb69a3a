"""One colleague: how they stand, what of goals 3 and 4 is done, and what can be changed."""

from collections.abc import Iterable

from handlers.access import check_access
from handlers.cards import Button, Buttons, ChoiceField, Fact, Facts, Part, Reply, Style
from handlers.carried import row_id
from handlers.errors import NothingChosenError, OutdatedButtonError
from handlers.request import Request
from handlers.scope import colleague_within, is_coordinator, library_within
from handlers.services import Services
from handlers.team.answers import to_library, write_down, write_down_seen
from handlers.team.carried import carry, told
from handlers.team.leaves import carry_away
from handlers.team.people import described, facts_of, is_counted, option_of
from storage.progress import member_record
from storage.tables import Role
from storage.team import Colleague, Standing, team_of

_FACTS = ("assessed", "registered", "resources")


def show_pressed(request: Request, services: Services) -> Reply:
    """The card of somebody whom a button carries."""
    return show_person(told(request.value, services).one, request, services)


def show_person(one: Colleague, request: Request, services: Services) -> Reply:
    """Somebody's card; seeing it is written down."""
    write_down("person", one, request, services)
    facts = Facts(tuple(_facts(one, services)))
    done = one.standing is Standing.WORKING
    parts: tuple[Part, ...] = (facts, services.note("team.note")) if done else (facts,)
    return services.reply(
        "team.title",
        services.heading("team.person", name=one.name),
        *parts,
        Buttons((*_deeds(one, services), to_library(one.library_id, services))),
    )


def _facts(one: Colleague, services: Services) -> Iterable[Fact]:
    say = services.say
    yield Fact(say("team.column.library"), one.library)
    yield Fact(say("team.column.role"), described(one, services))
    if one.standing is not Standing.WAITING:
        yield Fact(say("team.column.since"), services.texts.day(one.since))
    yield Fact(say("team.column.email"), one.email or say("team.no_fact"))
    if one.standing is Standing.WORKING:
        record = member_record(services.session, one.member_id)
        for name, value in zip(_FACTS, facts_of(record, services), strict=True):
            yield Fact(say(f"team.column.{name}"), value)


def _deeds(one: Colleague, services: Services) -> tuple[Button, ...]:
    """What can be done with somebody who stands so."""
    value, coordinates = carry(one), is_coordinator(services)

    def deed(name: str, style: Style = Style.DEFAULT) -> Button:
        return services.button(f"team.deed.{name}", f"team.{name}", value, style)

    match one.standing:
        case Standing.WAITING:
            return deed("confirm", Style.PRIMARY), deed("confirm_as"), deed("decline")
        case Standing.GONE:
            return (deed("come_again"),)
        case _:
            move = (deed("move"),) if coordinates else ()
            certify = _certify(one, services)
            return *certify, deed("role"), _away(one, services), *move, deed("end")


def _certify(one: Colleague, services: Services) -> tuple[Button, ...]:
    """A manager certifies what the staff have reported, and nobody the own."""
    mine = one.member_id == services.member.member_id
    if mine or services.member.role is not Role.MANAGER or not is_counted(one, services.today):
        return ()
    return (services.button("way_on.certify.people", "certify.person", f"{carry(one)}|"),)


def _away(one: Colleague, services: Services) -> Button:
    """What can be done about time away: begin it, end it, or take back what has not begun."""
    if one.away is None:
        return services.button("team.deed.away", "team.away", carry(one))
    if one.is_away(services.today):
        return services.button("team.deed.back", "team.back", carry(one))
    return services.button("team.deed.stay", "team.stay", carry_away(one, one.away))


def open_pick(request: Request, services: Services) -> Reply:
    """A form to choose one of a library's people: those who are there, wait or are to come."""
    people = _people(request, services)
    return _pick("team.pick", request, [one for one in people if not _is_gone(one)], services)


def open_former(request: Request, services: Services) -> Reply:
    """The same for those who are gone."""
    people = _people(request, services)
    return _pick("team.former", request, [one for one in people if _is_gone(one)], services)


def _people(request: Request, services: Services) -> tuple[Colleague, ...]:
    """Everybody at a library; seeing their names is written down."""
    reached = check_access("team.pick", services.member)
    place = library_within(row_id(request.value), reached, services)
    write_down_seen(place, request, services)
    return team_of(services.session, place.library_id, services.today)


def _is_gone(one: Colleague) -> bool:
    return one.standing is Standing.GONE


def _pick(route: str, request: Request, people: list[Colleague], services: Services) -> Reply:
    if not people:
        raise OutdatedButtonError
    options = tuple(option_of(one, services) for one in people)
    field = ChoiceField("person", services.say("team.field.person"), options)
    return Reply(services.form("team.title", route, "team.picked", (field,), state=request.value))


def show_picked(request: Request, services: Services) -> Reply:
    """The card of whom the form says."""
    reached = check_access("team.picked", services.member)
    place = library_within(row_id(request.state), reached, services)
    chosen = request.values.get("person", "")
    if not chosen:
        raise NothingChosenError().at("person")
    one = colleague_within(place.library_id, row_id(chosen), reached, services)
    return show_person(one, request, services)
