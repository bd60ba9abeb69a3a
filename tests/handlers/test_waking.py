"""What a request owes somebody is sent as soon as it is committed, and never before."""

from collections.abc import Callable

import pytest

from handlers.access import ANYBODY
from handlers.cards import Card, Reply
from handlers.dispatch import Desk
from handlers.errors import NothingChosenError
from handlers.request import Request
from handlers.routes import Command, Route
from handlers.services import Services
from storage.deliveries import Due, owe_member
from storage.tables import Delivery, DeliveryKind
from tests.handlers.conversations import Conversation
from tests.handlers.talking import Person


class Waking:
    """A desk with one route, and how much was owed each time that it woke somebody."""

    def __init__(self, conversation: Conversation, handle: Callable[..., Reply]) -> None:
        self._conversation = conversation
        self.anna: Person = conversation.staff("Anna")
        self.woken: list[int] = []
        owing = Command("owing", {"": Route(handle, writes=True)})
        self._desk = Desk(
            conversation.database,
            commands=(owing,),
            grants={"owing": ANYBODY},
            wake=self._wake,
        )

    def _wake(self) -> None:
        self.woken.append(len(self._conversation.rows(Delivery)))

    def send(self) -> None:
        """Anna asks for it."""
        self._desk.answer(self._conversation.request_to("owing", self.anna.account))


def owe(request: Request, services: Services) -> Reply:
    """Owe the person something, once."""
    due = Due(DeliveryKind.INVITATION, "1", request.now)
    owe_member(services.session, due, services.member.member_id, request.now)
    return Reply(Card("Hej", ()))


def nothing(_request: Request, _services: Services) -> Reply:
    """Owe nobody anything."""
    return Reply(Card("Hej", ()))


def refuse(request: Request, services: Services) -> Reply:
    """Owe something, and take it back."""
    owe(request, services)
    raise NothingChosenError


def fail(request: Request, services: Services) -> Reply:
    """Owe something, and fail."""
    owe(request, services)
    raise LookupError


def test_what_is_owed_is_there_when_the_outbox_wakes(conversation: Conversation) -> None:
    waking = Waking(conversation, owe)
    waking.send()
    assert waking.woken == [1]


def test_what_was_owed_already_wakes_nobody(conversation: Conversation) -> None:
    waking = Waking(conversation, owe)
    waking.send()
    waking.send()
    assert waking.woken == [1]


@pytest.mark.parametrize("handle", [nothing, refuse, fail])
def test_where_nothing_is_owed_nobody_wakes(
    conversation: Conversation, handle: Callable[..., Reply]
) -> None:
    waking = Waking(conversation, handle)
    waking.send()
    assert waking.woken == []
    assert conversation.rows(Delivery) == []
