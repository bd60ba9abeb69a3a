"""Stories of accounts that have an address of the roster's which nobody has proof of."""

import pytest
from sqlmodel import select

from handlers.errors import OutdatedButtonError
from storage.tables import AuditEvent, Identity, Member
from tests import builders
from tests.handlers.conversations import COORDINATOR, Conversation
from tests.handlers.talking import Person

ACCOUNT = "som också står på ditt konto. Är det du?"
ADDRESS = "anna.ek@bibliotek.example"


@pytest.fixture
def anna(conversation: Conversation) -> Person:
    """Somebody on the roster, with an address."""
    anna = conversation.staff("Anna")
    mail(conversation, anna, ADDRESS)
    return anna


def mail(conversation: Conversation, person: Person, address: str) -> None:
    with conversation.database.writing() as session:
        row = session.get_one(Member, person.member_id)
        row.email, row.email_key = address, address.casefold()


def accounts(conversation: Conversation, person: Person) -> int:
    with conversation.database.reading() as session:
        mine = select(Identity).where(Identity.member_id == person.member_id)
        return len(session.exec(mine).all())


@pytest.mark.parametrize("proven", [{"email": ADDRESS}, {"email": "a@b.se", "also": ADDRESS}])
def test_an_address_with_proof_needs_no_question(
    conversation: Conversation, anna: Person, proven: dict[str, str]
) -> None:
    other = conversation.stranger("Anna Ek", **proven)
    other.says("klar med hängslen och livrem igår")
    assert "✅ Klart!" in other.reply
    assert accounts(conversation, anna) == 2


def test_one_without_is_asked_about_and_tied_by_a_yes(
    conversation: Conversation, anna: Person
) -> None:
    other = conversation.stranger("Anna Ek", email="anek01@example.se", unproven=ADDRESS)
    other.says("klar med hängslen och livrem igår")
    assert "Jag vet inte vilket bibliotek" in other.reply
    other.presses("Kom igång")
    assert other.reply.splitlines() == [
        f"På personallistan finns Anna med adressen {ADDRESS}, {ACCOUNT}",
        "[Ja, det är jag] [Nej]",
    ]
    assert accounts(conversation, anna) == 1
    other.presses("Ja, det är jag")
    assert other.reply.startswith("Bra, Anna, då vet jag vem du är.")
    assert accounts(conversation, anna) == 2
    last = conversation.rows(AuditEvent)[-1]
    assert (last.action, last.actor_id) == ("kompis.mine", anna.member_id)
    other.again()
    assert other.reply.startswith("Bra, Anna")
    assert accounts(conversation, anna) == 2
    other.says("klar med hängslen och livrem igår")
    assert "✅ Klart!" in other.reply


def test_a_no_leads_to_the_beginning(conversation: Conversation, anna: Person) -> None:
    other = conversation.stranger("Anna Eklund", email="anek02@example.se", unproven=ADDRESS)
    other.runs("/kompis", "start")
    other.presses("Nej")
    assert other.form.title == "Kom igång"
    assert accounts(conversation, anna) == 1


def test_a_button_of_somebody_elses_ties_nobody(conversation: Conversation, anna: Person) -> None:
    nina = conversation.stranger("Nina", email="nina@example.se", unproven="nobody@example.se")
    nina.sends("kompis.mine", value=str(anna.member_id))
    assert accounts(conversation, anna) == 1
    bo = conversation.staff("Bo")
    bo.sends("kompis.mine", value=str(anna.member_id))
    assert accounts(conversation, anna) == 1
    assert OutdatedButtonError.key


def test_who_leads_is_not_asked_but_confirmed(conversation: Conversation) -> None:
    for name, person in (
        ("Mia", conversation.manager("Mia")),
        ("Lotta", conversation.coordinator("Lotta")),
    ):
        mail(conversation, person, f"{name}@bibliotek.example")
        other = conversation.stranger(
            name, email=f"{name}01@example.se", unproven=f"{name}@bibliotek.example"
        )
        other.runs("/kompis", "start")
        assert other.form.title == "Kom igång"
        other.sends("kompis.mine", value=str(person.member_id))
        assert accounts(conversation, person) == 1


def test_whom_the_settings_name_is_not_asked_either(conversation: Conversation) -> None:
    named = conversation.staff("Lena")
    mail(conversation, named, COORDINATOR)
    other = conversation.stranger("Lena", email="lena01@example.se", unproven=COORDINATOR)
    other.runs("/kompis", "start")
    assert other.form.title == "Kom igång"


def test_the_settings_name_a_coordinator_by_either_address(conversation: Conversation) -> None:
    lena = conversation.stranger("Lena", email="lena01@example.se", also=COORDINATOR)
    lena.runs("/progress")
    assert "vet inte vilket bibliotek" not in lena.reply
    [row] = [row for row in conversation.rows(Member) if row.email_key == COORDINATOR]
    assert row.name == "Lena"
    assert builders.key(row)
