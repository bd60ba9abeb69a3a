"""What is stored about me, who has seen it, everything as a file, and what is mine erased."""

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

from goals.record import Area
from storage.tables import (
    AuditEvent,
    Completion,
    ErasureRequest,
    GrowthReport,
    Member,
    SelfAssessment,
)
from tests import builders
from tests.handlers.conversations import (
    COURSE,
    NASSJO,
    TODAY,
    WEDNESDAY,
    YESTERDAY,
    Conversation,
)
from tests.handlers.talking import Person

RESULTS = {Area.SAFETY: Decimal("4.25"), Area.CONTENT: Decimal(3)}


def experienced(conversation: Conversation, name: str = "Anna") -> Person:
    """Somebody with a finished course, two self-assessments and an answer on growth."""
    anna = conversation.staff(name)
    anna.finishes(conversation.title(), YESTERDAY)
    anna.says("registrerade mig på Digiteket idag")
    with conversation.database.writing() as session:
        member = session.get_one(Member, anna.member_id)
        builders.assessed(session, member, on=YESTERDAY, results=RESULTS)
        builders.assessed(session, member, on=TODAY)
        builders.grew(session, member, on=TODAY)
    return anna


def actions(conversation: Conversation) -> list[tuple[str, int | None, int | None]]:
    """The log of what people did with their own data: what, by whom, about whom."""
    rows = conversation.rows(AuditEvent)
    mine = [row for row in rows if row.action.startswith("mydata.")]
    return [(row.action, row.actor_id, row.subject_id) for row in mine]


def file_of(person: Person) -> Any:
    """The file of the last reply, read."""
    (file,) = person.answer.files
    return json.loads(file.content)


def test_counts_days_and_the_own_results(conversation: Conversation) -> None:
    anna = experienced(conversation)
    anna.says("mina uppgifter")
    lines = anna.reply.splitlines()
    assert lines[0] == "Mina uppgifter"
    assert lines[1].startswith("Namn och e-post: Anna, anna.")
    for line in (
        "Bibliotek: Nässjö stadsbibliotek, från 1 januari 2020",
        "Konton: 1",
        "Digiteket: registrerad sedan 27 maj 2020",
        "Slutförda lärresurser: 1, den senaste 26 maj 2020",
        "Självskattningar: 2, den senaste 27 maj 2020",
        "Svar om din utveckling: 1, det senaste 27 maj 2020 (ser bara du)",
        "Påminnelser: på. Ditt namn i kanalen: nämns inte.",
        "Sett eller ändrat av andra: 0 gånger",
        "26 maj 2020: Skapa digitalt innehåll 3 · Säkerhet 4,25",
    ):
        assert line in lines
    assert "Inbjudningar" not in anna.reply
    assert not anna.answer.files
    assert anna.answer.audience == "private"


def test_in_english(conversation: Conversation) -> None:
    anna = conversation.staff("Anna", locale="en-GB")
    anna.says("my data")
    assert "Library: Nässjö stadsbibliotek, from 1 January 2020" in anna.reply
    assert "Finished resources" not in anna.reply


def test_invitations_and_leaves_are_counted(conversation: Conversation) -> None:
    anna, bo = conversation.staff("Anna"), conversation.staff("Bo")
    with conversation.database.writing() as session:
        one, other = (session.get_one(Member, each.member_id) for each in (anna, bo))
        builders.invited(session, one, builders.resource(session, one), by=other)
        builders.on_leave(session, one, starts_on=TODAY + timedelta(9))
    anna.says("mydata")
    assert "Inbjudningar: 1 till dig och 0 från dig" in anna.reply
    assert "Ledigheter: 1" in anna.reply
    bo.says("mydata")
    assert "Inbjudningar: 0 till dig och 1 från dig" in bo.reply


def test_a_stranger_reads_that_nothing_is_stored(conversation: Conversation) -> None:
    nina = conversation.stranger("Nina")
    nina.says("mina uppgifter")
    assert "Jag har inte sparat något om dig." in nina.reply
    assert not [row for row in conversation.rows(Member) if row.name == "Nina"]
    nina.sends("mydata.export")
    assert not nina.answer.files


def test_who_has_left_still_reads_downloads_and_erases(conversation: Conversation) -> None:
    olof = conversation.leaver("Olof")
    olof.says("mina uppgifter")
    assert "Namn och e-post: Olof" in olof.reply
    olof.presses("Ladda ner allt")
    assert file_of(olof)["member"][0]["name"] == "Olof"
    olof.says("mina uppgifter")
    olof.presses("Radera …")
    olof.presses("Radera mitt eget och begär resten")
    assert len(conversation.rows(ErasureRequest)) == 1


# The file


