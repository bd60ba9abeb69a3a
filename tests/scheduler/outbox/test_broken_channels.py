"""A channel that lets nothing in: nothing is posted there, and its manager is told once."""

from datetime import timedelta

import pytest
from sqlmodel import select

from handlers.cards import Buttons
from handlers.texts import LANGUAGES, texts_in
from scheduler.composers import COMPOSERS
from scheduler.outbox import Gone
from scheduler.outbox.composing import compose
from storage.deliveries import break_channel, claim, mend_channel
from storage.tables import Channel, DeliveryKind, Library, Member, Region
from tests import builders
from tests.scheduler.outbox.world import BEGIN, SLACK, World


def gone(world: World, channel: str = "C1", code: str = "is_archived") -> None:
    """A message to a channel is refused for good."""
    (request,) = (each for each in world.platform.on_the_wire if each.target.id == channel)
    request.refuse(Gone(code))


def told(world: World) -> list[str]:
    """The states of the notices."""
    return [row.state for row in world.rows() if row.kind == DeliveryKind.CHANNEL_BROKEN]


def test_the_manager_is_told_and_the_message_waits(world: World) -> None:
    world.owe("C1")
    world.replica()
    gone(world)
    world.pass_by(1, 0.1)
    assert world.broken() == ["C1"]
    (notice,) = world.platform.on_the_wire
    assert (notice.target.id, notice.target.is_person) == ("U0BOSS", True)
    notice.accept()
    waiting, sent = world.rows()
    assert (waiting.state, waiting.error_code) == ("pending", "is_archived")
    assert (sent.kind, sent.state) == ("channel_broken", "sent")


def test_nothing_is_posted_there_any_more(world: World) -> None:
    world.owe("C1")
    replica = world.replica()
    gone(world)
    world.owe("C1")
    world.owe("C2")
    replica.wake()
    world.pass_by(5, 0.1)
    assert {each.target.id for each in world.platform.on_the_wire} == {"U0BOSS", "C2"}


def test_once_however_many_messages_are_refused(world: World) -> None:
    for _ in range(3):
        world.owe("C1")
    world.replica()
    world.pass_by(2.5, 0.1)
    assert len(world.platform.on_the_wire) == 3
    for request in tuple(world.platform.on_the_wire):
        request.refuse(Gone("is_archived"))
    assert len(told(world)) == 1


def test_what_waits_goes_out_when_it_is_mended(world: World) -> None:
    world.owe("C1")
    replica = world.replica()
    gone(world)
    world.pass_by(1, 0.1)
    world.accept_all()
    mend(world)
    replica.wake()
    world.accept_all()
    assert sorted(world.states()) == ["sent", "sent"]


def test_when_it_breaks_again_it_is_told_again(world: World) -> None:
    world.owe("C1")
    replica = world.replica()
    gone(world)
    world.pass_by(60, 1)
    world.accept_all()
    mend(world)
    replica.wake()
    gone(world)
    assert len(told(world)) == 2


def test_a_channel_that_nobody_knows_is_nobodys_to_mend(world: World) -> None:
    world.owe("C9")
    world.replica()
    gone(world, "C9", "channel_not_found")
    (row,) = world.rows()
    assert (row.state, row.error_code) == ("failed", "channel_not_found")


def test_what_is_half_out_is_completed_later(world: World) -> None:
    world.owe("C1", subject=1)
    replica = world.replica()
    world.accept_all()
    world.pass_by(1, 0.1)
    gone(world)
    assert (world.rows()[0].state, world.rows()[0].parts) == ("pending", 1)
    world.pass_by(1, 0.1)
    world.accept_all()
    mend(world)
    replica.wake()
    world.pass_by(1.5, 0.1)
    world.accept_all()
    assert world.rows()[0].state == "sent"
    assert set(world.platform.keys().values()) == {1}


def mend(world: World) -> None:
    """Somebody has opened the channel again, and says so."""
    with world.database.writing() as session:
        row = session.exec(select(Channel).where(Channel.channel_id == "C1")).one()
        assert mend_channel(session, builders.key(row))


class TestNotice:
    """What the manager reads."""

    def card(self, world: World, language: str, code: str, *, library: bool = True) -> str:
        """The notice as plain text."""
        with world.database.writing() as session:
            session.get_one(Member, world.boss).language = language
            region = session.get_one(Region, world.region_id)
            place = session.exec(select(Library)).one() if library else None
            builders.channel(session, region, place, "C5")
            _, news = break_channel(session, SLACK, "C5", code, BEGIN)
            assert news is not None
        row = world.owe(kind=DeliveryKind.CHANNEL_BROKEN, subject=news.row_id)
        with world.database.writing() as session:
            (owed,) = claim(session, SLACK, "me", BEGIN, lease=timedelta(minutes=1), most=1)
            assert owed.delivery_id == row
        made = compose(world.database, COMPOSERS[DeliveryKind.CHANNEL_BROKEN], owed, BEGIN)
        assert made is not None
        (buttons,) = (part for part in made.parts if isinstance(part, Buttons))
        assert buttons.buttons[0].action == "channels.mend"
        assert buttons.buttons[0].value == str(news.row_id)
        return str(made)

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize(
        ("code", "key"),
        [
            ("is_archived", "archived"),
            ("not_in_channel", "not_a_member"),
            ("team_archived", "archived"),
            ("bot_removed", "removed"),
            ("BotNotInConversationRoster", "removed"),
            ("BotDisabledByAdmin", "closed_by_admin"),
            ("ConversationNotFound", "deleted"),
            ("channel_deleted", "deleted"),
            ("channel_not_found", "other"),
        ],
    )
    def test_what_to_do(self, world: World, language: str, code: str, key: str) -> None:
        said = self.card(world, language, code)
        texts = texts_in(language)
        for span in texts.rich(f"channel_broken.{key}"):
            assert span.text in said
        assert texts.say("channel_broken.title") in said

    def test_it_names_the_library_or_the_region(self, world: World) -> None:
        with world.database.reading() as session:
            library = session.exec(select(Library)).one().name
            region = session.get_one(Region, world.region_id).name
        assert library in self.card(world, "sv", "is_archived")
        assert region != library

    def test_of_the_regions_own_channel_it_names_the_region(self, world: World) -> None:
        with world.database.reading() as session:
            region = session.get_one(Region, world.region_id).name
        assert region in self.card(world, "sv", "is_archived", library=False)

    @pytest.mark.parametrize("subject", [None, 999_999])
    def test_there_is_nothing_to_say_of_a_channel_that_works(
        self, world: World, subject: int | None
    ) -> None:
        world.owe(kind=DeliveryKind.CHANNEL_BROKEN, subject=subject)
        with world.database.writing() as session:
            (owed,) = claim(session, SLACK, "me", BEGIN, lease=timedelta(minutes=1), most=1)
        assert compose(world.database, COMPOSERS[DeliveryKind.CHANNEL_BROKEN], owed, BEGIN) is None
