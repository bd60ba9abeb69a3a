"""Stories of courses taken together: the colleague is asked, and nothing counts before the yes."""

from datetime import timedelta

import pytest
from sqlmodel import col, delete

from goals.record import ResourceKind
from scheduler.retention import forget_old
from storage.database import Database
from storage.tables import Completion, DeliveryKind, Employment, Identity, Invitation
from tests.handlers.conversations import COURSE, TODAY, VETLANDA, YESTERDAY, Conversation
from tests.handlers.talking import Person
from tests.scheduler.mail import Mail

ASKED = DeliveryKind.INVITATION


@pytest.fixture
def conversation(database: Database) -> Conversation:
    return Conversation(database)


@pytest.fixture
def mail(conversation: Conversation) -> Mail:
    return Mail(conversation)


@pytest.fixture
def karin(conversation: Conversation) -> Person:
    return conversation.staff("Karin")


@pytest.fixture
def anna(conversation: Conversation) -> Person:
    return conversation.staff("Anna", VETLANDA)


def finished(conversation: Conversation, *people: Person) -> list[int]:
    """How many resources each has finished."""
    rows = conversation.rows(Completion)
    return [sum(row.member_id == person.member_id for row in rows) for person in people]


def test_the_colleague_is_asked_and_says_yes(
    conversation: Conversation, mail: Mail, karin: Person, anna: Person
) -> None:
    karin.says(f"klar med hängslen och livrem igår tillsammans med {anna.at}")
    assert f"{COURSE} är registrerad som gjord 26 maj 2020" in karin.reply
    assert "Jag frågar Anna om samma sak." in karin.reply
    assert karin.buttons[:2] == ["Ångra", "Fråga inte de andra"]
    assert finished(conversation, karin, anna) == [1, 0]

    assert mail.deliver(anna) == 1
    assert anna.reply.splitlines()[0] == (
        f"Karin säger att ni gick {COURSE} tillsammans den 26 maj 2020. Stämmer det?"
    )
    assert anna.buttons == ["Ja, jag har gjort den", "Nej", "En annan dag …"]
    anna.presses("Ja, jag har gjort den")
    assert anna.answer.replaces
    assert f"{COURSE} är registrerad som gjord 26 maj 2020" in anna.reply
    assert finished(conversation, karin, anna) == [1, 1]
    assert not conversation.rows(Invitation)
    anna.presses("Ångra")
    assert finished(conversation, karin, anna) == [1, 0]


def test_yes_pressed_twice_is_one(
    conversation: Conversation, mail: Mail, karin: Person, anna: Person
) -> None:
    karin.says(f"klar med hängslen och livrem tillsammans med {anna.at}")
    mail.deliver(anna)
    yes = anna.button("Ja, jag har gjort den")
    anna.presses("Ja, jag har gjort den")
    anna.sends(yes.action, value=yes.value)
    assert "finns redan på din lista" in anna.reply
    assert finished(conversation, anna) == [1]


def test_no_deletes_the_question_and_can_be_changed(
    conversation: Conversation, mail: Mail, karin: Person, anna: Person
) -> None:
    karin.says(f"klar med hängslen och livrem tillsammans med {anna.at}")
    mail.deliver(anna)
    anna.presses("Nej")
    assert anna.reply.splitlines()[0] == f"Okej, {COURSE} registreras inte för dig."
    assert not conversation.rows(Invitation)
    anna.again()
    assert "registreras inte för dig" in anna.reply
    anna.presses("Jo, jag har gjort den")
    assert finished(conversation, karin, anna) == [1, 1]


def test_no_after_yes_takes_nothing_away(
    conversation: Conversation, mail: Mail, karin: Person, anna: Person
) -> None:
    karin.says(f"klar med hängslen och livrem tillsammans med {anna.at}")
    mail.deliver(anna)
    no = anna.button("Nej")
    anna.presses("Ja, jag har gjort den")
    anna.sends(no.action, value=no.value)
    assert "står redan på din lista" in anna.reply
    assert finished(conversation, anna) == [1]


def test_another_day_is_a_form(
    conversation: Conversation, mail: Mail, karin: Person, anna: Person
) -> None:
    karin.says(f"klar med hängslen och livrem tillsammans med {anna.at}")
    mail.deliver(anna)
    anna.presses("En annan dag …")
    assert anna.prefilled["day"] == TODAY.isoformat()
    anna.fills(day=YESTERDAY)
    assert "gjord 26 maj 2020" in anna.reply
    assert finished(conversation, anna) == [1]
    assert not conversation.rows(Invitation)


def test_several_are_asked_after_a_command(
    conversation: Conversation, mail: Mail, karin: Person, anna: Person
) -> None:
    bo = conversation.staff("Bo")
    karin.runs("/training", f"hängslen och livrem igår {anna.at} {bo.at}")
    assert "Jag frågar Anna och Bo om samma sak." in karin.reply
    assert mail.deliver(anna, bo) == 2


