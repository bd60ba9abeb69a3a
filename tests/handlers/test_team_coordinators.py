"""Stories of coordinators: named by each other, stored, and never none left."""

import pytest

from handlers.dispatch import Desk
from storage.tables import AuditEvent, Member, Role
from tests.handlers.conversations import COORDINATOR, NASSJO, Conversation
from tests.handlers.talking import Person
from tests.handlers.test_team_joining import OUTDATED, member, role_of

LAST = "Katarina är den enda regionala utvecklaren. Utse någon annan först."


def appoints(person: Person, name: str, email: str) -> None:
    """A coordinator names another."""
    person.says("team utvecklare")
    person.presses("Utse någon …")
    person.fills(name=name, email=email)


def written(conversation: Conversation) -> list[str]:
    """What is written down of it."""
    actions = [row.action for row in conversation.rows(AuditEvent)]
    return [action for action in actions if action in {"team.appoint", "team.dismiss"}]


@pytest.fixture
def katarina(conversation: Conversation) -> Person:
    """The only coordinator; the settings name nobody."""
    conversation.desk = Desk(conversation.database)
    return conversation.coordinator("Katarina")


def test_who_is_named_sees_the_county(conversation: Conversation, katarina: Person) -> None:
    appoints(katarina, "Nils", "Nils@Example.se")
    assert katarina.reply.splitlines() == [
        "✅ Nils är nu regional utvecklare.",
        "[Ångra] [Regionala utvecklare]",
    ]
    nils = conversation.stranger("Nils", email="nils@example.se")
    nils.runs("/progress")
    assert nils.reply.startswith("Jönköpings län")
    katarina.presses("Regionala utvecklare")
    assert katarina.reply.splitlines()[:3] == [
        "Regionala utvecklare i Jönköpings län",
        "Katarina",
        "Nils",
    ]
    assert written(conversation) == ["team.appoint"]


def test_a_name_that_was_wrong_is_taken_back_and_forgotten(
    conversation: Conversation, katarina: Person
) -> None:
    appoints(katarina, "Nils", "nils@example.se")
    katarina.presses("Ångra")
    assert "Nils är inte längre regional utvecklare." in katarina.reply
    assert katarina.buttons == ["Regionala utvecklare"]
    assert [row.name for row in conversation.rows(Member)] == ["Katarina", ""]
    appoints(katarina, "Nils", "nils")
    assert list(katarina.errors) == ["email"]
    katarina.sends("team.appointed", values={"email": "nils@example.se"})
    assert list(katarina.errors) == ["name"]


def test_who_is_known_keeps_name_and_goes_back_to_the_role_before(
    conversation: Conversation, katarina: Person
) -> None:
    lena = conversation.manager("Lena")
    appoints(katarina, "L.", lena.profile.email or "")
    assert "✅ Lena är nu regional utvecklare." in katarina.reply
    undo = katarina.button("Ångra")
    appoints(katarina, "Lena", lena.profile.email or "")
    assert "Lena är redan regional utvecklare." in katarina.reply
    katarina.sends(undo.action, value=undo.value)
    assert role_of(conversation, lena) is Role.MANAGER
    lena.says("team")
    assert lena.reply.startswith(f"Personalen på {NASSJO}")


def test_who_has_left_the_library_is_named_for_the_office(
    conversation: Conversation, katarina: Person
) -> None:
    olof = conversation.leaver("Olof")
    appoints(katarina, "Olof", olof.profile.email or "")
    olof.runs("/progress")
    assert olof.reply.startswith("Jönköpings län")


def test_who_lapsed_is_named_anew(conversation: Conversation, katarina: Person) -> None:
    karin = conversation.staff(
        "Karin", role=Role.COORDINATOR, ends_on=conversation.clock.now.date()
    )
    katarina.says("team coordinators")
    assert "Karin" not in katarina.reply
    appoints(katarina, "Karin", karin.profile.email or "")
    karin.runs("/progress")
    assert karin.reply.startswith("Jönköpings län")
    katarina.presses("Ångra")
    assert role_of(conversation, karin) is Role.STAFF


