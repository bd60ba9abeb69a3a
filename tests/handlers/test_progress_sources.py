"""Stories of where figures come from: people's own word, a manager's, or KB's."""

import pytest

from storage.certifying import certify, facts_of
from storage.tables import Library, Member
from tests import builders
from tests.handlers.conversations import NASSJO, YESTERDAY, Conversation
from tests.handlers.talking import Person
from tests.handlers.test_team import library_id

OWN = "Självrapporterat."
OTHERS = "Självrapporterat, där inget annat sägs."


def assess(*people: Person) -> None:
    """People take the self-assessment."""
    for person in people:
        person.runs("/assessment", "igår")


def certified(conversation: Conversation, *people: Person) -> None:
    """Everything that people have reported is certified."""
    with conversation.database.writing() as session:
        for person in people:
            refs = [each.ref for each in facts_of(session, person.member_id)]
            assert certify(session, person.member_id, refs)


def source(person: Person) -> str:
    """What the last card says of where its figures come from."""
    (found,) = [line for line in person.reply.splitlines() if line.startswith("Självrapporterat")]
    return found


@pytest.mark.parametrize("of", ["", "länet"])
def test_of_each_figure_it_is_told(conversation: Conversation, of: str) -> None:
    anna, bo, *_ = conversation.colleagues(5)
    counted = "5 personer i personalen den 27 maj 2020."
    anna.runs("/progress", of)
    assert source(anna) == f"{OWN} {counted}"
    assess(anna, bo)
    certified(conversation, anna)
    anna.runs("/progress", of)
    mixed = "Mål 3: självrapporterat, 1 av dem intygad."
    assert source(anna) == f"{OTHERS} {mixed} {counted}"
    certified(conversation, bo)
    anna.runs("/progress", of)
    assert source(anna) == f"{OTHERS} Mål 3: intygat. {counted}"
    anna.says("mål 3")
    assert "Intygat av chefen." in anna.reply


def test_official_statistics_are_told(conversation: Conversation) -> None:
    anna, *_ = conversation.colleagues(5)
    with conversation.database.writing() as session:
        nassjo = session.get_one(Library, library_id(conversation, NASSJO))
        for year, number in ((2017, 10), (2019, 12)):
            builders.official(session, nassjo, year, "Publ111", number)
            builders.official(session, nassjo, year, "Publ211", number // 2)
    anna.runs("/progress")
    assert f"{OTHERS} Mål 8: officiell statistik (KB)." in source(anna)


def test_growth_is_nobodys_to_certify_and_stays_hidden(conversation: Conversation) -> None:
    anna, *_ = conversation.colleagues(3)
    for day, result in ((YESTERDAY.replace(year=2019), "3"), (YESTERDAY, "4")):
        anna.sends("assessment.save", values={"day": str(day), "safety": result})
    certified(conversation, anna)
    anna.runs("/progress")
    assert "Mål 3: intygat." in source(anna)
    assert "Mål 5: intygat" not in anna.reply
    assert "Mål 5: självrapporterat" not in anna.reply


def test_what_was_certified_and_is_gone_is_told_no_more(conversation: Conversation) -> None:
    anna, bo, *_ = conversation.colleagues(5)
    assess(anna, bo)
    certified(conversation, anna)
    with conversation.database.writing() as session:
        builders.on_leave(session, session.get_one(Member, anna.member_id))
    bo.runs("/progress")
    assert source(bo).startswith(f"{OWN} 4 personer")
