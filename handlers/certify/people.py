"""Whose reports a manager can certify: the own staff, but never the manager's own."""

from handlers.access import check_access
from handlers.cards import Buttons, ChoiceField, Option, Reply, Table
from handlers.carried import row_id
from handlers.certify.carried import Whose, carried_whose
from handlers.errors import NothingChosenError, OutdatedButtonError
from handlers.request import Request
from handlers.scope import library_within
from handlers.services import Services
from storage.journal import audit
from storage.progress import StaffRecord, library_records
from storage.regions import LibraryName


def led_place(library_id: int | None, services: Services) -> LibraryName:
    """A library that the person leads; without an id the first."""
    reached = check_access("certify.people", services.member)
    wanted = services.member.led[0].library_id if library_id is None else library_id
    return library_within(wanted, reached, services)


def staff_of(place: LibraryName, services: Services) -> list[StaffRecord]:
    """The staff of a library, without the person who asks."""
    everybody = library_records(services.session, place.library_id, services.today)
    return [one for one in everybody if one.member_id != services.member.member_id]


def somebody(whose: Whose, services: Services) -> StaffRecord:
    """Who is meant, if they are on the staff of a library that the person leads."""
    place = led_place(whose.library_id, services)
    for one in staff_of(place, services):
        if one.member_id == whose.member_id:
            return one
    raise OutdatedButtonError


def people(request: Request, services: Services) -> Reply:
    """How much each has reported and how much of it is certified; seeing it is written down."""
    place = led_place(row_id(request.value) if request.value else None, services)
    staff = staff_of(place, services)
    audit(
        services.session,
        request.now,
        "certify.people",
        actor=services.member.member_id,
        object_id=place.library_id,
    )
    columns = ("name", "reported", "certified")
    rows = tuple((one.name, *map(str, _counts(one))) for one in staff)
    library = str(place.library_id)
    return services.reply(
        "certify.title",
        services.heading("certify.heading", library=place.name),
        services.text("certify.intro"),
        Table(tuple(services.say(f"certify.column_{name}") for name in columns), rows)
        if rows
        else services.text("certify.nobody"),
        Buttons(
            (
                *((services.button("certify.pick", "certify.pick", library),) if rows else ()),
                services.button("way_on.team.library", "team.library", library),
            )
        ),
    )


def _counts(one: StaffRecord) -> tuple[int, int]:
    """How many facts somebody has reported, and how many of them are certified."""
    record = one.record
    registered = record.registered_on is not None
    facts = [each.certified for each in record.finished]
    facts += [each.certified for each in record.assessed]
    return len(facts) + registered, sum(facts) + record.registration_certified


def open_pick(request: Request, services: Services) -> Reply:
    """A form to choose whose reports to look at."""
    place = led_place(row_id(request.value) if request.value else None, services)
    options = tuple(Option(one.name, str(one.member_id)) for one in staff_of(place, services))
    if not options:
        raise OutdatedButtonError
    person = ChoiceField("person", services.say("certify.field_person"), options)
    return Reply(
        services.form(
            "certify.title",
            "certify.pick",
            "certify.picked",
            (person,),
            state=str(place.library_id),
        )
    )


def picked(request: Request) -> Whose:
    """Whom the form says."""
    chosen = request.values.get("person", "")
    if not chosen:
        raise NothingChosenError().at("person")
    return carried_whose(f"{request.state}|{chosen}|")
