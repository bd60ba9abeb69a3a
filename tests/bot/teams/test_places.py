"""Where the bot is: kept at install, closed when shut out, opened when it comes back."""

from typing import Any

import pytest
from sqlmodel import select

from storage.conversations import conversation_of, forget_conversation, personal_conversation
from storage.deliveries import Tenant
from storage.tables import Channel, Conversation, ConversationKind, Delivery, Library, Platform
from tests.bot.teams.conftest import (
    ANNA,
    BOT,
    CHANNEL,
    GROUP,
    MIA,
    NISSE,
    TEAM,
    THREAD,
    Json,
    Stage,
    words,
)
from tests.bot.teams.fake import KEYS, Fault

HERE = Tenant(Platform.TEAMS, KEYS.tenant)
OTHER = "19:other@thread.tacv2"


def places(stage: Stage) -> dict[str, Conversation]:
    with stage.database.reading() as session:
        return {row.conversation_id: row for row in session.exec(select(Conversation))}


def installation(stage: Stage, action: str, where: str = "", **more: Any) -> Json:
    sent = stage.activity("installationUpdate", where=where) | {"action": action}
    return sent | {"channelData": sent["channelData"] | more}


def event(stage: Stage, kind: str, channel: str = CHANNEL, **more: Any) -> Json:
    sent = stage.activity("conversationUpdate", where=channel)
    data = sent["channelData"] | {"eventType": kind}
    nobody = {"id": "29:somebody"}  # what a team does is told without an Entra id
    return sent | {"channelData": data, "from": nobody, **more}


async def link(stage: Stage, channel_id: str = CHANNEL) -> None:
    """Mia links a channel to her library."""
    await stage.says("koppla", MIA, f"{channel_id};messageid=1")
    with stage.database.reading() as session:
        [row] = session.exec(select(Channel).where(Channel.channel_id == channel_id))
    assert (row.platform, row.tenant) == (Platform.TEAMS, KEYS.tenant)


def channel(stage: Stage, channel_id: str = CHANNEL) -> Channel:
    with stage.database.reading() as session:
        [row] = session.exec(select(Channel).where(Channel.channel_id == channel_id))
        return row


def owed(stage: Stage) -> list[str]:
    with stage.database.reading() as session:
        return [row.kind for row in session.exec(select(Delivery))]


async def test_who_installs_it_is_greeted_and_can_be_written_to_later(stage: Stage) -> None:
    _, [greeting] = await stage.does(installation(stage, "add"))
    assert greeting.conversation == ANNA.chat
    assert "Skriv som du pratar" in words(greeting.card)
    with stage.database.reading() as session:
        known = personal_conversation(session, HERE, ANNA.user_id)
    assert known is not None
    assert (known.conversation_id, known.account_id) == (ANNA.chat, ANNA.account_id)
    assert known.service_url == stage.teams.service_url


async def test_an_installation_by_nobody_is_no_news(stage: Stage) -> None:
    nameless = {name: told for name, told in ANNA.member.items() if name != "aadObjectId"}
    stage.teams.members[ANNA.account_id] = nameless
    sent = installation(stage, "add") | {"from": {"id": ANNA.account_id}}
    assert await stage.does(sent) == (None, [])
    assert places(stage) == {}


async def test_an_installation_that_is_told_again_is_greeted_once(stage: Stage) -> None:
    told = installation(stage, "add")
    _, first = await stage.does(told)
    _, again = await stage.does(told)
    assert (len(first), again) == (1, [])


async def test_an_upgrade_is_no_reason_to_greet_again(stage: Stage) -> None:
    _, calls = await stage.does(installation(stage, "add-upgrade"))
    assert calls == []
    assert ANNA.chat in places(stage)


async def test_who_cannot_be_greeted_is_remembered_all_the_same(stage: Stage) -> None:
    await stage.says("hej", MIA)
    stage.teams.fail(Fault(404), Fault(403))
    _, calls = await stage.does(installation(stage, "add"))
    assert calls == []
    assert ANNA.chat in places(stage)


async def test_who_removes_it_is_forgotten(stage: Stage) -> None:
    await stage.does(installation(stage, "add"))
    await stage.does(installation(stage, "remove"))
    assert places(stage) == {}
    await stage.says("hej")
    assert list(places(stage)) == [ANNA.chat]


async def test_what_another_process_has_forgotten_is_written_down_at_install(stage: Stage) -> None:
    await stage.does(installation(stage, "add"))
    with stage.database.writing() as session:
        forget_conversation(session, HERE, ANNA.chat)
    await stage.does(installation(stage, "add"))
    assert list(places(stage)) == [ANNA.chat]


async def test_the_channel_that_is_chosen_at_install_is_kept(stage: Stage) -> None:
    chosen = {"selectedChannel": {"id": OTHER}}
    _, calls = await stage.does(installation(stage, "add", TEAM, settings=chosen))
    assert calls == []
    [kept] = places(stage).values()
    assert (kept.conversation_id, kept.team_id) == (OTHER, TEAM)
    assert kept.kind is ConversationKind.CHANNEL


async def test_every_place_that_somebody_writes_in_is_kept_without_its_thread(stage: Stage) -> None:
    for where in ("", GROUP, THREAD):
        await stage.says("hej", where=where)
    found = {name: (row.kind, row.team_id, row.user_id) for name, row in places(stage).items()}
    assert found == {
        ANNA.chat: (ConversationKind.PERSONAL, None, ANNA.user_id),
        GROUP: (ConversationKind.GROUP, None, None),
        CHANNEL: (ConversationKind.CHANNEL, TEAM, None),
    }


