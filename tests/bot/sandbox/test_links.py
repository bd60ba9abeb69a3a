"""Links that the bot hears of, and what is typed after a command that has its words escaped."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.sandbox import Bot, SlashCommand
from bot.sandbox.markup import escaped, links_in
from tests.bot.sandbox.conftest import WORKSPACE, Stage, serve, with_bot
from tests.bot.sandbox.puppet import Puppet, puppet

LINKS = frozenset({"link_shared"})
DOMAIN = ("example.org",)
PAGE = "https://www.example.org/a?b=1&c=2"
STORED = f"<{PAGE.replace('&', '&amp;')}|a page>"


@pytest.fixture
async def linked() -> AsyncIterator[tuple[Stage, Puppet]]:
    """A bot that hears of one domain's links."""
    workspace = with_bot(events=LINKS, unfurl_domains=DOMAIN)
    async with serve(workspace) as stage, puppet(stage) as played:
        yield stage, played


async def say(stage: Stage, text: str, channel: str = "C0GENERAL", **more: Any) -> Any:
    """Anna writes."""
    return await stage.act("message", user="U0ANNA", channel=channel, text=text, **more)


async def test_a_link_is_told_in_slacks_shape(linked: tuple[Stage, Puppet]) -> None:
    stage, played = linked
    first = await say(stage, "no link")
    said = await say(stage, f"see {STORED}", thread_ts=first["ts"])
    event = (await played.payload())["event"]
    assert event.pop("unfurl_id").startswith(f"C0GENERAL.{said['ts']}.")
    assert event == {
        "type": "link_shared",
        "channel": "C0GENERAL",
        "is_bot_user_member": True,
        "user": "U0ANNA",
        "message_ts": said["ts"],
        "thread_ts": first["ts"],
        "source": "conversations_history",
        "links": [{"domain": "example.org", "url": PAGE}],
        "event_ts": said["ts"],
    }


@pytest.mark.parametrize(
    "text",
    ["https://example.org/a", "<https://example.com/a>", "<https://notexample.org/>", "<http://[>"],
)
async def test_what_is_no_link_there_is_not_told(linked: tuple[Stage, Puppet], text: str) -> None:
    stage, played = linked
    assert (await say(stage, text))["ack"] is None
    assert played.got == []


async def test_where_the_bot_is_not_nothing_is_told(linked: tuple[Stage, Puppet]) -> None:
    stage, played = linked
    await say(stage, STORED, "C0LONELY")
    assert played.got == []


@pytest.mark.parametrize(
    "changes",
    [
        {"events": frozenset({"app_mention"}), "unfurl_domains": DOMAIN},
        {"events": LINKS},
        {"events": LINKS, "unfurl_domains": DOMAIN, "scopes": frozenset({"chat:write"})},
    ],
    ids=["not subscribed", "no domain", "no scope"],
)
async def test_a_bot_that_did_not_ask_for_it_hears_nothing(changes: dict[str, Any]) -> None:
    async with serve(with_bot(**changes)) as stage, puppet(stage) as played:
        await say(stage, STORED)
        assert played.got == []


def test_each_link_is_told_once() -> None:
    text = f"{STORED} <{PAGE}> <https://example.org/x>"
    found = [link["url"] for link in links_in(text.replace("&c", "&amp;c"), DOMAIN)]
    assert found[-1] == "https://example.org/x"
    assert len(set(found)) == len(found)


def test_an_app_has_at_most_five_domains() -> None:
    with pytest.raises(ValueError, match="at most 5"):
        Bot(unfurl_domains=tuple(f"a{n}.se" for n in range(6)))


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("with @anna and @Bo B", "with <@U0ANNA|anna> and <@U0BO|bo>"),
        ("with @Anna A, please", "with <@U0ANNA|anna>, please"),
        ("@annabel x@anna", "@annabel x@anna"),
        ("see https://example.org/a, now", "see <https://example.org/a>, now"),
        ("to a.b@example.org", "to <mailto:a.b@example.org|a.b@example.org>"),
    ],
)
async def test_words_after_a_command_are_escaped_where_it_wants_that(typed: str, sent: str) -> None:
    workspace = replace(WORKSPACE, commands=(SlashCommand("/hello", should_escape=True),))
    async with serve(workspace) as stage, puppet(stage) as played:
        await stage.act("command", user="U0ANNA", channel="D0ANNA", command="/hello", text=typed)
        assert (await played.payload())["text"] == sent


async def test_words_after_another_command_are_as_typed(stage: Stage) -> None:
    async with puppet(stage) as played:
        text = "@anna & <b>"
        await stage.act("command", user="U0ANNA", channel="D0ANNA", command="/hello", text=text)
        assert (await played.payload())["text"] == text


def test_where_nobody_is_nobody_is_mentioned() -> None:
    assert escaped("with @anna", ()) == "with @anna"
