"""Stories of who comes onto the list: confirmed, declined, added, and back after a time."""

from datetime import date, timedelta

import pytest

from storage.tables import AuditEvent, Completion, Employment, Library, Member, Role
from tests.handlers.conversations import (
    COORDINATOR,
    NASSJO,
    TODAY,
    VETLANDA,
    YESTERDAY,
    Conversation,
)
from tests.handlers.talking import Person
from tests.handlers.test_team import library_id

OUTDATED = "Den knappen gäller inte längre."
ASK_COORDINATOR = "arbetar också på ett annat bibliotek. Be den regionala utvecklaren ändra det."


def done(conversation: Conversation) -> list[tuple[str, int | None, int | None]]:
    """What is written down: what was done, by whom, to whom."""
    rows = [row for row in conversation.rows(AuditEvent) if row.action.startswith("team.")]
    views = {"team.seen", "team.person", "team.waiting"}
    return [(row.action, row.actor_id, row.subject_id) for row in rows if row.action not in views]


def spells(conversation: Conversation, person: Person) -> list[tuple[str, date, date | None, bool]]:
    """Somebody's employments: where, from when, until when, and whether as chief."""
    names = {row.id: row.name for row in conversation.rows(Library)}
    rows = [row for row in conversation.rows(Employment) if row.member_id == person.member_id]
    return [
        (names[row.library_id], row.starts_on, row.ends_on, row.chief)
        for row in sorted(rows, key=lambda row: row.starts_on)
    ]


def member(conversation: Conversation, name: str) -> Member:
    """The only member of a name."""
    (found,) = [row for row in conversation.rows(Member) if row.name == name]
    return found


def role_of(conversation: Conversation, person: Person) -> Role:
    """What somebody may do, as it is stored."""
    rows = conversation.rows(Member)
    return Role(next(row.role for row in rows if row.id == person.member_id))


def waits(conversation: Conversation, person: Person) -> bool:
    """Whether somebody's only employment waits to be confirmed."""
    rows = [row for row in conversation.rows(Employment) if row.member_id == person.member_id]
    return [row.confirmed_at for row in rows] == [None]


def adds(person: Person, **values: str | date) -> None:
    """Somebody fills in the form for a new colleague."""
    person.sends("team.add")
    person.fills(**values)


@pytest.mark.parametrize("words", ["bekräfta Vilma", "Vilma bekräfta", "confirm vilma ros"])
def test_who_joined_is_confirmed_and_counts(conversation: Conversation, words: str) -> None:
    lena, vilma = conversation.manager("Lena"), conversation.staff("Vilma Ros", confirmed=False)
    vilma.runs("/progress")
    assert vilma.reply.startswith("Mina framsteg")
    lena.says(f"personal {words}")
    assert lena.reply.splitlines() == [
        f"✅ Vilma Ros är bekräftad på {NASSJO}, som medarbetare.",
        "[Ångra] [Ändra roll …] [Visa Vilma Ros] [Personalen]",
    ]
    vilma.runs("/progress")
    assert vilma.reply.startswith(NASSJO)
    assert done(conversation) == [("team.confirm", lena.member_id, vilma.member_id)]
    lena.presses("Ångra")
    assert "Vilma Ros väntar igen på att bekräftas." in lena.reply
    assert waits(conversation, vilma)


def test_confirmed_twice_is_once(conversation: Conversation) -> None:
    lena, katarina = conversation.manager("Lena"), conversation.coordinator("Katarina")
    vilma = conversation.staff("Vilma", confirmed=False)
    lena.says("personal bekräfta Vilma")
    lena.again()
    assert lena.answers[-1] == lena.answers[-2]
    katarina.says("personal bekräfta Vilma")
    assert "Vilma är redan bekräftad." in katarina.reply
    value = lena.button("Ångra").value
    katarina.sends("team.unconfirm", value=value)
    assert OUTDATED in katarina.reply
    conversation.clock.now += timedelta(days=2)
    lena.sends("team.unconfirm", value=value)
    assert OUTDATED in lena.reply
    assert not waits(conversation, vilma)


