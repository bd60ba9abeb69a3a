"""Stories of getting started, of leaving and coming back, and of languages."""

from datetime import timedelta

import pytest
from sqlmodel import select

from handlers.cards import ChoiceField, Form
from handlers.errors import ProfileWantedError
from handlers.request import Profile
from storage.database import Database
from storage.tables import AuditEvent, Employment, Identity, Library, Member, Registration, Role
from tests.handlers.conversations import (
    COORDINATOR,
    NASSJO,
    TODAY,
    VETLANDA,
    WEDNESDAY,
    YESTERDAY,
    Conversation,
)
from tests.handlers.talking import Person


def confirm_all(conversation: Conversation) -> None:
    """Every employment is confirmed."""
    with conversation.database.writing() as session:
        for employment in session.exec(select(Employment)):
            employment.confirmed_at = WEDNESDAY


def places(conversation: Conversation) -> list[tuple[str, bool]]:
    """The employments: at which library, and whether it is confirmed."""
    names = {row.id: row.name for row in conversation.rows(Library)}
    return [
        (names[row.library_id], row.confirmed_at is not None)
        for row in conversation.rows(Employment)
    ]


def joins(person: Person, library: str, **more: str) -> None:
    """Somebody chooses a library."""
    person.runs("/kompis", "start")
    person.fills(library=library, **more)


def test_a_stranger_chooses_a_library_and_waits(conversation: Conversation) -> None:
    nina = conversation.stranger("Nina", email="Nina@Example.se")
    nina.says("klar med hängslen och livrem igår")
    assert "Jag vet inte vilket bibliotek du arbetar på." in nina.reply
    nina.presses("Kom igång")
    assert nina.form.title == "Kom igång"
    nina.fills(library=NASSJO, registered_on=YESTERDAY)
    assert nina.reply.splitlines() == [
        "Välkommen!",
        "Du är nu anmäld till Nässjö stadsbibliotek.",
        "Din chef bekräftar. Du kan börja rapportera redan nu.",
        "[Rapportera en lärresurs] [Rapportera självskattning] [Mina framsteg]",
    ]
    assert places(conversation) == [(NASSJO, False)]
    assert conversation.rows(Registration)[0].registered_on == YESTERDAY
    (member,) = conversation.rows(Member)
    assert (member.name, member.email, member.email_key) == (
        "Nina",
        "Nina@Example.se",
        "nina@example.se",
    )
    assert [row.action for row in conversation.rows(AuditEvent)][-1] == "kompis.join"

    nina.says("klar med hängslen och livrem igår")
    assert "✅ Klart!" in nina.reply
    nina.runs("/progress")
    assert nina.reply.startswith("Mina framsteg")


def test_choosing_again_while_waiting_moves_the_choice(conversation: Conversation) -> None:
    nina = conversation.stranger("Nina")
    joins(nina, NASSJO)
    conversation.clock.now += timedelta(days=2)
    joins(nina, NASSJO)
    assert conversation.rows(Employment)[0].starts_on == TODAY
    nina.runs("/progress")
    nina.presses("Byt bibliotek")
    nina.fills(library=VETLANDA)
    assert places(conversation) == [(VETLANDA, False)]
    assert conversation.rows(Employment)[0].starts_on == TODAY + timedelta(days=2)
    assert len(conversation.rows(Member)) == 1


def test_who_is_confirmed_cannot_choose_again(conversation: Conversation) -> None:
    nina = conversation.stranger("Nina")
    joins(nina, NASSJO)
    form = nina.answers[-2].body
    assert isinstance(form, Form)
    confirm_all(conversation)
    nina.runs("/kompis", "start")
    assert "Du är redan med på Nässjö stadsbibliotek." in nina.reply
    library = form.fields[0]
    assert isinstance(library, ChoiceField)
    nina.sends("kompis.join", values={"library": library.options[0].value})
    assert "Du är redan med på Nässjö stadsbibliotek." in nina.reply
    assert places(conversation) == [(NASSJO, True)]