def test_who_has_done_it_alone_is_not_asked_about(
    conversation: Conversation, mail: Mail, karin: Person, anna: Person
) -> None:
    karin.says(f"{anna.at} har gjort hängslen och livrem")
    assert finished(conversation, karin, anna) == [0, 0]
    assert not conversation.rows(Invitation)
    karin.says(f"klar med hängslen och livrem, tack {anna.at} för tipset")
    assert finished(conversation, karin, anna) == [1, 0]
    assert not conversation.rows(Invitation)
    assert mail.deliver(anna) == 0


def test_who_cannot_be_asked_is_told_with_why(
    conversation: Conversation, karin: Person, anna: Person
) -> None:
    done, gone = conversation.staff("Didrik"), conversation.leaver("Gun")
    done.says("klar med hängslen och livrem")
    unknown = conversation.stranger("Ulla Okänd")
    elsewhere = conversation.elsewhere()
    far = elsewhere.staff("Fredrik")
    with conversation.database.writing() as session:
        identity = session.get_one(Identity, _identity(conversation, far))
        identity.tenant = conversation.tenant
    people = (anna, done, gone, unknown, far, karin)
    named = ", ".join(one.at for one in people)
    karin.says_with(f"klar med hängslen och livrem tillsammans med {named}", *people)
    assert "Jag frågar Anna om samma sak." in karin.reply
    assert "Didrik har redan berättat det själv." in karin.reply
    assert "Gun står inte som anställd" in karin.reply
    assert "Ulla Okänd: jag vet inte vilket bibliotek" in karin.reply
    assert "Fredrik arbetar i en annan region" in karin.reply
    assert [row.member_id for row in conversation.rows(Invitation)] == [anna.member_id]


def _identity(conversation: Conversation, person: Person) -> int:
    (found,) = [row for row in conversation.rows(Identity) if row.member_id == person.member_id]
    assert found.id is not None
    return found.id


def test_whom_the_roster_knows_by_address_is_asked_before_they_have_written(
    conversation: Conversation, mail: Mail, karin: Person, anna: Person
) -> None:
    with conversation.database.writing() as session:
        session.execute(delete(Identity).where(col(Identity.member_id) == anna.member_id))
    karin.says_with(f"klar med hängslen och livrem med {anna.at}", anna)
    assert "Jag frågar Anna" in karin.reply
    assert mail.deliver(anna) == 1


def test_too_many_at_once_are_told(conversation: Conversation, karin: Person) -> None:
    people = conversation.colleagues(21)
    karin.says("klar med hängslen och livrem med " + " ".join(one.at for one in people))
    assert len(conversation.rows(Invitation)) == 20
    assert "jag frågar högst 20 åt gången" in karin.reply


def test_undo_takes_back_the_own_completion_and_the_question(
    conversation: Conversation, mail: Mail, karin: Person, anna: Person
) -> None:
    karin.says(f"klar med hängslen och livrem tillsammans med {anna.at}")
    karin.presses("Ångra")
    assert "Frågan till 1 kollega är tillbakatagen." in karin.reply
    assert finished(conversation, karin) == [0]
    assert mail.deliver(anna) == 0
    assert mail.states(ASKED) == ["cancelled"]


def test_the_question_alone_can_be_taken_back(
    conversation: Conversation, mail: Mail, karin: Person, anna: Person
) -> None:
    karin.says(f"klar med hängslen och livrem tillsammans med {anna.at}")
    karin.presses("Fråga inte de andra")
    assert "Frågan till 1 kollega är tillbakatagen." in karin.reply
    assert finished(conversation, karin) == [1]
    assert mail.deliver(anna) == 0
    karin.again()
    assert "Den knappen gäller inte längre" in karin.reply


def test_a_yes_stands_when_the_question_was_taken_back(
    conversation: Conversation, mail: Mail, karin: Person, anna: Person
) -> None:
    karin.says(f"klar med hängslen och livrem tillsammans med {anna.at}")
    mail.deliver(anna)
    karin.presses("Ångra")
    anna.presses("Ja, jag har gjort den")
    assert finished(conversation, karin, anna) == [0, 1]


def test_a_redelivered_report_asks_once(
    conversation: Conversation, mail: Mail, karin: Person, anna: Person
) -> None:
    karin.says(f"klar med hängslen och livrem tillsammans med {anna.at}")
    karin.again()
    assert karin.answers[0] == karin.answers[1]
    assert len(conversation.rows(Invitation)) == 1
    assert mail.deliver(anna) == 1
    assert mail.deliver(anna) == 0


def test_two_who_say_the_same_ask_once(
    conversation: Conversation, mail: Mail, karin: Person, anna: Person
) -> None:
    bo = conversation.staff("Bo")
    karin.says(f"klar med hängslen och livrem tillsammans med {anna.at}")
    bo.says(f"klar med hängslen och livrem tillsammans med {anna.at}")
    assert mail.deliver(anna) == 1


