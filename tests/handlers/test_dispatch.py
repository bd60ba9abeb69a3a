"""The desk: what is refused is not written, what breaks is told by a reference and logged once."""

from dataclasses import replace

import pytest
from sqlmodel import select
from structlog.testing import capture_logs

from handlers.access import ANYBODY, GRANTS
from handlers.cards import Card, Reply
from handlers.commands import COMMANDS
from handlers.dispatch import Desk
from handlers.errors import NotAllowedError, ProfileWantedError
from handlers.request import Request
from handlers.routes import Command, Handler, Route
from handlers.services import Services
from storage.people import add_identity, add_member
from storage.tables import Completion, Identity, Member
from tests.handlers.conversations import TODAY, Conversation
from tests.handlers.talking import Person

SECRET = "anna.hemlig@example.se"


def served(conversation: Conversation, handle: Handler) -> Person:
    """An English speaker in a county with one more command, `extra`."""
    extra = Command("extra", {"": Route(handle, writes=True)})
    conversation.desk = Desk(
        conversation.database, commands=(*COMMANDS, extra), grants={**GRANTS, "extra": ANYBODY}
    )
    return conversation.staff("Anna Hemlig", locale="en-GB")


def write(services: Services) -> None:
    """Something that must not stay."""
    services.session.get_one(Member, services.member.member_id).name = "Changed"
    services.session.flush()


def name_of(conversation: Conversation) -> str:
    """The name of the only member."""
    return conversation.rows(Member)[0].name


def test_what_is_refused_is_not_written(conversation: Conversation) -> None:
    def refuse(_request: Request, services: Services) -> Reply:
        write(services)
        raise NotAllowedError

    anna = served(conversation, refuse)
    anna.sends("extra")
    assert anna.reply.startswith("You cannot see or change this yourself.")
    assert anna.card.title == "That did not work"
    assert name_of(conversation) == "Anna Hemlig"


def test_what_breaks_is_told_by_a_reference_that_stands_in_the_log_once(
    conversation: Conversation,
) -> None:
    def break_down(request: Request, services: Services) -> Reply:
        write(services)
        try:
            return Reply(Card(str(int(request.text)), ()))
        except ValueError as error:
            raise RuntimeError(SECRET) from error

    anna = served(conversation, break_down)
    with capture_logs() as logs:
        anna.sends("extra", text=SECRET, value=SECRET, values={"name": SECRET}, state=SECRET)
    assert anna.reply.startswith("Something went wrong on my side, and nothing is saved.")
    assert name_of(conversation) == "Anna Hemlig"

    (entry,) = logs
    assert entry["reference"] in anna.reply
    assert anna.last is not None
    assert (entry["event"], entry["route"], entry["id"]) == (
        "request_failed",
        "extra",
        anna.last.id,
    )
    assert entry["faults"][0] == "RuntimeError"
    assert "ValueError" in entry["faults"]
    assert any("test_dispatch.py" in place and "break_down" in place for place in entry["faults"])
    for secret in (SECRET, "Hemlig", "Changed name"):
        assert secret not in repr(logs)


def test_what_breaks_as_it_is_committed_is_told_too(conversation: Conversation) -> None:
    def spoil(_request: Request, services: Services) -> Reply:
        services.session.get_one(Member, services.member.member_id).name = None  # type: ignore[assignment]
        return Reply(Card("", ()))

    anna = served(conversation, spoil)
    with capture_logs() as logs:
        anna.sends("extra")
    assert "Something went wrong on my side" in anna.reply
    assert len(logs) == 1
    assert SECRET not in repr(logs)


def test_whoever_writes_the_same_at_the_same_moment_is_heard_once_more(
    conversation: Conversation,
) -> None:
    attempts = []

    def collide(_request: Request, services: Services) -> Reply:
        attempts.append(len(conversation.rows(Member)))
        if len(attempts) == 1:
            region = services.region.region_id
            for _ in range(2):
                add_member(services.session, region, "Bo", "bo@example.se", conversation.clock.now)
        return Reply(Card("Done", ()))

    anna = served(conversation, collide)
    with capture_logs() as logs:
        anna.sends("extra")
    assert anna.card.title == "Done"
    assert attempts == [1, 1]
    assert not logs


def test_an_unknown_account_is_asked_for_before_anything_happens(
    conversation: Conversation,
) -> None:
    nina = conversation.stranger("Nina")
    request = conversation.request_to("kompis.join", nina.account)
    with pytest.raises(ProfileWantedError):
        conversation.desk.answer(request)
    anna = conversation.staff("Anna")
    known = replace(conversation.request_to("message", anna.account), text="hej")
    assert isinstance(conversation.desk.answer(known).body, Card)


def test_an_account_of_a_workspace_that_changed_counties_is_tied_anew(
    conversation: Conversation,
) -> None:
    elsewhere = conversation.elsewhere()
    anna, olof = conversation.staff("Anna"), elsewhere.staff("Olof")
    account = anna.account
    with conversation.database.writing() as session:
        add_identity(
            session, olof.member_id, account.platform, account.tenant, account.user_id, "en"
        )
    with conversation.database.reading() as session:
        tied = session.exec(select(Identity).where(Identity.user_id == account.user_id)).one()
    assert (tied.member_id, tied.locale) == (olof.member_id, "en")


def test_the_catalogue_is_read_anew_when_it_has_changed(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    assert not anna.finds("kvantfysik")
    conversation.resource("Kvantfysik")
    assert [option.label for option in anna.finds("kvantfysik")] == ["Kvantfysik"]


def test_a_long_request_id_still_tells_a_second_delivery(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    title = conversation.title().resource_id
    request = replace(
        conversation.request_to("training.record", anna.account),
        id="view:" + "x" * 200,
        value=f"{title}@{TODAY}",
    )
    first, again = conversation.desk.answer(request), conversation.desk.answer(request)
    assert first == again
    (row,) = conversation.rows(Completion)
    assert row.request_id is not None
    assert len(row.request_id) <= 100
