"""Deny by default: every route, every kind of person, and whose data each of them reaches."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import pytest

from handlers.access import GRANTS, Kind, Rights, Whose, check_access, kind_of
from handlers.cards import Card, Reply
from handlers.commands import COMMANDS
from handlers.dispatch import Desk
from handlers.errors import NotAllowedError, StrangerError
from handlers.routes import Command, Route, UnstatedRouteError
from storage.people import Who, Workplace
from storage.tables import Identity, Member, Region, Role
from tests import builders
from tests.handlers.conversations import NASSJO, VETLANDA, Conversation
from tests.handlers.talking import Person
from tests.handlers.test_team import library_id

ANYWHERE = frozenset({"stranger", "leaver", "waiting", "staff", "manager", "new manager"})
OTHER_REGION = frozenset({"other region", "other manager", "other staff"})
EVERYBODY = (
    OTHER_REGION
    | ANYWHERE
    | {*("coordinator", "manager elsewhere", "lapsed coordinator", "second tenant")}
)
AT_WORK = EVERYBODY - {"stranger", "leaver", "lapsed coordinator"}
CONFIRMED = AT_WORK - {"waiting", "new manager"}
LEADING = frozenset(
    {"manager", "coordinator", "second tenant"}
)  # where the route is about the library in Nässjö
LEADERS = LEADING | {
    "manager elsewhere",
    "other region",
    "other manager",
}  # where it is about nobody yet
COORDINATORS = frozenset({"coordinator", "other region"})
MANAGERS = frozenset({"manager", "manager elsewhere", "other manager", "second tenant"})

PUBLIC = (
    *("message", "kompis", "kompis.start", "kompis.join", "kompis.mine", "kompis.other", "home"),
)
ABOUT_SOMEBODY = (
    *("library", "person", "pick", "former", "picked", "confirm", "confirm_as", "confirmed"),
    *("unconfirm", "decline", "undecline", "come_again", "came_again", "remove", "end", "ended"),
    *("end_as", "away", "gone", "stay", "back", "came_back", "away_as", "role", "role_saved"),
    "assign",
)
OWN_DATA = ("log", "export", "erase", "erase_own", "erase_all", "withdraw")
DECISIONS = ("requests", "decide", "grant", "refuse", "reopen")


def every(name: str, *, but: Collection[str] = ()) -> list[str]:
    """The routes of a command, without those of some parts."""
    (command,) = [each for each in COMMANDS if each.name == name]
    return [f"{name}.{part}".rstrip(".") for part in command.routes if part not in but]


MAY: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(PUBLIC, EVERYBODY),
    "link": EVERYBODY,
    "mydata": EVERYBODY,
    **dict.fromkeys((f"mydata.{part}" for part in OWN_DATA), EVERYBODY - {"stranger"}),
    **dict.fromkeys((f"mydata.{part}" for part in DECISIONS), COORDINATORS),
    **dict.fromkeys(("reminders.channel", "reminders.channel_time"), LEADERS),
    "channels.mend": LEADERS,
    **dict.fromkeys(("progress.library", "progress.county", "progress.download"), CONFIRMED),
    **dict.fromkeys(every("tutoring", but=["county"]), CONFIRMED),
    "tutoring.county": COORDINATORS,
    **dict.fromkeys(("plan", "plan.library", "goals.explain"), CONFIRMED),
    **dict.fromkeys(("plan.form", "plan.save", "plan.undo", "plan.redo"), LEADERS),
    "plan.county": COORDINATORS,
    **dict.fromkeys(every("goals", but=("", "explain")), COORDINATORS),
    **dict.fromkeys(every("certify"), MANAGERS),
    **dict.fromkeys(("team", "team.help", "team.add", "team.added"), LEADERS),
    **dict.fromkeys((f"team.{part}" for part in ABOUT_SOMEBODY), LEADING),
    **dict.fromkeys(("team.libraries", "team.choose", "team.coordinators"), COORDINATORS),
    **dict.fromkeys(("team.appoint", "team.appointed", "team.dismiss"), COORDINATORS),
    **dict.fromkeys(("team.dismissed", "team.dismiss_as", "team.appoint_as"), COORDINATORS),
    **dict.fromkeys(("team.chosen", "team.move", "team.moved", "team.move_back"), COORDINATORS),
    **dict.fromkeys(("setup", "setup.help", "setup.choose", "setup.unlink"), LEADERS),
    **dict.fromkeys(("setup.save", "setup.link"), LEADING),
}
ROUTES = [f"{command.name}.{part}".rstrip(".") for command in COMMANDS for part in command.routes]
REFUSALS = (
    "Jag vet inte vilket bibliotek du arbetar på.",
    "Du står inte som anställd",
    "Din chef har inte bekräftat din anställning",
    "Det här kan du inte se eller ändra själv.",
)
OUT_OF_REACH = "Den knappen gäller inte längre."  # what another region has is nothing at all


@pytest.fixture
def people(conversation: Conversation) -> dict[str, Person]:
    """One of every kind, also of another region, with a tenant of its own.

    `other region` is a coordinator there; `second tenant` the manager, by another tenant's account.
    """
    elsewhere, lena = conversation.elsewhere(), conversation.manager("Lena")
    return {
        "stranger": conversation.stranger("Nina"),
        "leaver": conversation.leaver("Olof"),
        "waiting": conversation.staff("Vilma", confirmed=False),
        "staff": conversation.staff("Anna"),
        "manager": lena,
        "second tenant": _in_a_second_tenant(conversation, lena),
        "manager elsewhere": conversation.manager("Maja", VETLANDA),
        "new manager": conversation.manager("Nils", confirmed=False),
        "coordinator": conversation.coordinator("Katarina"),
        "lapsed coordinator": conversation.staff(
            "Karin", role=Role.COORDINATOR, ends_on=conversation.clock.now.date()
        ),
        "other region": elsewhere.coordinator("Karl"),
        "other manager": elsewhere.manager("Lars"),
        "other staff": elsewhere.staff("Bo"),
    }


def _in_a_second_tenant(conversation: Conversation, person: Person) -> Person:
    """The same person with an account in another tenant that serves the region."""
    account = replace(person.account, tenant="T0SECOND")
    with conversation.database.writing() as session:
        member = session.get_one(Member, person.member_id)
        builders.installation(
            session,
            session.get_one(Region, conversation.region_id),
            platform=account.platform,
            tenant=account.tenant,
        )
        builders.identity(
            session,
            member,
            account.user_id,
            platform=account.platform,
            tenant=account.tenant,
            locale=person.profile.locale,
        )
    return Person(conversation, account, person.profile, person.member_id)


def test_who_may_use_which_route(conversation: Conversation, people: dict[str, Person]) -> None:
    assert set(people) == EVERYBODY
    target = f"{library_id(conversation, NASSJO)}|{people['staff'].member_id}"
    let_through = {
        route: frozenset(who for who, person in people.items() if _may(person, route, target))
        for route in ROUTES
    }
    assert let_through == {route: MAY.get(route, AT_WORK) for route in ROUTES}


def _may(person: Person, route: str, target: str) -> bool:
    """Whether somebody gets further than the door, about a library and somebody there."""
    library, _, member = target.partition("|")
    value, state = _carried(route, target, library)
    values = {"library": library, "person": member} if value else {}
    person.sends(route, value=value, state=state, values=values)
    assert "Något gick fel" not in person.reply
    if MAY.get(route) == LEADING and person.account.tenant == "T0ELSEWHERE":
        assert person.reply.startswith((OUT_OF_REACH, *REFUSALS)), (route, person.reply)
        return False
    return not person.reply.startswith(REFUSALS)


def _carried(route: str, target: str, library: str) -> tuple[str, str]:
    """What the buttons and the forms of a route would carry."""
    if route in {"team.library", "team.pick", "team.former"}:
        return library, library
    if route == "team.picked":
        return target, library
    if route == "setup.link":
        return f"{library}|1|9|C0NEW", ""
    if route in {"setup.save", "setup.choose", "setup.unlink"}:
        return "C0NEW", "C0NEW"
    if route.startswith("team."):
        return f"{target}|2020-05-27|2020-05-27|-|-", target
    return "", ""


def test_nobody_of_a_tenant_that_is_not_served_gets_anywhere(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    lena.account = type(lena.account)(lena.account.platform, "T0NOBODY", lena.account.user_id)
    for route in ROUTES:
        lena.sends(route)
        assert "hör inte till någon region än." in lena.reply


def test_an_account_of_another_tenant_is_a_stranger(conversation: Conversation) -> None:
    elsewhere, lena = conversation.elsewhere(), conversation.manager("Lena")
    lena.account = type(lena.account)(lena.account.platform, elsewhere.tenant, lena.account.user_id)
    for route in set(ROUTES) - {*PUBLIC, "mydata", "link"}:
        lena.sends(route)
        assert lena.reply.startswith("Jag vet inte vilket bibliotek du arbetar på.")
    assert len(conversation.rows(Identity)) == 1


def test_the_table_and_the_commands_name_the_same_routes() -> None:
    assert sorted(GRANTS) == sorted(ROUTES)


def test_a_route_that_the_table_does_not_name_cannot_be_registered(
    conversation: Conversation,
) -> None:
    route = Route(lambda _request, _services: Reply(Card("", ())))
    extra = Command("extra", {"": route, "burn": route})
    with pytest.raises(UnstatedRouteError, match=r"extra, extra\.burn"):
        Desk(conversation.database, commands=(*COMMANDS, extra))


def test_a_right_that_nobody_gave_is_refused() -> None:
    with pytest.raises(NotAllowedError):
        check_access("extra", _who(Role.COORDINATOR, confirmed=True))
    with pytest.raises(StrangerError):
        check_access("extra", None)
    assert {Rights().of(kind) for kind in Kind} == {Whose.NOBODY}


@pytest.mark.parametrize(
    ("role", "confirmed", "kind"),
    [
        (Role.STAFF, None, Kind.LEAVER),
        (Role.MANAGER, None, Kind.LEAVER),
        (Role.COORDINATOR, None, Kind.COORDINATOR),
        (Role.STAFF, False, Kind.WAITING),
        (Role.MANAGER, False, Kind.WAITING),
        (Role.COORDINATOR, False, Kind.COORDINATOR),
        (Role.STAFF, True, Kind.STAFF),
        (Role.MANAGER, True, Kind.MANAGER),
        (Role.COORDINATOR, True, Kind.COORDINATOR),
    ],
)
def test_what_somebody_is(role: Role, confirmed: bool | None, kind: Kind) -> None:
    assert kind_of(_who(role, confirmed=confirmed)) is kind
    assert kind_of(None) is Kind.STRANGER


def _who(role: Role, *, confirmed: bool | None) -> Who:
    places = () if confirmed is None else (Workplace(1, "Nässjö", confirmed, chief=False),)
    return Who(1, "Anna", None, role, None, None, places)


@pytest.mark.parametrize("route", ["", "nonsense", "training.", "training.burn", "admin"])
def test_a_route_that_is_gone_is_answered_kindly(conversation: Conversation, route: str) -> None:
    anna = conversation.staff("Anna", locale="en")
    anna.sends(route)
    assert anna.reply.splitlines() == [
        "That button is out of date. What it was about has been changed or removed.",
        "[My progress] [Show help]",
    ]