def test_a_role_is_set_when_somebody_is_confirmed(conversation: Conversation) -> None:
    lena, vilma = conversation.manager("Lena"), conversation.staff("Vilma", confirmed=False)
    lena.says("personal bekräfta Vilma chef")
    assert "som chef." in lena.reply
    assert role_of(conversation, vilma) is Role.MANAGER
    lena.presses("Ångra")
    assert role_of(conversation, vilma) is Role.STAFF
    lena.says("personal Vilma")
    lena.presses("Bekräfta med roll …")
    lena.fills(role="medarbetare", chief="Ja")
    assert spells(conversation, vilma)[-1][-1]
    lena.presses("Ångra")
    assert waits(conversation, vilma)
    assert not spells(conversation, vilma)[-1][-1]
    state = lena.button("Visa Vilma").value
    for values, field in (({}, "role"), ({"role": "staff", "chief": "x"}, "chief")):
        lena.sends("team.confirmed", state=state, values=values)
        assert list(lena.errors) == [field]
    lena.sends("team.confirmed", state=state, values={"role": "coordinator", "chief": "no"})
    assert "Det kan bara en regional utvecklare ändra." in lena.errors["role"]


def test_who_does_not_work_here_is_declined(conversation: Conversation) -> None:
    lena, vilma = conversation.manager("Lena"), conversation.staff("Vilma", confirmed=False)
    lena.says("personal")
    lena.presses("Avböj Vilma")
    assert lena.reply.splitlines() == [
        f"Vilma är inte längre anmäld till {NASSJO}.",
        "[Ångra] [Personalen]",
    ]
    vilma.runs("/progress")
    assert "Du står inte som anställd på något bibliotek idag." in vilma.reply
    undo = lena.button("Ångra")
    lena.presses("Ångra")
    assert waits(conversation, vilma)
    lena.sends(undo.action, value=undo.value)
    assert OUTDATED in lena.reply
    lena.says("personal avböj Vilma")
    assert "Vilma är inte längre anmäld" in lena.reply
    actions = [action for action, _, _ in done(conversation)]
    assert actions == ["team.decline", "team.undecline", "team.decline"]


def test_a_decline_is_taken_back_by_who_made_it_alone(conversation: Conversation) -> None:
    lena, vilma = conversation.manager("Lena"), conversation.staff("Vilma", confirmed=False)
    other, anna = conversation.manager("Nils", VETLANDA), conversation.staff("Anna", VETLANDA)
    lena.says("personal avböj Vilma")
    value = lena.button("Ångra").value
    other.sends("team.undecline", value=value)
    assert "Det här kan du inte se" in other.reply
    nassjo, vetlanda = (library_id(conversation, name) for name in (NASSJO, VETLANDA))
    other.sends("team.undecline", value=value.replace(str(nassjo), str(vetlanda), 1))
    assert OUTDATED in other.reply
    lena.sends("team.undecline", value=f"{nassjo}|{anna.member_id}|2020-05-27")
    assert OUTDATED in lena.reply
    vilma.runs("/kompis", "start")
    vilma.fills(library=VETLANDA)
    lena.sends("team.undecline", value=value)
    assert OUTDATED in lena.reply


def test_declining_somebody_who_works_here_does_nothing(conversation: Conversation) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    lena.says("personal avböj Anna")
    assert lena.reply.startswith("Anna\n")
    lena.sends("team.decline", value=f"{library_id(conversation, NASSJO)}|{anna.member_id}")
    assert OUTDATED in lena.reply
    lena.sends("team.confirm_as", value=f"{library_id(conversation, NASSJO)}|{anna.member_id}")
    assert OUTDATED in lena.reply


def test_a_new_colleague_is_known_at_once(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    lena.says("personal lägg till Bo Ek Bo.Ek@example.se")
    assert [field.name for field in lena.form.fields] == [
        "name",
        "email",
        "role",
        "starts_on",
        "chief",
    ]
    lena.fills(starts_on=YESTERDAY)
    assert lena.reply.splitlines() == [
        f"✅ Bo Ek står på listan för {NASSJO} från 26 maj 2020, som medarbetare.",
        "Jag känner igen personen på e-postadressen när hen skriver till mig.",
        "[Ångra] [Lägg till fler …] [Visa Bo Ek] [Personalen]",
    ]
    bo = conversation.stranger("B. Ek", email="bo.ek@example.se")
    bo.runs("/progress")
    assert bo.reply.startswith(NASSJO)
    assert "2 personer i personalen" in bo.reply
    known = member(conversation, "Bo Ek")
    assert done(conversation) == [("team.add", lena.member_id, known.id)]


def test_somebody_begins_later(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    adds(lena, name="Bo", email="bo@example.se", starts_on=date(2020, 8, 3))
    assert "från 3 augusti 2020" in lena.reply
    lena.presses("Visa Bo")
    assert "Roll: medarbetare, börjar 3 augusti 2020" in lena.reply
    assert "Självskattning" not in lena.reply
    bo = conversation.stranger("Bo", email="bo@example.se")
    bo.runs("/progress")
    assert "Du står inte som anställd" in bo.reply


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "…"}, "name"),
        ({"name": "B" * 201}, "name"),
        ({"email": ""}, "email"),
        ({"email": "bo"}, "email"),
        ({"email": "bo@exämple"}, "email"),
        ({"email": f"{'b' * 250}@x.se"}, "email"),
        ({"role": "boss"}, "role"),
        ({"role": "coordinator"}, "email"),
        ({"chief": "perhaps"}, "chief"),
        ({"starts_on": ""}, "starts_on"),
        ({"starts_on": "nyss"}, "starts_on"),
        ({"starts_on": "1949-12-31"}, "starts_on"),
        ({"starts_on": "2021-05-29"}, "starts_on"),
    ],
)
def test_a_form_that_is_wrong_adds_nobody(
    conversation: Conversation, values: dict[str, str], field: str
) -> None:
    lena = conversation.manager("Lena")
    sound = {"name": "Bo", "email": "bo@x.se", "role": "staff", "starts_on": "2020-05-27"}
    lena.sends("team.added", values=sound | values)
    assert list(lena.errors) == [field]
    assert [row.name for row in conversation.rows(Member)] == ["Lena"]


