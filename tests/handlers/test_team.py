"""Stories of the list: who sees whom, what of goals 3 and 4 is done, pages and filters."""

from datetime import date, timedelta

import pytest

from goals.record import Area
from handlers.cards import Table
from handlers.team.roster import MOST_WAITING, PAGE
from storage.database import Database
from storage.tables import AuditEvent, Library, Member, Role
from tests import builders
from tests.handlers.conversations import NASSJO, TODAY, VETLANDA, YESTERDAY, Conversation
from tests.handlers.talking import Person

NOT_ALLOWED = "Det här kan du inte se eller ändra själv."
HEADER = "Namn | Roll | Självskattning | Digiteket | Lärresurser"


def seen(conversation: Conversation, action: str = "team.seen") -> list[AuditEvent]:
    """What is written down of who saw whom."""
    return [row for row in conversation.rows(AuditEvent) if row.action == action]


def on_leave(
    conversation: Conversation, person: Person, first: date, last: date | None = None
) -> None:
    """Somebody is on leave from a first to a last day."""
    ends_on = None if last is None else last + timedelta(days=1)
    with conversation.database.writing() as session:
        member = session.get_one(Member, person.member_id)
        builders.on_leave(session, member, starts_on=first, ends_on=ends_on)


def library_id(conversation: Conversation, name: str) -> int:
    """The id of a library of the county."""
    rows = conversation.rows(Library)
    return next(
        builders.key(row)
        for row in rows
        if row.name == name and row.region_id == conversation.region_id
    )


def table_of(person: Person) -> list[str]:
    """The names in the last table."""
    tables = [part for part in person.card.parts if isinstance(part, Table)]
    return [row[0] for table in tables for row in table.rows]


@pytest.mark.parametrize("words", ["", "Nässjö", NASSJO.upper()])
@pytest.mark.parametrize("word", ["team", "personal", "/personal"])
def test_a_manager_sees_the_own_list_and_facts_alone(
    conversation: Conversation, word: str, words: str
) -> None:
    lena = conversation.manager("Lena")
    anna = conversation.staff("Anna")
    conversation.staff("Bo")
    conversation.staff("Olof", VETLANDA)
    anna.sends("assessment.save", values={"day": str(YESTERDAY), Area.SAFETY: "6,66"})
    anna.sends("registration.record")
    anna.finishes(conversation.title(), TODAY)
    lena.says(f"{word} {words}")
    assert lena.reply.splitlines() == [
        f"Personalen på {NASSJO}",
        "3 personer räknas in i målen 27 maj 2020.",
        HEADER,
        "Anna | medarbetare | Ja | Ja | 1",
        "Bo | medarbetare | Nej | Nej | 0",
        "Lena | bibliotekschef | Nej | Nej | 0",
        "Du ser om det är gjort. Resultat och utveckling är var och ens egna.",
        "[Lägg till någon …] [Ändra för någon …] [Visa dem som har något kvar] [Intyga …]",
    ]
    assert "6,66" not in lena.reply
    (event,) = seen(conversation)
    assert (event.actor_id, event.at) == (lena.member_id, conversation.clock.now)
    assert event.object_id == library_id(conversation, NASSJO)


def test_in_english_too(conversation: Conversation) -> None:
    boss = conversation.manager("Lena")
    boss.runs("/kompis", "english")
    boss.says("team")
    assert boss.reply.splitlines()[:4] == [
        f"The team at {NASSJO}",
        "1 person counts towards the goals on 27 May 2020.",
        "Name | Role | Self-assessment | Digiteket | Resources",
        "Lena | chief librarian | No | No | 0",
    ]


