"""chat.*: posting, changing and taking away, as the real client calls it."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.bot.sandbox import shapes as s
from tests.bot.sandbox.conftest import Stage


async def test_a_message_is_posted_with_all_that_belongs_to_it(stage: Stage) -> None:
    posted = await stage.bot.chat_postMessage(
        channel="C0GENERAL",
        text="hello",
        blocks=[s.section("*hello*")],
        metadata={"event_type": "greeting", "event_payload": {"key": "k"}},
    )
    [message] = await stage.seen("C0GENERAL")
    assert posted["ts"] == message["ts"]
    assert posted["message"]["bot_profile"]["app_id"] == "A0BOT"
    assert (message["user"], message["bot_id"]) == ("U0BOT", "B0BOT")
    assert message["blocks"][0]["text"]["text"] == "*hello*"
    assert message["metadata"]["event_payload"] == {"key": "k"}


@pytest.mark.parametrize("channel", ["D0ANNA", "U0ANNA", "#general"])
async def test_a_user_or_a_name_will_do_for_a_channel(stage: Stage, channel: str) -> None:
    posted = await stage.bot.chat_postMessage(channel=channel, text="x")
    assert posted["channel"] == ("C0GENERAL" if channel.startswith("#") else "D0ANNA")


async def test_timestamps_are_unique_though_the_clock_stands_still(stage: Stage) -> None:
    posted = [await stage.bot.chat_postMessage(channel="C0GENERAL", text="x") for _ in range(3)]
    stamps = [answer["ts"] for answer in posted]
    assert stamps == ["1779451200.000000", "1779451200.000001", "1779451200.000002"]


REFUSALS: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown channel": ({"channel": "C9", "text": "x"}, "channel_not_found"),
    "an unknown name": ({"channel": "#nowhere", "text": "x"}, "channel_not_found"),
    "no channel": ({"text": "x"}, "channel_not_found"),
    "a channel without the bot": ({"channel": "C0LONELY", "text": "x"}, "not_in_channel"),
    "somebody's private channel": ({"channel": "G0SECRET", "text": "x"}, "channel_not_found"),
    "an archived channel": ({"channel": "C0OLD", "text": "x"}, "is_archived"),
    "nothing": ({"channel": "C0GENERAL"}, "no_text"),
    "spaces": ({"channel": "C0GENERAL", "text": "  "}, "no_text"),
    "no blocks": ({"channel": "C0GENERAL", "blocks": []}, "no_text"),
    "a long text": ({"channel": "C0GENERAL", "text": "x" * 40_001}, "msg_too_long"),
    "a text that is none": ({"channel": "C0GENERAL", "text": {}}, "invalid_arguments"),
    "broken blocks": ({"channel": "C0GENERAL", "blocks": "[{"}, "invalid_blocks_format"),
    "a wrong block": ({"channel": "C0GENERAL", "blocks": [{"type": "x"}]}, "invalid_blocks"),
    "broken metadata": (
        {"channel": "C0GENERAL", "text": "x", "metadata": "{"},
        "invalid_metadata_format",
    ),
    "attachments": (
        {"channel": "C0GENERAL", "text": "x", "attachments": [{"text": "x"}]},
        "invalid_attachments",
    ),
    "a channel that is a list": ({"channel": ["C0GENERAL"], "text": "x"}, "invalid_arguments"),
}


@pytest.mark.parametrize("name", REFUSALS)
async def test_posting_is_refused_with_slacks_own_code(stage: Stage, name: str) -> None:
    arguments, code = REFUSALS[name]
    assert (await stage.refused("chat.postMessage", **arguments))["error"] == code


async def test_a_refusal_names_each_fault_with_its_place(stage: Stage) -> None:
    with pytest.raises(SlackApiError) as refused:
        await stage.bot.chat_postMessage(channel="C0GENERAL", text="x", blocks=[s.section("")])
    answer = refused.value.response
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"
    ]


async def test_markdown_in_place_of_text_and_blocks(stage: Stage) -> None:
    await stage.bot.chat_postMessage(channel="C0GENERAL", markdown_text="# Hello")
    [message] = await stage.seen("C0GENERAL")
    assert message["blocks"][0]["type"] == "markdown"
    both = await stage.refused(
        "chat.postMessage", channel="C0GENERAL", text="x", markdown_text="# Hello"
    )
    assert both["error"] == "markdown_text_conflict"


async def test_an_ephemeral_is_seen_by_one_person(stage: Stage) -> None:
    await stage.bot.chat_postEphemeral(channel="C0GENERAL", user="U0ANNA", text="psst")
    assert [m["text"] for m in await stage.seen("C0GENERAL", "U0ANNA")] == ["psst"]
    assert await stage.seen("C0GENERAL", "U0BO") == []
    assert await stage.seen("C0GENERAL") == []
    history = await stage.bot.conversations_history(channel="C0GENERAL")
    assert history["messages"] == []


async def test_an_ephemeral_goes_to_members_only(stage: Stage) -> None:
    nobody = await stage.refused("chat.postEphemeral", channel="D0ANNA", user="U0BO", text="x")
    stranger = await stage.refused("chat.postEphemeral", channel="C0GENERAL", user="U9", text="x")
    assert nobody["error"] == "user_not_in_channel"
    assert stranger["error"] == "user_not_found"


async def test_changing_a_text_keeps_the_blocks(stage: Stage) -> None:
    posted = await stage.bot.chat_postMessage(
        channel="C0GENERAL", text="one", blocks=[s.section("one")]
    )
    await stage.bot.chat_update(channel="C0GENERAL", ts=posted["ts"], text="two")
    [message] = await stage.seen("C0GENERAL")
    assert (message["text"], message["blocks"][0]["text"]["text"]) == ("two", "one")
    assert message["edited"]["user"] == "U0BOT"
    await stage.bot.chat_update(channel="C0GENERAL", ts=posted["ts"], text="three", blocks=[])
    assert "blocks" not in (await stage.seen("C0GENERAL"))[0]


async def test_changing_keeps_metadata_unless_it_is_given(stage: Stage) -> None:
    about = {"event_type": "e", "event_payload": {}}
    posted = await stage.bot.chat_postMessage(channel="C0GENERAL", text="x", metadata=about)
    where = {"channel": "C0GENERAL", "ts": posted["ts"]}
    await stage.bot.chat_update(**where, text="y")
    assert (await stage.seen("C0GENERAL"))[0]["metadata"] == about
    await stage.bot.chat_update(**where, text="y", metadata={})
    assert "metadata" not in (await stage.seen("C0GENERAL"))[0]


async def test_only_its_own_messages_may_the_bot_change_or_delete(stage: Stage) -> None:
    said = await stage.act("message", user="U0ANNA", channel="C0GENERAL", text="mine")
    where = {"channel": "C0GENERAL", "ts": said["ts"]}
    assert (await stage.refused("chat.update", **where, text="x"))["error"] == "cant_update_message"
    assert (await stage.refused("chat.delete", **where))["error"] == "cant_delete_message"


async def test_what_is_not_there_cannot_be_changed(stage: Stage) -> None:
    gone = await stage.refused("chat.update", channel="C0GENERAL", ts="1.0", text="x")
    nameless = await stage.refused("chat.delete", channel="C0GENERAL")
    assert gone["error"] == "message_not_found"
    assert nameless["error"] == "invalid_arguments"
    assert "missing required field: ts" in nameless["errors"][0]


async def test_an_ephemeral_cannot_be_changed_by_its_timestamp(stage: Stage) -> None:
    posted = await stage.bot.chat_postEphemeral(channel="C0GENERAL", user="U0ANNA", text="x")
    where = {"channel": "C0GENERAL", "ts": posted["message_ts"]}
    assert (await stage.refused("chat.update", **where, text="y"))["error"] == "message_not_found"


async def test_a_message_is_taken_away(stage: Stage) -> None:
    posted = await stage.bot.chat_postMessage(channel="C0GENERAL", text="x")
    await stage.bot.chat_delete(channel="C0GENERAL", ts=posted["ts"])
    assert await stage.seen("C0GENERAL") == []


async def test_nothing_changes_in_a_channel_archived_meanwhile(stage: Stage) -> None:
    posted = await stage.bot.chat_postMessage(channel="C0GENERAL", text="x")
    await stage.act("archive", channel="C0GENERAL", archived=True)
    where = {"channel": "C0GENERAL", "ts": posted["ts"]}
    assert (await stage.refused("chat.update", **where, text="y"))["error"] == "is_archived"
    await stage.act("archive", channel="C0GENERAL", archived=False)
    await stage.bot.chat_update(**where, text="y")