def test_the_same_form_sent_twice_joins_once(conversation: Conversation) -> None:
    nina = conversation.stranger("Nina")
    joins(nina, NASSJO)
    nina.again()
    assert nina.answers[-1] == nina.answers[-2]
    assert len(conversation.rows(Member)) == len(conversation.rows(Identity)) == 1
    assert places(conversation) == [(NASSJO, False)]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "library"),
        ({"library": "0"}, "library"),
        ({"library": "Atlantis"}, "library"),
        ({"library": "1", "registered_on": "2020-05-28"}, "registered_on"),
        ({"library": "1", "registered_on": "nyss"}, "registered_on"),
    ],
)
def test_a_form_that_is_wrong_stores_nobody(
    conversation: Conversation, values: dict[str, str], field: str
) -> None:
    nina = conversation.stranger("Nina")
    library = conversation.rows(Library)[0].id
    given = {name: str(library) if value == "1" else value for name, value in values.items()}
    nina.sends("kompis.join", values=given)
    assert list(nina.errors) == [field]
    assert not conversation.rows(Member)


def test_a_region_without_libraries_says_whom_to_ask(database: Database) -> None:
    nina = Conversation(database, shipped=False).stranger("Nina")
    nina.runs("/kompis", "start")
    assert "Det finns inga bibliotek att välja än." in nina.reply