def test_everything_as_a_file(conversation: Conversation) -> None:
    anna = experienced(conversation)
    anna.says("mina uppgifter")
    anna.presses("Ladda ner allt")
    assert "som en fil i vårt direktmeddelande" in anna.reply
    (file,) = anna.answer.files
    assert (file.name, file.media_type) == ("mina-uppgifter-2020-05-27.json", "application/json")
    stored = file_of(anna)
    assert stored["region"] == "Jönköpings län"
    assert stored["exported_at"] == WEDNESDAY.isoformat()
    assert stored["completions"][0]["title"] == COURSE
    assert stored["self_assessments"][0]["safety"] == 4.25
    assert stored["growth_reports"][0]["developed"] is True
    assert stored["accounts"][0]["user_id"] == anna.account.user_id
    assert stored["seen_or_changed_by"][-1]["action"] == "mydata.export"
    assert actions(conversation) == [("mydata.export", anna.member_id, anna.member_id)]


def test_nothing_of_a_colleague_is_in_the_file(conversation: Conversation) -> None:
    anna, bo = experienced(conversation), experienced(conversation, "Bosse Hemlig")
    anna.sends("mydata.export")
    (file,) = anna.answer.files
    text = file.content.decode()
    assert "Hemlig" not in text
    assert bo.account.user_id not in text


# The log


def test_who_has_seen_it(conversation: Conversation) -> None:
    anna, lena = conversation.staff("Anna"), conversation.manager("Lena")
    lena.runs("/progress")
    lena.presses("Personalen")
    anna.says("mina uppgifter")
    assert "Sett eller ändrat av andra: 1 gång" in anna.reply
    anna.presses("Vem har sett mina uppgifter?")
    assert "27 maj 2020 kl. 10:00 | såg personalens lista | chef" in anna.reply
    assert "Lena" not in anna.reply


def test_the_own_downloads_are_in_the_log(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.sends("mydata.export")
    anna.sends("mydata.log")
    assert "27 maj 2020 kl. 10:00 | laddade ner allt | du" in anna.reply
    anna.presses("Mina uppgifter")
    assert "Sett eller ändrat av andra: 0 gånger" in anna.reply


def test_an_empty_and_a_long_log(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.sends("mydata.log")
    assert "Ingen har sett eller ändrat dina uppgifter än." in anna.reply
    with conversation.database.writing() as session:
        for number in range(25):
            session.add(
                AuditEvent(
                    at=WEDNESDAY + timedelta(minutes=number),
                    actor_id=None,
                    subject_id=anna.member_id,
                    action="future.action",
                )
            )
    anna.sends("mydata.log")
    rows = [line for line in anna.reply.splitlines() if "future.action" in line]
    assert len(rows) == 20
    assert rows[0] == "27 maj 2020 kl. 10:24 | future.action | Kompis eller den som sköter Kompis"
    assert "Och 5 till." in anna.reply


# What is the person's own


def test_nothing_is_erased_before_the_second_question_is_answered(
    conversation: Conversation,
) -> None:
    anna = experienced(conversation)
    anna.says("mina uppgifter")
    anna.presses("Radera …")
    assert "Inget är raderat än." in anna.reply
    anna.presses("Behåll allt")
    assert "Säkerhet 4,25" in anna.reply
    assert not actions(conversation)


def test_what_is_the_own_is_erased_at_once(conversation: Conversation) -> None:
    anna, bo = experienced(conversation), experienced(conversation, "Bo")
    anna.sends("mydata.erase")
    anna.presses("Radera mitt eget")
    assert "Det som var ditt eget är raderat." in anna.reply
    assert {row.member_id for row in conversation.rows(GrowthReport)} == {bo.member_id}
    results = {row.member_id for row in conversation.rows(SelfAssessment) if row.safety is not None}
    assert results == {bo.member_id}
    assert len(conversation.rows(Completion)) == 2
    assert not conversation.rows(ErasureRequest)
    anna.presses("Mina uppgifter")
    assert "Självskattningar: 2" in anna.reply
    assert "Säkerhet" not in anna.reply
    assert ("mydata.erase_own", anna.member_id, anna.member_id) in actions(conversation)


def test_the_rest_is_asked_for_and_can_be_withdrawn(conversation: Conversation) -> None:
    anna = experienced(conversation)
    for _ in range(2):  # twice is once
        anna.sends("mydata.erase")
        anna.presses("Radera mitt eget och begär resten")
        assert "väntar på beslut sedan 27 maj 2020." in anna.reply
    assert len(conversation.rows(ErasureRequest)) == 1
    anna.presses("Mina uppgifter")
    assert "väntar på beslut" in anna.reply
    anna.presses("Ta tillbaka min begäran")
    assert "Din begäran är tillbakatagen." in anna.reply
    assert not conversation.rows(ErasureRequest)
    anna.again()
    assert "Den knappen gäller inte längre." in anna.reply
    anna.says("mina uppgifter")
    assert "Ta tillbaka min begäran" not in anna.buttons


def test_a_place_for_each_library(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    conversation.also_at(anna, "Vetlanda bibliotek")
    anna.says("mydata")
    assert anna.reply.count("Bibliotek: ") == 2
    assert NASSJO in anna.reply
