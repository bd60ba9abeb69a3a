"""Stories of certifying: a manager confirms what the own staff have reported, and takes it back."""

import pytest

from goals.progress import Source
from storage.tables import AuditEvent, Completion, Library, Registration, Role, SelfAssessment
from tests.handlers.conversations import COURSE, NASSJO, TODAY, VETLANDA, Conversation
from tests.handlers.talking import Person

NOT_ALLOWED = "Det här kan du inte se eller ändra själv."
OUT_OF_DATE = "Den knappen gäller inte längre."


@pytest.fixture
def anna(conversation: Conversation) -> Person:
    """Staff with something reported of each kind."""
    anna = conversation.staff("Anna")
    anna.sends("assessment.save", values={"day": "2020-05-26", "safety": "6,66"})
    anna.sends("registration.record")
    anna.finishes(conversation.title(), TODAY)
    return anna


@pytest.fixture
def lena(conversation: Conversation) -> Person:
    return conversation.manager("Lena")


def sources(conversation: Conversation) -> set[Source]:
    """How far what is stored can be trusted."""
    tables = (Completion, Registration, SelfAssessment)
    return {row.source for table in tables for row in conversation.rows(table)}  # type: ignore[attr-defined]


def place(conversation: Conversation, name: str = NASSJO) -> int:
    return next(row.id or 0 for row in conversation.rows(Library) if row.name == name)


def deeds(conversation: Conversation) -> list[tuple[str, int | None]]:
    events = [row for row in conversation.rows(AuditEvent) if row.action.startswith("certify.")]
    return [(row.action.removeprefix("certify."), row.subject_id) for row in events]


def opens(lena: Person, name: str = "Anna") -> None:
    """From who is done to somebody's reports."""
    lena.says("personal")
    lena.presses("Intyga …")
    lena.presses("Välj person …")
    lena.fills(person=name)


def test_a_manager_certifies_everything_and_takes_it_back(
    conversation: Conversation, lena: Person, anna: Person
) -> None:
    lena.says("personal")
    lena.presses("Intyga …")
    assert "Namn | Rapporterat | Intygat\nAnna | 3 | 0" in lena.reply
    assert "Lena |" not in lena.reply
    lena.presses("Välj person …")
    lena.fills(person="Anna")
    assert lena.reply.splitlines()[:4] == [
        "Det som Anna har rapporterat",
        "⬜ Registrerad på Digiteket, 27 maj 2020 (självrapporterat)",
        "⬜ Självskattningen, 26 maj 2020 (självrapporterat)",
        f"⬜ {COURSE}, 27 maj 2020 (självrapporterat)",
    ]
    assert "6,66" not in lena.reply
    lena.presses("Intyga allt")
    assert "Intygat för Anna: 3 uppgifter." in lena.reply
    assert lena.answer.replaces
    assert sources(conversation) == {Source.CONFIRMED}
    anna.runs("/training", "lista")
    assert f"{COURSE}, 27 maj 2020 (intygad)" in anna.reply
    lena.presses("Ångra")
    assert "Inte längre intygat för Anna: 3 uppgifter." in lena.reply
    assert sources(conversation) == {Source.SELF_REPORTED}
    lena.presses("Intyga igen")
    assert sources(conversation) == {Source.CONFIRMED}
    assert deeds(conversation) == [
        ("people", None),
        *((deed, anna.member_id) for deed in ("person", "certify", "take_back", "certify")),
    ]


def test_one_thing_is_certified(conversation: Conversation, lena: Person, anna: Person) -> None:
    opens(lena)
    lena.presses("Intyga en sak …")
    lena.fills(fact="Självskattningen")
    assert "Intygat för Anna: 1 uppgift." in lena.reply
    lena.presses("Visa personen")
    assert "✅ Självskattningen, 26 maj 2020 (intygat)" in lena.reply
    assert lena.buttons == ["Intyga allt", "Intyga en sak …", "Ta tillbaka intygen", "Visa alla"]
    lena.presses("Visa alla")
    assert "Anna | 3 | 1" in lena.reply
    lena.says("mål 3")
    assert "Intygat av chefen." in lena.reply  # the only one who has taken it
    assert anna.member_id in {subject for _, subject in deeds(conversation)}


def test_the_same_press_twice_is_once(
    conversation: Conversation, lena: Person, anna: Person
) -> None:
    opens(lena)
    lena.presses("Intyga allt")
    first = lena.reply
    lena.again()
    assert lena.reply == first
    assert deeds(conversation).count(("certify", anna.member_id)) == 1


