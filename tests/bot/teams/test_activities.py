"""Reading activities: nothing in them is relied on, and mentions become what is understood."""

import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.teams.activities import Told, service_of, tenant_of, told_by, told_from_anywhere
from bot.teams.mentions import as_typed, mentions_bot, written
from storage.tables import ConversationKind
from tests.bot.teams.conftest import Json

BOT = "28:kompis"
PERSONAL: Json = {
    "type": "message",
    "id": "1485983408511",
    "channelId": "msteams",
    "serviceUrl": "https://smba.trafficmanager.net/emea/",
    "locale": "sv-SE",
    "from": {"id": "29:anna", "name": "Anna Ek", "aadObjectId": "OID-Anna"},
    "recipient": {"id": BOT, "name": "Kompis"},
    "conversation": {"conversationType": "personal", "tenantId": "Tenant-1", "id": "a:anna"},
    "channelData": {"tenant": {"id": "Tenant-1"}},
    "text": "progress",
}
CHANNEL = PERSONAL | {
    "conversation": {
        "conversationType": "channel",
        "tenantId": "Tenant-1",
        "isGroup": True,
        "id": "19:general@thread.tacv2;messageid=148",
    },
    "channelData": {
        "tenant": {"id": "Tenant-1"},
        "team": {"id": "19:team@thread.tacv2"},
        "channel": {"id": "19:general@thread.tacv2"},
    },
}
JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def read(activity: Json) -> Told:
    told = told_by(activity)
    assert told is not None
    return told


def at(name: str) -> str:
    return f"<at>{name}</at>"


def mention(name: str, account: str) -> Json:
    return {"type": "mention", "text": at(name), "mentioned": {"id": account, "name": name}}


def test_a_personal_message_says_who_and_where() -> None:
    told = read(PERSONAL)
    assert (told.tenant, told.user_id, told.account_id) == ("tenant-1", "oid-anna", "29:anna")
    assert (told.kind, told.is_personal) == (ConversationKind.PERSONAL, True)
    assert told.spot.conversation_id == told.channel_id == "a:anna"
    assert (told.reference.user_id, told.reference.account_id) == ("oid-anna", "29:anna")


def test_a_channel_is_answered_in_its_thread_and_kept_without_it() -> None:
    told = read(CHANNEL)
    assert told.spot.conversation_id == "19:general@thread.tacv2;messageid=148"
    assert (told.channel_id, told.team_id) == ("19:general@thread.tacv2", "19:team@thread.tacv2")
    assert told.reference.conversation_id == "19:general@thread.tacv2"
    assert (told.reference.user_id, told.reference.account_id) == (None, None)


@pytest.mark.parametrize(
    ("conversation", "kind"),
    [
        ({"id": "x"}, ConversationKind.PERSONAL),
        ({"id": "x", "isGroup": True}, ConversationKind.GROUP),
        ({"id": "x", "conversationType": "groupChat"}, ConversationKind.GROUP),
        ({"id": "x", "conversationType": "channel"}, ConversationKind.CHANNEL),
        ({"id": "x", "conversationType": ["personal"]}, ConversationKind.PERSONAL),
        ({"id": "19:x", "conversationType": "personal"}, ConversationKind.GROUP),
        ({"id": "19:x"}, ConversationKind.GROUP),
        ({"id": "19:anna_kompis@x", "conversationType": "personal"}, ConversationKind.PERSONAL),
    ],
)
def test_the_kind_of_place(conversation: Json, kind: ConversationKind) -> None:
    told = read(PERSONAL | {"conversation": conversation, "channelData": {"tenant": {"id": "t"}}})
    assert (told.kind, told.channel_id) == (kind, conversation["id"])