def test_who_has_reported_it_meanwhile_is_not_asked(
    conversation: Conversation, mail: Mail, karin: Person, anna: Person
) -> None:
    karin.says(f"klar med hängslen och livrem tillsammans med {anna.at}")
    anna.says("klar med hängslen och livrem")
    assert mail.deliver(anna) == 0
    assert mail.states(ASKED) == ["cancelled"]


def test_who_has_left_is_not_asked_and_cannot_say_yes(
    conversation: Conversation, mail: Mail, karin: Person, anna: Person
) -> None:
    bo = conversation.staff("Bo")
    karin.says(f"klar med hängslen och livrem med {anna.at} och {bo.at}")
    assert mail.deliver(bo) == 1
    with conversation.database.writing() as session:
        session.execute(delete(Employment).where(col(Employment.member_id) == bo.member_id))
    bo.presses("Ja, jag har gjort den")
    assert "Du står inte som anställd" in bo.reply
    assert finished(conversation, bo) == [0]
    karin.runs("/training", f"teknikjakt {anna.at}")
    with conversation.database.writing() as session:
        session.execute(delete(Employment).where(col(Employment.member_id) == anna.member_id))
    assert mail.deliver(anna) == 0


def test_a_proposal_that_is_gone_makes_old_buttons_void(
    conversation: Conversation, mail: Mail, karin: Person, anna: Person
) -> None:
    karin.says(f"klar med https://digiteket.se/kurs/ny-kurs/ tillsammans med {anna.at}")
    assert finished(conversation, karin) == [0]
    assert "När du har svarat frågar jag Anna" in karin.reply
    karin.presses(karin.buttons[0])
    assert "Jag frågar Anna" in karin.reply
    mail.deliver(anna)
    assert "räknas" in anna.reply
    karin.presses("Ångra")
    for label in ("Ja, jag har gjort den", "Nej"):
        button = anna.button(label)
        other = conversation.staff("Bo")
        other.sends(button.action, value=button.value)
        assert "Den knappen gäller inte längre" in other.reply
    assert finished(conversation, karin, anna) == [0, 0]


def test_a_question_back_keeps_who_was_there(
    conversation: Conversation, mail: Mail, karin: Person, anna: Person
) -> None:
    conversation.resource("Zebror i samlingen del ett", kind=ResourceKind.COURSE)
    conversation.resource("Zebror i samlingen del två", kind=ResourceKind.COURSE)
    karin.says(f"klar med zebror tillsammans med {anna.at}")
    assert finished(conversation, karin) == [0]
    assert not conversation.rows(Invitation)
    assert "När du har svarat frågar jag Anna om samma sak." in karin.reply
    karin.presses("Zebror i samlingen del två")
    assert "Jag frågar Anna" in karin.reply
    assert mail.deliver(anna) == 1
    assert "Zebror i samlingen del två" in anna.reply


def test_the_form_keeps_who_was_there(
    conversation: Conversation, mail: Mail, karin: Person, anna: Person
) -> None:
    karin.runs("/training", f"hängslen och livrem häromdagen med {anna.at}")
    karin.presses("En annan dag …")
    karin.fills(day=YESTERDAY)
    assert "Jag frågar Anna" in karin.reply
    assert mail.deliver(anna) == 1
    assert "den 26 maj 2020" in anna.reply


def test_what_nobody_answers_is_given_up_after_a_month(
    conversation: Conversation, karin: Person, anna: Person
) -> None:
    karin.says(f"klar med hängslen och livrem tillsammans med {anna.at}")
    three_months_on = conversation.clock.now.replace(month=8)
    forget_old(conversation.database, three_months_on)
    assert len(conversation.rows(Invitation)) == 1
    forget_old(conversation.database, three_months_on + timedelta(seconds=1))
    assert not conversation.rows(Invitation)


@pytest.mark.parametrize("value", ["", "x", "7", "7@", "7@x", "99999@2020-05-26", "+1,x+7@"])
def test_made_up_buttons_do_nothing(conversation: Conversation, karin: Person, value: str) -> None:
    for route in ("together.no", "together.withdraw"):
        karin.sends(route, value=value)
        assert "Den knappen gäller inte längre" in karin.reply


def test_a_button_cannot_ask_people_of_another_region(
    conversation: Conversation, karin: Person
) -> None:
    far = conversation.elsewhere().staff("Fredrik")
    course = conversation.title().resource_id
    karin.sends("training.record", value=f"+{far.member_id},{karin.member_id}+{course}@{TODAY}")
    assert finished(conversation, karin) == [1]
    assert not conversation.rows(Invitation)
    karin.sends("training.record", value=f"+{far.member_id}")
    assert "Den knappen gäller inte längre" in karin.reply


def test_english_is_asked_in_english(conversation: Conversation, mail: Mail, karin: Person) -> None:
    alice = conversation.staff("Alice", locale="en-GB")
    karin.says(f"klar med hängslen och livrem igår med {alice.at}")
    mail.deliver(alice)
    assert f"Karin says that you finished {COURSE} together on 26 May 2020." in alice.reply