def test_what_is_taken_back_and_reported_anew_is_the_persons_own_word(
    conversation: Conversation, lena: Person, anna: Person
) -> None:
    opens(lena)
    lena.presses("Intyga allt")
    anna.sends("registration.undo")
    anna.sends("registration.record")
    (registration,) = conversation.rows(Registration)
    assert registration.source is Source.SELF_REPORTED


def test_nothing_is_reported_yet(conversation: Conversation, lena: Person) -> None:
    conversation.staff("Bo")
    opens(lena, "Bo")
    assert "Inget är rapporterat än." in lena.reply
    assert lena.buttons == ["Visa alla"]


def test_nobody_certifies_their_own_reports(conversation: Conversation, lena: Person) -> None:
    lena.runs("/assessment", "igår")
    (row,) = conversation.rows(SelfAssessment)
    value = f"{place(conversation)}|{lena.member_id}|a{row.id}"
    for route in ("certify.person", "certify.certify", "certify.one"):
        lena.sends(route, value=value)
        assert OUT_OF_DATE in lena.reply
    assert sources(conversation) == {Source.SELF_REPORTED}
    lena.sends("certify.people")
    assert "Ingen annan i personalen är bekräftad än." in lena.reply
    lena.sends("certify.pick")
    assert OUT_OF_DATE in lena.reply


def test_no_other_manager_nor_anybody_else_certifies(
    conversation: Conversation, anna: Person
) -> None:
    vera = conversation.manager("Vera", VETLANDA)
    value = f"{place(conversation)}|{anna.member_id}|r"
    others = (vera, conversation.staff("Bo"), conversation.coordinator("Katarina"))
    for person in others:
        for route in ("certify.person", "certify.certify", "certify.take_back", "certify.one"):
            person.sends(route, value=value)
            assert NOT_ALLOWED in person.reply
    mine = f"{place(conversation, VETLANDA)}|{anna.member_id}|r"
    vera.sends("certify.certify", value=mine)
    assert OUT_OF_DATE in vera.reply
    assert sources(conversation) == {Source.SELF_REPORTED}
    assert not deeds(conversation)


def test_who_leads_two_libraries_certifies_at_each(
    conversation: Conversation, lena: Person
) -> None:
    conversation.also_at(lena, VETLANDA, chief=True)
    vera = conversation.staff("Vera", VETLANDA)
    vera.sends("registration.record")
    lena.sends("certify.people", value=str(place(conversation, VETLANDA)))
    assert "Vera | 1 | 0" in lena.reply
    lena.presses("Välj person …")
    lena.fills(person="Vera")
    lena.presses("Intyga allt")
    assert sources(conversation) == {Source.CONFIRMED}


def test_a_colleagues_reports_are_not_certified_through_anothers_card(
    conversation: Conversation, lena: Person, anna: Person
) -> None:
    bo = conversation.staff("Bo")
    (row,) = conversation.rows(Completion)
    lena.sends("certify.certify", value=f"{place(conversation)}|{bo.member_id}|c{row.id}")
    assert OUT_OF_DATE in lena.reply
    assert anna.member_id
    assert sources(conversation) == {Source.SELF_REPORTED}


@pytest.mark.parametrize("value", ["", "1", "1|2", "1|2|x", "1|2|r,", "1|2|a", "a|b|r"])
def test_a_button_that_nobody_made(
    conversation: Conversation, lena: Person, anna: Person, value: str
) -> None:
    lena.sends("certify.certify", value=value)
    assert OUT_OF_DATE in lena.reply or NOT_ALLOWED in lena.reply
    assert anna.member_id
    assert sources(conversation) == {Source.SELF_REPORTED}


@pytest.mark.usefixtures("anna")
def test_a_form_without_a_choice(conversation: Conversation, lena: Person) -> None:
    lena.sends("certify.picked", state=str(place(conversation)))
    assert "person" in lena.errors
    lena.sends("certify.one_chosen", state="1|2|")
    assert "fact" in lena.errors


def test_with_everything_certified_there_is_nothing_to_choose(
    lena: Person, anna: Person, conversation: Conversation
) -> None:
    opens(lena)
    lena.presses("Intyga allt")
    lena.sends("certify.one", value=f"{place(conversation)}|{anna.member_id}|")
    assert OUT_OF_DATE in lena.reply


def test_in_english(conversation: Conversation, anna: Person) -> None:
    lena = conversation.staff("Lena", role=Role.MANAGER, locale="en-GB")
    lena.sends("certify.person", value=f"{place(conversation)}|{anna.member_id}|")
    assert "⬜ The self-assessment, 26 May 2020 (self-reported)" in lena.reply