async def test_the_bot_is_added_to_a_group_chat_and_removed(stage: Stage) -> None:
    added = {"membersAdded": [{"id": BOT}]}
    await stage.does(stage.activity("conversationUpdate", where=GROUP) | added)
    assert list(places(stage)) == [GROUP]
    await link(stage, GROUP)
    removed = {"membersRemoved": [{"id": BOT}]}
    await stage.does(stage.activity("conversationUpdate", where=GROUP) | removed)
    assert channel(stage, GROUP).broken_code == "bot_removed"


@pytest.mark.parametrize("change", ["membersAdded", "membersRemoved"])
async def test_other_people_come_and_go_unnoticed(stage: Stage, change: str) -> None:
    somebody = {change: [{"id": NISSE.account_id}]}
    answer, calls = await stage.does(stage.activity("conversationUpdate", where=THREAD) | somebody)
    assert (answer, calls, places(stage)) == (None, [], {})


async def test_a_deleted_channel_is_forgotten_and_its_manager_told(stage: Stage) -> None:
    await link(stage)
    await stage.does(event(stage, "channelDeleted"))
    assert channel(stage).broken_code == "channel_deleted"
    assert CHANNEL not in places(stage)
    assert owed(stage).count("channel_broken") == 1
    await stage.does(event(stage, "channelDeleted"))
    assert owed(stage).count("channel_broken") == 1


async def test_a_renamed_channel_stays_what_it_is(stage: Stage) -> None:
    await link(stage)
    await stage.does(event(stage, "channelRenamed"))
    assert channel(stage).broken_at is None
    with stage.database.reading() as session:
        assert conversation_of(session, HERE, CHANNEL) is not None


async def test_a_channel_that_another_team_shares_no_more_stays_its_own_teams(
    stage: Stage,
) -> None:
    await link(stage)
    sent = event(stage, "channelUnshared")
    sent["channelData"] |= {"unsharedFromTeams": [{"id": "19:another@thread.tacv2"}]}
    await stage.does(sent)
    assert channel(stage).broken_at is None
    assert CHANNEL in places(stage)
    assert owed(stage) == []


@pytest.mark.parametrize("name", ["composeExtension/query", "task/fetch", "signin/verifyState"])
async def test_what_nobody_listens_to_is_no_news_of_a_place(stage: Stage, name: str) -> None:
    sent = stage.activity("invoke") | {"name": name, "value": {}}
    assert (await stage.send(sent)).status_code == 501
    await stage.settled()
    assert places(stage) == {}


@pytest.mark.parametrize(
    "chat",
    [
        {"conversationType": "personal", "id": "19:anna_mia@unq.gbl.spaces"},
        {"id": "19:meeting_NTk4@thread.v2"},
    ],
)
async def test_a_chat_among_people_is_nobodys_own(stage: Stage, chat: Json) -> None:
    sent = stage.message("mina uppgifter") | {"conversation": chat}
    mention = {"type": "mention", "text": "<at>Kompis</at>", "mentioned": {"id": BOT}}
    mentioned = {"text": "<at>Kompis</at> mina uppgifter", "entities": [mention]}
    assert (await stage.does(sent)) == (None, [])
    _, [answer] = await stage.does(sent | mentioned | {"id": "another"})
    assert answer.targeted
    assert [row.kind for row in places(stage).values()] == [ConversationKind.GROUP]
    left = stage.activity("installationUpdate") | {"action": "remove", "conversation": chat}
    await stage.says("hej")
    await stage.does(left)
    assert ANNA.chat in places(stage)


@pytest.mark.parametrize(
    ("kind", "code", "back"),
    [
        ("teamArchived", "team_archived", "teamUnarchived"),
        ("teamDeleted", "team_deleted", None),
        ("teamHardDeleted", "team_deleted", None),
    ],
)
async def test_what_becomes_of_a_team_becomes_of_its_channels(
    stage: Stage, kind: str, code: str, back: str | None
) -> None:
    await link(stage)
    await stage.does(event(stage, kind, TEAM))
    assert channel(stage).broken_code == code
    assert (CHANNEL in places(stage)) is (back is not None)
    if back is not None:
        await stage.does(event(stage, back, TEAM))
        assert channel(stage).broken_at is None


async def test_removed_from_the_team_and_installed_again(stage: Stage) -> None:
    await link(stage)
    await stage.does(installation(stage, "remove", TEAM))
    assert channel(stage).broken_code == "bot_removed"
    await stage.does(installation(stage, "add", TEAM))
    assert channel(stage).broken_at is None


async def test_a_restored_channel_lets_the_bot_in_again(stage: Stage) -> None:
    await link(stage)
    await stage.does(event(stage, "channelDeleted"))
    await stage.does(event(stage, "channelRestored"))
    assert channel(stage).broken_at is None


async def test_a_channel_of_nobody_is_closed_without_a_word(stage: Stage) -> None:
    await stage.does(event(stage, "channelDeleted", OTHER))
    assert owed(stage) == []


async def test_a_linked_channel_is_the_librarys(stage: Stage) -> None:
    await link(stage)
    with stage.database.reading() as session:
        [library] = session.exec(select(Library))
    assert channel(stage).library_id == library.id
