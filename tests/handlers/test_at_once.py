"""What comes at the same moment: double clicks, the same form twice, two people and one course."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest

from storage.tables import (
    Completion,
    Employment,
    Library,
    Member,
    Registration,
    Resource,
    SelfAssessment,
    TutoringCount,
)
from tests.handlers.conversations import COURSE, NASSJO, TODAY, Conversation
from tests.handlers.reading import plain
from tests.handlers.talking import Person

ROUNDS = 5
Press = tuple[Person, str, dict[str, Any]]


def at_once(conversation: Conversation, *presses: Press) -> Sequence[str]:
    """The answers to requests that meet each other."""
    together = Barrier(len(presses))

    def send(press: Press) -> str:
        person, route, what = press
        request = conversation.request_to(route, person.account)
        known = replace(request, profile=person.profile, **what)
        together.wait()
        return plain(conversation.desk.answer(known))

    with ThreadPoolExecutor(len(presses)) as threads:
        answers = list(threads.map(send, presses))
    assert not [answer for answer in answers if "Något gick fel" in answer]
    return answers


def finished(conversation: Conversation, person: Person) -> list[str]:
    """The ids of what somebody has finished."""
    rows = conversation.rows(Completion)
    return [str(row.id) for row in rows if row.member_id == person.member_id]


def some(conversation: Conversation) -> str:
    """What a button carries that records several resources."""
    return ",".join(f"{row.id}@{TODAY}" for row in conversation.rows(Resource)[:4])


def turned(value: str) -> str:
    """The same in the other order."""
    return ",".join(reversed(value.split(",")))


def undone_twice(conversation: Conversation, anna: Person) -> None:
    anna.sends("training.record", value=some(conversation))
    ids = ",".join(finished(conversation, anna))
    presses = [(anna, "training.undo", {"value": each}) for each in (ids, turned(ids))]
    answers = at_once(conversation, *presses)
    assert sum("Den knappen gäller inte längre" in answer for answer in answers) == 1
    assert not conversation.rows(Completion)


def undone_and_moved(conversation: Conversation, anna: Person) -> None:
    anna.finishes(conversation.title(), TODAY)
    (row,) = finished(conversation, anna)
    move = (anna, "training.move", {"value": f"{row}@2020-05-04"})
    at_once(conversation, move, (anna, "training.undo", {"value": row}))
    assert not conversation.rows(Completion)


def recorded_in_both_orders(conversation: Conversation, anna: Person) -> None:
    value = some(conversation)
    presses = [(anna, "training.record", {"value": each}) for each in (value, turned(value))]
    at_once(conversation, *presses)
    ids = finished(conversation, anna)
    assert len(ids) == len(value.split(","))
    anna.sends("training.undo", value=",".join(ids))


def a_registration_undone_twice(conversation: Conversation, anna: Person) -> None:
    anna.sends("registration.record", value=str(TODAY))
    at_once(conversation, *[(anna, "registration.undo", {})] * 3)
    assert not conversation.rows(Registration)


def results_kept_and_undone(conversation: Conversation, anna: Person) -> None:
    anna.sends("assessment.record", value=str(TODAY))
    row = str(conversation.rows(SelfAssessment)[0].id)
    keep = (anna, "assessment.keep", {"state": row, "values": {"safety": "4"}})
    at_once(conversation, keep, *[(anna, "assessment.undo", {"value": row})] * 2)
    assert not conversation.rows(SelfAssessment)


@pytest.mark.parametrize(
    "meeting",
    [
        undone_twice,
        undone_and_moved,
        recorded_in_both_orders,
        a_registration_undone_twice,
        results_kept_and_undone,
    ],
    ids=lambda meeting: meeting.__name__,
)
def test_one_persons_requests_come_in_turn(
    conversation: Conversation, meeting: Callable[[Conversation, Person], None]
) -> None:
    anna = conversation.staff("Anna")
    for _ in range(ROUNDS):
        meeting(conversation, anna)


def test_two_who_log_the_same_month_come_in_turn(conversation: Conversation) -> None:
    anna, bo = conversation.staff("Anna"), conversation.staff("Bo")
    library = next(row.id for row in conversation.rows(Library) if row.name == NASSJO)
    for number in range(ROUNDS):
        counts = (f"{number} 1", f"{number} 2")
        value = [f"{library}|2020-04|{count.replace(' ', '|')}" for count in counts]
        answers = at_once(
            conversation,
            (anna, "tutoring.record", {"value": value[0]}),
            (bo, "tutoring.record", {"value": value[1]}),
        )
        (row,) = conversation.rows(TutoringCount)
        assert (row.adults, row.children) in {(number, 1), (number, 2)}
        assert sum("Tidigare stod det" in answer for answer in answers) == (1 if not number else 2)


def test_what_is_reported_while_it_is_merged_is_not_lost(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    course = str(conversation.title().resource_id)
    for number in range(ROUNDS):
        anna, bo = conversation.staff("Anna"), conversation.staff("Bo")
        named = f"{TODAY}|Podda, del {number}"
        anna.sends("training.propose", value=named)
        proposed = max(row.id or 0 for row in conversation.rows(Resource) if row.proposed_by)
        merge = {"state": str(proposed), "values": {"resource": course}}
        at_once(
            conversation,
            (katarina, "goals.merged", merge),
            (bo, "training.propose", {"value": named}),
        )
        for person in (anna, bo):
            person.runs("/training", "lista")
            assert person.reply.count(COURSE) == 1


@pytest.mark.parametrize("email", [None, "nina@example.se"])
def test_a_stranger_who_sends_the_form_twice_joins_once(
    conversation: Conversation, email: str | None
) -> None:
    nina = conversation.stranger("Nina", email=email)
    libraries = [str(row.id) for row in conversation.rows(Library)[:2]]
    joins = [(nina, "kompis.join", {"values": {"library": each}}) for each in libraries]
    at_once(conversation, *joins, *joins)
    assert len(conversation.rows(Member)) == len(conversation.rows(Employment)) == 1


def test_a_proposal_is_not_taken_back_from_under_somebody_else(conversation: Conversation) -> None:
    anna, bo = conversation.staff("Anna"), conversation.staff("Bo")
    for number in range(ROUNDS):
        named = f"{TODAY}|Podda, del {number}"
        anna.sends("training.propose", value=named)
        (row,) = finished(conversation, anna)
        at_once(
            conversation,
            (anna, "training.undo", {"value": row}),
            (bo, "training.propose", {"value": named}),
        )
        assert len(finished(conversation, bo)) == number + 1
        assert not finished(conversation, anna)