@pytest.mark.parametrize(
    "change",
    [
        {"conversation": {"tenantId": "tenant-1"}},
        {"conversation": {"tenantId": "tenant-1", "id": "x" * 201}},
        {"serviceUrl": f"https://smba.example/{'x' * 300}"},
        {"from": {"id": "29:" + "x" * 300, "aadObjectId": "oid"}},
        {"channelData": {"tenant": {"id": "another"}}},
        {"conversation": {"tenantId": "tenant-1", "id": "a:\x00"}},
        {"from": {"id": "29:\ud800", "aadObjectId": "oid"}},
        {"from": {"id": "29:anna", "aadObjectId": "oid\x00"}},
        {"serviceUrl": "https://smba.example/\x00"},
        {"id": "1\udfff"},
    ],
)
def test_what_cannot_be_kept_or_answered_is_left(change: Json) -> None:
    assert told_by(PERSONAL | change) is None


@pytest.mark.parametrize("person", [None, [], {}, {"id": "28:bot"}, {"aadObjectId": "oid-anna"}])
def test_nobody_is_somebody_without_both_ids(person: Any) -> None:
    assert not read(PERSONAL | {"from": person}).is_by_somebody


@given(st.dictionaries(st.sampled_from(sorted(CHANNEL)), JSON))
def test_whatever_stands_in_an_activity_reading_it_does_no_harm(change: Json) -> None:
    odd = CHANNEL | change
    told = told_by(odd)
    assert told is None or (told.tenant == tenant_of(odd) and told.service_url == service_of(odd))
    anywhere = told_from_anywhere(odd)
    assert anywhere is None or not (anywhere.is_personal or anywhere.channel_id)
    assert isinstance(written(odd, BOT)[0], str)
    assert mentions_bot(odd, BOT) in {True, False}


@pytest.mark.parametrize(
    "address",
    [
        "",
        "smba.example",
        "ftp://smba.example",
        "https://",
        "https://a b",
        "https://u@smba.example/",
    ],
)
def test_an_address_to_answer_to_is_one_of_the_web(address: str) -> None:
    assert service_of({"serviceUrl": address}) is None


def test_the_bots_own_mention_is_taken_out() -> None:
    sent = {"text": f"{at('Kompis')}\xa0progress", "entities": [mention("Kompis", BOT)]}
    assert written(sent, BOT) == ("progress", ())
    assert mentions_bot(sent, BOT)
    assert not mentions_bot(sent, "28:another")


def test_others_are_mentioned_by_their_accounts() -> None:
    sent = {
        "text": f"{at('Kompis')} klar med X med {at('Bo Ek')} och {at('Bo Ek')}, {at('Bo Ek')}",
        "entities": [
            mention("Kompis", BOT),
            mention("Bo Ek", "29:bo-1"),
            mention("Bo Ek", "29:bo-2"),
        ],
    }
    said, people = written(sent, BOT)
    assert said == "klar med X med <@29:bo-1> och <@29:bo-2>, <@29:bo-2>"
    assert [(each.user_id, each.name) for each in people] == [
        ("29:bo-1", "Bo Ek"),
        ("29:bo-2", "Bo Ek"),
    ]


@pytest.mark.parametrize(
    "entity",
    [{}, mention("Bo", "29:bo> <@29:mia"), mention("Mia", "29:mia"), {"type": "mention"}],
)
def test_a_mention_that_nobody_vouches_for_is_its_words(entity: Json) -> None:
    assert written({"text": f"med {at('Bo')}", "entities": [entity]}, BOT) == ("med Bo", ())


@given(st.text(st.sampled_from("ab <>&@;lt#29:å\n"), max_size=40))
def test_nothing_that_is_typed_becomes_a_mention(typed: str) -> None:
    for sent in (typed, html.escape(typed, quote=False)):
        said, people = written({"text": sent}, BOT)
        assert "<" not in said
        assert people == ()


@given(st.text(st.characters(exclude_characters="<>&\xa0", exclude_categories=["Cs"])))
def test_plain_words_are_as_typed(typed: str) -> None:
    assert as_typed(written({"text": typed}, BOT)[0]) == typed.strip()