def test_an_empty_list_says_how_to_begin(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    katarina.says("team Aneby")
    assert "Här finns ingen än. Lägg till dem som arbetar på biblioteket" in katarina.reply
    assert katarina.buttons == ["Lägg till någon …", "Alla bibliotek"]


@pytest.mark.parametrize("word", ["team", "team Vetlanda", "team Olof", "personal lägg till"])
def test_only_who_leads_sees_a_list(conversation: Conversation, word: str) -> None:
    conversation.staff("Olof", VETLANDA)
    for person, told in (
        (conversation.staff("Anna"), NOT_ALLOWED),
        (conversation.manager("Nils", confirmed=False), "Din chef har inte bekräftat"),
        (conversation.staff("Vilma", confirmed=False), NOT_ALLOWED),
        (conversation.leaver("Bo"), "Du står inte som anställd"),
        (conversation.stranger("Nina"), "Jag vet inte vilket bibliotek"),
    ):
        person.says(word)
        assert person.reply.startswith(told)
    assert not seen(conversation)


def test_a_manager_sees_no_other_library(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    conversation.staff("Olof", VETLANDA)
    lena.says("team Vetlanda")
    assert lena.reply.startswith(NOT_ALLOWED)
    lena.says("team Olof")
    assert "Jag hittar ingen på listan som heter Olof." in lena.reply
    vetlanda = library_id(conversation, VETLANDA)
    for value in (str(vetlanda), f"{vetlanda}|left|0", "0", "99999"):
        lena.sends("team.library", value=value)
        assert lena.reply.startswith(NOT_ALLOWED)
    for value in ("nonsense", f"{library_id(conversation, NASSJO)}|odd|0", "", "|all|0"):
        lena.sends("team.library", value=value)
        assert "Den knappen gäller inte längre." in lena.reply


def test_who_leads_two_libraries_sees_both(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    conversation.also_at(lena, VETLANDA, chief=True)
    conversation.staff("Anna", NASSJO)
    conversation.staff("Vera", VETLANDA)
    for name, theirs, others in ((NASSJO, "Anna", "Vera"), (VETLANDA, "Vera", "Anna")):
        lena.says(f"team {name}")
        assert theirs in lena.reply
        assert others not in lena.reply
    lena.presses(NASSJO)
    assert "Anna" in lena.reply
    lena.says("team Vera")
    assert lena.reply.startswith("Vera\n")


def test_who_helps_out_elsewhere_leads_nobody_there(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    conversation.also_at(lena, VETLANDA)
    conversation.staff("Vera", VETLANDA)
    lena.sends("team.library", value=str(library_id(conversation, VETLANDA)))
    assert lena.reply.startswith(NOT_ALLOWED)
    lena.says("team Vera")
    assert "Jag hittar ingen" in lena.reply


def test_how_everybody_stands(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    conversation.staff("Ada", starts_on=TODAY + timedelta(days=5))
    conversation.staff("Bo", ends_on=date(2020, 7, 1))
    for name, first, last in (
        ("Cia", date(2020, 1, 1), None),
        ("Dan", date(2020, 1, 1), date(2020, 8, 31)),
        ("Eva", date(2020, 7, 1), None),
        ("Fia", date(2020, 7, 1), date(2020, 7, 31)),
    ):
        on_leave(conversation, conversation.staff(name), first, last)
    conversation.leaver("Gun")
    conversation.staff("Hans", role=Role.COORDINATOR)
    lena.says("personal")
    assert lena.reply.splitlines()[1:12] == [
        "5 personer räknas in i målen 27 maj 2020.",
        HEADER,
        "Ada | medarbetare, börjar 1 juni 2020 | – | – | –",
        "Bo | medarbetare, sista dag 30 juni 2020 | Nej | Nej | 0",
        "Cia | medarbetare, ledig sedan 1 januari 2020 | – | – | –",
        "Dan | medarbetare, ledig till och med 31 augusti 2020 | – | – | –",
        "Eva | medarbetare, ledig från 1 juli 2020 | Nej | Nej | 0",
        "Fia | medarbetare, ledig 1 juli 2020 till 31 juli 2020 | Nej | Nej | 0",
        "Hans | regional utvecklare | Nej | Nej | 0",
        "Lena | bibliotekschef | Nej | Nej | 0",
        "Du ser om det är gjort. Resultat och utveckling är var och ens egna.",
    ]
    lena.presses("Visa lediga")
    assert table_of(lena) == ["Cia", "Dan"]
    lena.presses("Visa alla")
    lena.presses("Tidigare personal …")
    lena.fills(person="Gun")
    assert "Roll: medarbetare, slutade 26 maj 2020" in lena.reply
    assert "Självskattning" not in lena.reply


def test_those_with_something_left(conversation: Conversation) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    for person in (lena, anna):
        person.runs("/assessment", "igår")
        person.sends("registration.record")
        for beginning in ("Hängslen", "Wikipedia"):
            person.finishes(conversation.title(beginning), YESTERDAY)
    conversation.staff("Bo")
    lena.says("personal kvar")
    assert table_of(lena) == ["Bo"]
    lena.says("team remaining")
    assert table_of(lena) == ["Bo"]
    lena.presses("Visa alla")
    assert table_of(lena) == ["Anna", "Bo", "Lena"]
    lena.presses("Visa dem som har något kvar")
    assert lena.answer.replaces
    with conversation.database.writing() as session:
        bo = next(row for row in conversation.rows(Member) if row.name == "Bo")
        builders.on_leave(session, bo)
    lena.says("personal kvar")
    assert "Alla är klara med det som går att följa här." in lena.reply


def test_a_hundred_people_go_on_pages(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    people = conversation.colleagues(100)
    names = []
    lena.says("personal")
    assert "Sida 1 av 6." in lena.reply
    assert "101 personer" in lena.reply
    names += table_of(lena)
    while "Nästa" in lena.buttons:
        lena.presses("Nästa")
        assert 0 < len(table_of(lena)) <= PAGE
        names += table_of(lena)
    assert sorted(names) == sorted(["Lena", *(person.profile.name for person in people)])
    lena.presses("Föregående")
    assert "Sida 5 av 6." in lena.reply
    lena.sends("team.library", value=f"{library_id(conversation, NASSJO)}|all|99")
    assert "Sida 6 av 6." in lena.reply


def test_many_who_wait_go_on_pages_too(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    for number in range(2 * MOST_WAITING + 1):
        conversation.staff(f"Vilma {number:02}", confirmed=False)
    lena.says("personal")
    assert "11 personer väntar på att bekräftas:" in lena.reply
    assert sum(label.startswith("Bekräfta") for label in lena.buttons) == MOST_WAITING
    lena.presses("Och 6 till som väntar …")
    assert "Bekräfta Vilma 05" in lena.buttons
    lena.presses("Nästa")
    assert "Bekräfta Vilma 10" in lena.buttons
    lena.says("personal väntar")
    assert "Bekräfta Vilma 00" in lena.buttons


def test_nobody_waits(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    lena.says("team waiting")
    assert "Ingen väntar på att bekräftas." in lena.reply
    lena.sends("team.library", value=f"{library_id(conversation, NASSJO)}|away|0")
    assert "Ingen är ledig idag." in lena.reply


def test_of_who_waits_nothing_is_told(conversation: Conversation) -> None:
    lena, vilma = conversation.manager("Lena"), conversation.staff("Vilma", confirmed=False)
    vilma.runs("/assessment", "igår")
    lena.says("team vilma")
    assert lena.reply.splitlines()[:3] == [
        "Vilma",
        f"Bibliotek: {NASSJO}",
        "Roll: medarbetare, väntar sedan 1 januari 2020",
    ]
    assert "Självskattning" not in lena.reply
    assert [(row.subject_id, row.object_id) for row in seen(conversation, "team.person")] == [
        (vilma.member_id, library_id(conversation, NASSJO))
    ]


def test_one_persons_card_is_facts_alone(conversation: Conversation) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna Berg")
    for day, result in ((date(2019, 5, 6), "3"), (YESTERDAY, "4")):
        anna.sends("assessment.save", values={"day": str(day), "safety": result})
    lena.says("personal")
    lena.presses("Ändra för någon …")
    lena.fills(person="Anna")
    assert lena.reply.splitlines() == [
        "Anna Berg",
        f"Bibliotek: {NASSJO}",
        "Roll: medarbetare",
        "På biblioteket sedan: 1 januari 2020",
        f"E-post: {anna.profile.email}",
        "Självskattning: Ja",
        "Digiteket: Nej",
        "Lärresurser: 0",
        "Du ser om det är gjort. Resultat och utveckling är var och ens egna.",
        "[Intyga …] [Ändra roll …] [Ledig …] [Slutar …] [Personalen]",
    ]
    lena.presses("Personalen")
    lena.presses("Ändra för någon …")
    lena.sends("team.picked", state=lena.form.state)
    assert list(lena.errors) == ["person"]
    nobody = library_id(conversation, "Aneby bibliotek")
    katarina = conversation.coordinator("Katarina")
    katarina.sends("team.former", value=str(nobody))
    assert "Den knappen gäller inte längre." in katarina.reply


def test_the_coordinator_sees_every_library_and_who_waits(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    conversation.colleagues(3)
    conversation.staff("Vilma", VETLANDA, confirmed=False)
    katarina.says("team")
    assert f"{NASSJO} | 3 | 0 | –" in katarina.reply
    assert f"{VETLANDA} | 0 | 1 | –" in katarina.reply
    assert f"1 person väntar på att bekräftas: Vilma ({VETLANDA})." in katarina.reply
    assert len(seen(conversation, "team.waiting")) == 1
    katarina.presses(VETLANDA)
    katarina.presses("Bekräfta Vilma")
    assert "✅ Vilma är bekräftad på Vetlanda bibliotek, som medarbetare." in katarina.reply
    katarina.presses("Personalen")
    katarina.presses("Alla bibliotek")
    assert f"{VETLANDA} | 1 | 0 | –" in katarina.reply
    katarina.presses("Välj bibliotek …")
    katarina.fills(library=NASSJO)
    assert katarina.reply.startswith(f"Personalen på {NASSJO}")
    for words in ("biblioteken", "väntar", "kvar", "tidigare"):
        katarina.says(f"personal {words}")
        assert katarina.reply.startswith("Personalen i Jönköpings län")


def test_many_who_wait_in_the_county_are_not_all_named(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    for number in range(12):
        conversation.staff(f"Vilma {number:02}", VETLANDA, confirmed=False)
    katarina.says("team")
    assert "12 personer väntar" in katarina.reply
    assert "Vilma 09" in katarina.reply
    assert "Vilma 10" not in katarina.reply
    assert "Och 2 till." in katarina.reply


def test_a_region_without_libraries_says_whom_to_ask(database: Database) -> None:
    katarina = Conversation(database, shipped=False).coordinator("Katarina")
    for route in ("team", "team.libraries", "team.choose", "team.add"):
        katarina.sends(route)
        assert "Det finns inga bibliotek att välja än." in katarina.reply


def test_the_list_stands_beside_kbs_head_count(conversation: Conversation) -> None:
    katarina, lena = conversation.coordinator("Katarina"), conversation.manager("Lena")
    with conversation.database.writing() as session:
        nassjo = session.get_one(Library, library_id(conversation, NASSJO))
        builders.official(session, nassjo, 2018, "Personer99", 14)
        builders.official(session, nassjo, 2019, "Personer99", 13)
        builders.official(session, nassjo, 2020, "Publ111", 200)
    katarina.says("team")
    assert f"{NASSJO} | 1 | 0 | 13 (2019)" in katarina.reply
    for person in (katarina, lena):
        person.says("team Nässjö")
        told = "KB:s biblioteksstatistik för 2019: 13 personer i personalen (officiell statistik)."
        assert told in person.reply


def test_help_says_what_can_be_written(conversation: Conversation) -> None:
    lena, katarina = conversation.manager("Lena"), conversation.coordinator("Katarina")
    for words in ("personal hjälp", "team help", "team ?"):
        lena.says(words)
        assert "personal Anna slutar 30 juni sätter sista dagen" in lena.reply
        assert "utvecklare" not in lena.reply
    katarina.says("personal hjälp")
    assert "personal flytta Anna Vetlanda flyttar någon" in katarina.reply
    lena.says("progress help")
    assert lena.reply.startswith("Det här kan jag hjälpa till med")