def test_one_of_several_is_let_go_and_put_back(
    conversation: Conversation, katarina: Person
) -> None:
    karin = conversation.coordinator("Karin")
    katarina.says("team utvecklare")
    katarina.presses("Ta bort rollen …")
    katarina.fills(person="Karin")
    assert "✅ Karin är inte längre regional utvecklare." in katarina.reply
    karin.runs("/progress")
    assert "Du står inte som anställd" in karin.reply
    katarina.presses("Ångra")
    karin.runs("/progress")
    assert karin.reply.startswith("Jönköpings län")
    assert written(conversation) == ["team.dismiss", "team.appoint"]
    katarina.sends("team.dismissed")
    assert list(katarina.errors) == ["person"]


def test_the_last_one_is_not_let_go(conversation: Conversation, katarina: Person) -> None:
    katarina.says("team utvecklare")
    katarina.presses("Ta bort rollen …")
    katarina.fills(person="Katarina")
    assert katarina.errors == {"person": LAST}
    katarina.sends("team.dismiss_as", value=f"{katarina.member_id}|staff|sure")
    assert LAST in katarina.reply
    assert role_of(conversation, katarina) is Role.COORDINATOR


def test_who_lets_themselves_go_is_asked_again(
    conversation: Conversation, katarina: Person
) -> None:
    conversation.coordinator("Karin")
    katarina.says("team utvecklare")
    katarina.presses("Ta bort rollen …")
    katarina.fills(person="Katarina")
    assert katarina.reply.startswith("Det är din egen roll. Du ser inte hela länet längre")
    assert role_of(conversation, katarina) is Role.COORDINATOR
    katarina.presses("Ja, ändra min roll")
    assert role_of(conversation, katarina) is Role.STAFF
    assert member(conversation, "Katarina").email


def test_odd_buttons_name_nobody(conversation: Conversation, katarina: Person) -> None:
    anna = conversation.staff("Anna")
    theirs = conversation.elsewhere().coordinator("Karl")
    for route, value in (
        ("team.appoint_as", "0"),
        ("team.appoint_as", str(theirs.member_id)),
        ("team.dismiss_as", f"{theirs.member_id}|staff"),
        ("team.dismiss_as", f"{anna.member_id}|staff"),
        ("team.dismiss_as", f"{katarina.member_id}|coordinator"),
        ("team.dismiss_as", f"{katarina.member_id}|boss"),
        ("team.dismiss_as", str(katarina.member_id)),
    ):
        katarina.sends(route, value=value)
        assert OUTDATED in katarina.reply
    assert role_of(conversation, theirs) is Role.COORDINATOR
    assert role_of(conversation, anna) is Role.STAFF


def test_whom_the_settings_name_is_shown_and_not_let_go(conversation: Conversation) -> None:
    first = conversation.stranger("Katarina", email=COORDINATOR)
    first.says("team utvecklare")
    assert f"{COORDINATOR} (står i inställningen COORDINATORS)" in first.reply
    assert first.buttons == ["Utse någon …", "Alla bibliotek"]
    first.sends("team.dismiss")
    assert OUTDATED in first.reply
    appoints(first, "Katarina", COORDINATOR)
    assert "✅ Katarina är nu regional utvecklare." in first.reply
    assert member(conversation, "Katarina").role == Role.COORDINATOR
    karin = conversation.coordinator("Karin")
    karin.says("team utvecklare")
    assert COORDINATOR not in karin.reply
    karin.presses("Ta bort rollen …")
    karin.fills(person="Katarina")
    assert "genom inställningen COORDINATORS" in karin.errors["person"]


def test_the_settings_are_about_the_first_region(conversation: Conversation) -> None:
    elsewhere = conversation.elsewhere()
    desk = Desk(
        conversation.database,
        coordinators=frozenset({COORDINATOR}),
        home=conversation.region_id,
    )
    conversation.desk = elsewhere.desk = desk
    for county, told in (
        (conversation, "Jönköpings län"),
        (elsewhere, "Jag vet inte vilket bibliotek"),
    ):
        katarina = county.stranger("Katarina", email=COORDINATOR)
        katarina.runs("/progress")
        assert katarina.reply.startswith(told)


def test_who_joins_by_themselves_stays_a_coordinator(
    conversation: Conversation, katarina: Person
) -> None:
    katarina.runs("/kompis", "start")
    katarina.fills(library=NASSJO)
    assert role_of(conversation, katarina) is Role.COORDINATOR
    katarina.runs("/progress")
    assert katarina.reply.startswith("Jönköpings län")