def test_who_is_on_the_roster_is_known_by_the_address(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    other = conversation.stranger("A. Andersson", email=(anna.profile.email or "").upper())
    other.says("klar med hängslen och livrem igår")
    assert "✅ Klart!" in other.reply
    assert {row.member_id for row in conversation.rows(Identity)} == {anna.member_id}


@pytest.mark.parametrize("email", [None, "", "  ", "nobody@example.se"])
def test_another_address_is_nobody(conversation: Conversation, email: str | None) -> None:
    conversation.staff("Anna")
    stranger = conversation.stranger("Anna", email=email)
    stranger.runs("/progress")
    assert "Jag vet inte vilket bibliotek du arbetar på." in stranger.reply
    joins(stranger, NASSJO)
    other = conversation.stranger("Bo", email=email and email.replace("nobody", "somebody"))
    joins(other, NASSJO)
    assert len(conversation.rows(Member)) == 3


def test_whom_the_settings_name_is_a_coordinator_at_once(conversation: Conversation) -> None:
    katarina = conversation.stranger("Katarina", email=COORDINATOR.title())
    katarina.runs("/progress")
    assert katarina.reply.startswith("Jönköpings län\n")
    assert "Nässjö | " in katarina.reply
    katarina.runs("/progress")
    assert katarina.reply.startswith("Jönköpings län\n")


def test_whom_the_settings_name_is_a_coordinator_though_known_as_staff(
    conversation: Conversation,
) -> None:
    katarina = conversation.staff("Katarina")
    with conversation.database.writing() as session:
        session.get_one(Member, katarina.member_id).email_key = COORDINATOR
    katarina.runs("/progress")
    assert katarina.reply.startswith("Jönköpings län\n")


def test_a_leaver_is_told_so_and_nothing_is_stored(conversation: Conversation) -> None:
    olof = conversation.leaver("Olof")
    before = [len(conversation.rows(table)) for table in (Registration, Employment)]
    for route, text in (
        ("message", "klar med hängslen och livrem igår"),
        ("training", ""),
        ("assessment", "idag"),
        ("progress", ""),
        ("registration.record", ""),
    ):
        olof.sends(route, text=text)
        assert "Du står inte som anställd på något bibliotek idag." in olof.reply
        assert olof.buttons == ["Kom igång"]
    assert [len(conversation.rows(table)) for table in (Registration, Employment)] == before


def test_a_leaver_comes_back_and_waits_anew(conversation: Conversation) -> None:
    olof = conversation.leaver("Olof")
    olof.runs("/progress")
    olof.presses("Kom igång")
    olof.fills(library=VETLANDA)
    assert "Du är nu anmäld till Vetlanda bibliotek." in olof.reply
    assert places(conversation) == [(NASSJO, True), (VETLANDA, False)]
    olof.runs("/assessment", "idag")
    assert "✅ Klart!" in olof.reply


def test_a_manager_who_left_does_not_come_back_as_one(conversation: Conversation) -> None:
    lena = conversation.staff("Lena", role=Role.MANAGER, ends_on=TODAY)
    joins(lena, VETLANDA)
    confirm_all(conversation)
    lena.runs("/progress")
    assert lena.reply.startswith(VETLANDA)
    lena.sends("team")
    assert "Det här kan du inte se" in lena.reply


def test_who_starts_tomorrow_is_not_there_yet(conversation: Conversation) -> None:
    olof = conversation.staff("Olof", starts_on=TODAY + timedelta(days=1))
    olof.runs("/progress")
    assert "Du står inte som anställd" in olof.reply
    conversation.clock.now = WEDNESDAY.replace(hour=22)  # past midnight in Stockholm
    olof.runs("/progress")
    assert olof.reply.startswith(NASSJO)


@pytest.mark.parametrize("word", ["Engelska", "english"])
def test_a_language_is_chosen_by_word(conversation: Conversation, word: str) -> None:
    anna = conversation.staff("Anna")
    anna.runs("/kompis", word)
    assert "I will answer in English from now on." in anna.reply
    anna.presses("Svara på svenska")
    assert "Då svarar jag på svenska från och med nu." in anna.reply
    anna.sends("kompis.language", value="fi")
    assert "Den knappen gäller inte längre" in anna.reply


def test_the_answer_is_in_the_best_known_language(
    conversation: Conversation, database: Database
) -> None:
    english = "Write as you talk"
    nina = conversation.stranger("Nina", locale="en-GB")
    nina.runs("/kompis")
    assert english in nina.reply
    joins(nina, NASSJO)
    nina.runs("/kompis")
    assert english in nina.reply
    anna = conversation.staff("Anna", locale=None)
    anna.runs("/kompis")
    assert english not in anna.reply
    abroad = Conversation(database, "Abroad", tenant="T2", language="en", shipped=False)
    ann = abroad.stranger("Ann", locale=None)
    ann.runs("/kompis")
    assert english in ann.reply


def test_whom_the_roster_tied_to_an_account_is_asked_for_a_language_once(
    conversation: Conversation,
) -> None:
    ann = conversation.staff("Ann", locale=None)
    request = conversation.request_to("kompis", ann.account)
    with pytest.raises(ProfileWantedError) as wanted:
        conversation.desk.answer(request)
    assert not wanted.value.needed
    ann.profile = Profile("Ann", "somebody.else@example.se", "en-GB")
    ann.runs("/kompis")
    assert "Write as you talk" in ann.reply
    assert conversation.desk.answer(request) == ann.answer
    (identity,) = conversation.rows(Identity)
    assert (identity.member_id, identity.locale) == (ann.member_id, "en-GB")


def test_whose_language_is_told_by_nobody_is_answered_in_the_regions(
    conversation: Conversation,
) -> None:
    ann = conversation.staff("Ann", locale=None)
    ann.profile = Profile("", None, None)
    ann.runs("/training", "hängslen och livrem igår")
    assert "✅ Klart!" in ann.reply
    assert conversation.rows(Identity)[0].locale is None
    ann.runs("/kompis", "english")
    known = conversation.request_to("kompis", ann.account)
    assert conversation.desk.answer(known) is not None


def test_only_who_leads_is_told_how_to(conversation: Conversation) -> None:
    anna, lena = conversation.staff("Anna"), conversation.manager("Lena")
    katarina = conversation.coordinator("Katarina")
    for person in (anna, lena, katarina):
        person.says("hjälp")
        assert "mål förklarar målen, handledning visar handledningen" in person.reply
    assert "personal visar vilka som är klara" not in anna.reply
    for leader in (lena, katarina):
        assert "personal visar vilka som är klara och vem som väntar" in leader.reply