def test_a_mistake_is_taken_back_and_forgotten(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    adds(lena, name="Bo", email="bo@example.se", role="chef", chief="Ja")
    assert "som chef." in lena.reply
    undo = lena.button("Ångra")
    lena.presses("Ångra")
    assert f"Bo står inte på listan för {NASSJO}." in lena.reply
    gone = conversation.rows(Member)[-1]
    assert (gone.name, gone.email, gone.email_key, gone.role) == ("", None, None, Role.STAFF)
    lena.sends(undo.action, value=undo.value)
    assert OUTDATED in lena.reply
    lena.says("personal")
    assert "Bo" not in lena.reply
    adds(lena, name="Bo", email="bo@example.se")
    assert "Bo står på listan" in lena.reply


def test_only_who_added_somebody_takes_it_back_and_soon(conversation: Conversation) -> None:
    lena, katarina = conversation.manager("Lena"), conversation.coordinator("Katarina")
    adds(lena, name="Bo", email="bo@example.se")
    undo = lena.button("Ångra")
    katarina.sends(undo.action, value=undo.value)
    assert OUTDATED in katarina.reply
    conversation.clock.now += timedelta(days=2)
    lena.sends(undo.action, value=undo.value)
    assert OUTDATED in lena.reply
    assert member(conversation, "Bo").email == "bo@example.se"


def test_the_same_form_sent_twice_adds_once(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    adds(lena, name="Bo", email="bo@example.se")
    lena.again()
    assert lena.answers[-1].body == lena.answers[-2].body
    assert len(conversation.rows(Employment)) == 2
    adds(lena, name="Bo", email="BO@example.se", starts_on=date(2020, 6, 1))
    assert lena.errors == {"email": "Bo finns redan på listan."}


def test_adding_who_waits_confirms_them(conversation: Conversation) -> None:
    lena, vilma = conversation.manager("Lena"), conversation.staff("Vilma", confirmed=False)
    adds(lena, name="Vilma Ros", email=vilma.profile.email or "", starts_on=YESTERDAY)
    assert "✅ Vilma står på listan" in lena.reply
    assert spells(conversation, vilma) == [(NASSJO, YESTERDAY, None, False)]


def test_a_manager_adds_nobody_who_works_elsewhere(conversation: Conversation) -> None:
    lena, olof = conversation.manager("Lena"), conversation.staff("Olof Hemlig", VETLANDA)
    adds(lena, name="Olle", email=olof.profile.email or "")
    assert lena.errors == {"email": f"Olle {ASK_COORDINATOR}"}
    assert len(spells(conversation, olof)) == 1
    katarina = conversation.coordinator("Katarina")
    adds(lena, name="Katarina", email=katarina.profile.email or "")
    assert "Det kan bara en regional utvecklare ändra." in lena.errors["email"]


def test_a_coordinator_adds_anybody_and_roles_stay(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    olof = conversation.manager("Olof", VETLANDA)
    katarina.says("personal lägg till")
    katarina.fills(library=NASSJO, name="Olof", email=olof.profile.email or "")
    assert f"✅ Olof står på listan för {NASSJO} från 27 maj 2020, som chef." in katarina.reply
    assert role_of(conversation, olof) is Role.MANAGER
    katarina.presses("Ångra")
    assert [place for place, *_ in spells(conversation, olof)] == [VETLANDA]
    assert role_of(conversation, olof) is Role.MANAGER
    katarina.says("personal lägg till Eva eva@example.se")
    katarina.fills(library=VETLANDA, role="regional utvecklare")
    assert "som regional utvecklare." in katarina.reply
    eva = conversation.stranger("Eva", email="eva@example.se")
    eva.runs("/progress")
    assert eva.reply.startswith("Jönköpings län")


def test_the_library_has_to_be_said_where_there_are_several(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    sound = {"name": "Bo", "email": "bo@x.se", "role": "staff", "starts_on": "2020-05-27"}
    for library in ("", "0", "99999"):
        katarina.sends("team.added", values=sound | {"library": library})
        assert list(katarina.errors) == ["library"]
    lena = conversation.manager("Lena")
    conversation.also_at(lena, VETLANDA, chief=True)
    lena.says("personal Vetlanda")
    lena.presses("Lägg till någon …")
    lena.fills(name="Bo", email="bo@x.se")
    assert f"listan för {VETLANDA}" in lena.reply
    aneby = library_id(conversation, "Aneby bibliotek")
    lena.sends("team.added", values=sound | {"library": str(aneby)})
    assert "Det här kan du inte se" in lena.reply


def test_who_left_comes_back_with_what_they_have_done(conversation: Conversation) -> None:
    lena, olof = conversation.manager("Lena"), conversation.staff("Olof")
    olof.finishes(conversation.title(), YESTERDAY)
    lena.says("personal Olof slutar igår")
    assert "Sista dagen är 26 maj 2020." in lena.reply
    conversation.clock.now += timedelta(days=30)
    lena.says("personal Olof kommer tillbaka")
    lena.fills(starts_on=date(2020, 6, 15), role="chef")
    assert "✅ Olof står på listan" in lena.reply
    assert spells(conversation, olof) == [
        (NASSJO, date(2020, 1, 1), TODAY, False),
        (NASSJO, date(2020, 6, 15), None, False),
    ]
    assert role_of(conversation, olof) is Role.MANAGER
    lena.says("personal Olof")
    assert "På biblioteket sedan: 15 juni 2020" in lena.reply
    assert "Lärresurser: 1" in lena.reply
    assert len(conversation.rows(Completion)) == 1


def test_a_role_does_not_come_back_by_itself(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    nils = conversation.staff("Nils", role=Role.MANAGER, ends_on=TODAY)
    lena.says("personal tidigare")
    lena.fills(person="Nils")
    lena.presses("Kommer tillbaka …")
    lena.fills()
    assert "som medarbetare." in lena.reply
    assert role_of(conversation, nils) is Role.STAFF
    lena.presses("Ångra")
    assert role_of(conversation, nils) is Role.MANAGER
    nils.runs("/progress")
    assert "Du står inte som anställd" in nils.reply


def test_coming_back_before_having_left_is_told_at_the_day(conversation: Conversation) -> None:
    lena, olof = conversation.manager("Lena"), conversation.leaver("Olof")
    lena.says("personal kommer tillbaka Olof")
    lena.fills(starts_on=date(2020, 5, 1))
    assert lena.errors == {
        "starts_on": "Olof har redan en anställning där som börjar 1 januari 2020. "
        "Välj en annan dag."
    }
    assert len(spells(conversation, olof)) == 1


def test_who_went_to_another_library_comes_back_by_the_coordinator(
    conversation: Conversation,
) -> None:
    lena, olof = conversation.manager("Lena"), conversation.leaver("Olof")
    conversation.also_at(olof, VETLANDA)
    lena.says("personal Olof tillbaka")
    lena.fills()
    assert ASK_COORDINATOR in lena.errors["starts_on"]
    katarina = conversation.coordinator("Katarina")
    katarina.sends("team.person", value=f"{library_id(conversation, NASSJO)}|{olof.member_id}")
    katarina.presses("Kommer tillbaka …")
    katarina.fills()
    assert "✅ Olof står på listan" in katarina.reply


def test_a_fresh_installation_begins_with_whom_the_settings_name(
    conversation: Conversation,
) -> None:
    katarina = conversation.stranger("Katarina", email=COORDINATOR)
    adds(katarina, library=NASSJO, name="Lena", email="lena@x.se", role="chef", chief="Ja")
    lena = conversation.stranger("Lena", email="lena@x.se")
    lena.says("personal")
    assert "Lena | bibliotekschef | Nej | Nej | 0" in lena.reply
    assert member(conversation, "Lena").role == Role.MANAGER
    assert member(conversation, "Katarina").role == Role.STAFF  # the settings say the rest
