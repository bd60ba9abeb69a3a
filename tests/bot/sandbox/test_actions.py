"""Buttons, menus and fields: what the bot gets for them, and where it may answer."""

from typing import Any

import pytest
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.sandbox.server import PAGE
from tests.bot.sandbox import shapes as s
from tests.bot.sandbox.conftest import Stage
from tests.bot.sandbox.puppet import Puppet, puppet


async def posted(stage: Stage, *blocks: Any) -> dict[str, Any]:
    """Where a message with these blocks stands, for Anna to act on."""
    answer = await stage.bot.chat_postMessage(channel="C0GENERAL", text="x", blocks=list(blocks))
    return {"user": "U0ANNA", "channel": "C0GENERAL", "ts": answer["ts"]}


async def interaction(bot: Puppet) -> Any:
    """The next interaction; events are passed over."""
    while True:
        [envelope] = await bot.take()
        if envelope["type"] == "interactive":
            return envelope["payload"]


async def test_a_button_in_slacks_shape(stage: Stage) -> None:
    async with puppet(stage) as bot:
        where = await posted(stage, s.actions(s.button(action_id="go", value="v"), block_id="b"))
        await stage.act("action", **where, action_id="go")
        payload = await interaction(bot)
    [action] = payload["actions"]
    assert (action["type"], action["action_id"]) == ("button", "go")
    assert (action["block_id"], action["value"]) == ("b", "v")
    assert action["text"] == {"type": "plain_text", "text": "text", "emoji": True}
    assert payload["container"] == {
        "type": "message",
        "message_ts": where["ts"],
        "channel_id": "C0GENERAL",
        "is_ephemeral": False,
    }
    assert payload["message"]["ts"] == where["ts"]
    assert payload["channel"] == {"id": "C0GENERAL", "name": "general"}
    assert payload["team"] == {"id": "T0TEAM", "domain": "team"}
    assert payload["user"]["username"] == "anna"
    assert payload["trigger_id"]
    assert payload["state"] == {"values": {}}


async def test_an_ephemeral_is_not_sent_back(stage: Stage) -> None:
    async with puppet(stage) as bot:
        sent = await stage.bot.chat_postEphemeral(
            channel="C0GENERAL",
            user="U0ANNA",
            text="x",
            blocks=[s.actions(s.button(action_id="a"))],
        )
        where = {"channel": "C0GENERAL", "ts": sent["message_ts"], "action_id": "a"}
        await stage.act("action", user="U0ANNA", **where)
        payload = await interaction(bot)
        assert payload["container"]["is_ephemeral"]
        assert "message" not in payload
        other = await stage.act("action", user="U0BO", **where, status=400)
        assert "sees no message" in other["error"]


TWO = s.options(2)
CHOSEN = {"text": {"type": "plain_text", "text": "text", "emoji": True}, "value": "1"}

FILLED: dict[str, tuple[dict[str, Any], Any, tuple[str, Any]]] = {
    "static_select": ({"options": TWO}, "1", ("selected_option", CHOSEN)),
    "radio_buttons": ({"options": TWO}, {"value": "1"}, ("selected_option", CHOSEN)),
    "checkboxes": ({"options": TWO}, ["1"], ("selected_options", [CHOSEN])),
    "multi_static_select": (
        {"option_groups": [{"label": s.plain("g"), "options": TWO}]},
        ["1"],
        ("selected_options", [CHOSEN]),
    ),
    "external_select": ({}, CHOSEN, ("selected_option", CHOSEN)),
    "datepicker": ({}, "2026-05-03", ("selected_date", "2026-05-03")),
    "timepicker": ({}, "09:30", ("selected_time", "09:30")),
    "datetimepicker": ({}, 1777878000, ("selected_date_time", 1777878000)),
    "users_select": ({}, "U0BO", ("selected_user", "U0BO")),
    "multi_users_select": ({}, ["U0BO"], ("selected_users", ["U0BO"])),
    "channels_select": ({}, "C0GENERAL", ("selected_channel", "C0GENERAL")),
    "conversations_select": ({}, "C0GENERAL", ("selected_conversation", "C0GENERAL")),
}


@pytest.mark.parametrize("kind", FILLED)
async def test_what_is_chosen_is_sent_and_stays(stage: Stage, kind: str) -> None:
    more, value, (key, expected) = FILLED[kind]
    async with puppet(stage) as bot:
        element = {"type": kind, "action_id": "a", **more}
        where = await posted(stage, s.actions(element, block_id="b"))
        await stage.act("action", **where, action_id="a", value=value)
        payload = await interaction(bot)
        assert payload["actions"][0][key] == expected
        assert payload["state"]["values"]["b"]["a"] == {"type": kind, key: expected}
        await stage.act("action", **where, action_id="a", **{key: expected})
        assert (await interaction(bot))["actions"][0][key] == expected


async def test_an_overflow_menu(stage: Stage) -> None:
    async with puppet(stage) as bot:
        menu = {"type": "overflow", "action_id": "a", "options": TWO}
        where = await posted(stage, s.section(accessory=menu))
        await stage.act("action", **where, action_id="a", value="1")
        assert (await interaction(bot))["actions"][0]["selected_option"] == CHOSEN
        await stage.act("action", **where, action_id="a", selected_option={"value": "0"})
        assert (await interaction(bot))["actions"][0]["selected_option"]["value"] == "0"
        wrong = await stage.act("action", **where, action_id="a", value="9", status=400)
        assert "has no option 9" in wrong["error"]


async def test_the_other_fields_go_with_a_button_and_are_kept(stage: Stage) -> None:
    blocks = [s.field(block_id="b"), s.actions(s.button(action_id="go"))]
    async with puppet(stage) as bot:
        where = await posted(stage, *blocks)
        await stage.act("action", **where, action_id="go", state={"b": {"a": "typed"}})
        first = await interaction(bot)
        await stage.act("action", **where, action_id="go")
        second = await interaction(bot)
        await stage.bot.chat_update(channel="C0GENERAL", ts=where["ts"], text="x", blocks=blocks)
        await stage.act("action", **where, action_id="go")
        third = await interaction(bot)
    for payload in (first, second, third):
        assert payload["state"]["values"]["b"]["a"]["value"] == "typed"


async def test_initial_values_stand_in_the_state(stage: Stage) -> None:
    picker = {"type": "datepicker", "action_id": "d", "initial_date": "2026-05-01"}
    boxes = {"type": "checkboxes", "action_id": "c", "options": TWO, "initial_options": TWO[:1]}
    async with puppet(stage) as bot:
        where = await posted(
            stage, s.actions(picker, boxes, s.button(action_id="go"), block_id="b")
        )
        await stage.act("action", **where, action_id="go")
        values = (await interaction(bot))["state"]["values"]["b"]
        assert values["d"]["selected_date"] == "2026-05-01"
        assert [chosen["value"] for chosen in values["c"]["selected_options"]] == ["0"]
        await stage.act("action", **where, action_id="d", value=None)
        assert (await interaction(bot))["actions"][0]["selected_date"] is None


async def test_a_button_in_home(stage: Stage) -> None:
    async with puppet(stage) as bot:
        home = s.home(s.actions(s.button(action_id="go")))
        view = (await stage.bot.views_publish(user_id="U0ANNA", view=home))["view"]
        await stage.act("action", user="U0ANNA", view_id=view["id"], action_id="go")
        payload = await interaction(bot)
    assert payload["container"] == {"type": "view", "view_id": view["id"]}
    assert payload["view"]["id"] == view["id"]
    assert "response_url" not in payload
    assert "channel" not in payload


IMPOSSIBLE: dict[str, tuple[dict[str, Any], str]] = {
    "no such action": ({"action_id": "z"}, "There is no z there"),
    "no such block": ({"action_id": "menu", "block_id": "z"}, "There is no menu there"),
    "which of two": ({"action_id": "go"}, "stands in several blocks"),
    "no value": ({"action_id": "menu"}, '"value" or "selected_option" is missing'),
    "no such option": ({"action_id": "menu", "value": "9"}, "has no option 9"),
    "no list": ({"action_id": "boxes", "value": "1"}, "takes a list"),
    "no date": ({"action_id": "day", "value": "tomorrow"}, "does not hold 'tomorrow'"),
    "a date written otherwise": ({"action_id": "day", "value": "20260503"}, "does not hold"),
    "a number for a date": ({"action_id": "day", "value": 3}, "does not hold 3"),
    "a date for a moment": ({"action_id": "moment", "value": "2026-05-03"}, "does not hold"),
    "one for many": ({"action_id": "people", "value": "U0BO"}, "does not hold 'U0BO'"),
    "a field that waits": ({"action_id": "a", "value": "x"}, "sends nothing before"),
    "a state that is none": ({"action_id": "menu", "value": "1", "state": {"b": 1}}, "block_id"),
    "a button with a state": (
        {"action_id": "menu", "value": "1", "state": {"one": {"go": "x"}}},
        "nothing to fill in",
    ),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
async def test_what_nobody_could_do(stage: Stage, name: str) -> None:
    body, words = IMPOSSIBLE[name]
    where = await posted(
        stage,
        s.actions(s.button(action_id="go"), block_id="one"),
        s.actions(s.button(action_id="go"), block_id="two"),
        s.actions(
            s.select(action_id="menu", options=TWO),
            {"type": "checkboxes", "action_id": "boxes", "options": TWO},
            {"type": "datepicker", "action_id": "day"},
            {"type": "datetimepicker", "action_id": "moment"},
            {"type": "multi_users_select", "action_id": "people"},
        ),
        s.field(),
    )
    assert words in (await stage.act("action", **where, **body, status=400))["error"]


CHECKED: dict[str, tuple[dict[str, Any], Any, str]] = {
    "too long": ({"type": "plain_text_input", "max_length": 3}, "four", "at most 3"),
    "too short": ({"type": "plain_text_input", "min_length": 3}, "x", "at least 3"),
    "no number": ({"type": "number_input", "is_decimal_allowed": True}, "few", "Enter a number"),
    "a number without end": (
        {"type": "number_input", "is_decimal_allowed": True, "max_value": "2"},
        "NaN",
        "Enter a number",
    ),
    "no whole number": ({"type": "number_input", "is_decimal_allowed": False}, 1.5, "whole"),
    "too low": (
        {"type": "number_input", "is_decimal_allowed": False, "min_value": "2"},
        1,
        "at least 2",
    ),
    "too high": (
        {"type": "number_input", "is_decimal_allowed": False, "max_value": "2"},
        3,
        "at most 2",
    ),
    "no e-mail": ({"type": "email_text_input"}, "anna", "e-mail"),
    "no address": ({"type": "url_text_input"}, "example", "address"),
    "too many": ({"type": "multi_users_select", "max_selected_items": 1}, ["U1", "U2"], "most 1"),
}

FINE: dict[str, tuple[dict[str, Any], Any]] = {
    "a text": ({"type": "plain_text_input", "min_length": 1, "max_length": 4}, "four"),
    "a number": (
        {"type": "number_input", "is_decimal_allowed": True, "min_value": "1", "max_value": "2"},
        "1.5",
    ),
    "an e-mail": ({"type": "email_text_input"}, "anna@example.org"),
    "an address": ({"type": "url_text_input"}, "https://example.org/a"),
    "a few": ({"type": "multi_users_select", "max_selected_items": 2}, ["U1", "U2"]),
    "rich text": ({"type": "rich_text_input"}, s.rich_text()),
    "a state object": (
        {"type": "datepicker"},
        {"type": "datepicker", "selected_date": "2026-05-03"},
    ),
}


async def submitted(stage: Stage, element: dict[str, Any], value: Any) -> Any:
    """What comes of submitting a form of one field."""
    async with puppet(stage) as bot:
        await stage.act("command", user="U0ANNA", channel="D0ANNA", command="/form")
        trigger = (await bot.payload())["trigger_id"]
        form = s.modal(s.field(element | {"action_id": "a"}, block_id="b"))
        view = (await stage.bot.views_open(trigger_id=trigger, view=form))["view"]
        given = {"view_id": view["id"], "type": "submit", "values": {"b": {"a": value}}}
        return await stage.act("view", user="U0ANNA", **given)


@pytest.mark.parametrize("name", CHECKED)
async def test_the_client_checks_fields(stage: Stage, name: str) -> None:
    element, value, words = CHECKED[name]
    done = await submitted(stage, element, value)
    assert words in done["errors"]["b"]
    assert done["complaints"]["b"]["limit"] in done["errors"]["b"]
    for language in ("sv", "en"):
        told = (PAGE / "strings" / f"{language}.js").read_text(encoding="utf-8")
        assert f"  complaint_{done['complaints']['b']['code']}: " in told


@pytest.mark.parametrize("name", FINE)
async def test_what_is_right_is_let_through(stage: Stage, name: str) -> None:
    element, value = FINE[name]
    done = await submitted(stage, element, value)
    assert (done["errors"], done["views"]) == ({}, [])


MENU = {"type": "external_select", "action_id": "m", "min_query_length": 2}


async def test_options_are_asked_for_and_can_be_chosen(stage: Stage) -> None:
    async with puppet(stage) as bot:
        where = await posted(stage, s.actions(MENU, block_id="b"))
        bot.answer = lambda _: {"options": [s.option("7", "Seven")]}
        typed = await stage.act("options", **where, action_id="m", value="se")
        payload = await interaction(bot)
        assert (payload["type"], payload["value"]) == ("block_suggestion", "se")
        assert (payload["action_id"], payload["block_id"]) == ("m", "b")
        assert typed["options"][0]["text"] == {"type": "plain_text", "text": "Seven", "emoji": True}
        await stage.act("action", **where, action_id="m", value="7")
        chosen = (await interaction(bot))["actions"][0]["selected_option"]
        assert chosen["text"]["text"] == "Seven"
        wrong = await stage.act("action", **where, action_id="m", value="8", status=400)
        assert "has no option 8" in wrong["error"]


async def test_options_in_groups_and_in_a_view(stage: Stage) -> None:
    async with puppet(stage) as bot:
        home = s.home(s.actions(MENU))
        view = (await stage.bot.views_publish(user_id="U0ANNA", view=home))["view"]["id"]
        groups = [{"label": s.plain("g"), "options": [s.option("7")]}]
        bot.answer = lambda _: {"option_groups": groups}
        typed = await stage.act("options", user="U0ANNA", view_id=view, action_id="m", value="se")
        assert typed["option_groups"][0]["options"][0]["value"] == "7"
        assert (await interaction(bot))["container"]["type"] == "view"
        await stage.act("action", user="U0ANNA", view_id=view, action_id="m", value="7")


async def test_too_little_typed_asks_nothing(stage: Stage) -> None:
    where = await posted(stage, s.actions(MENU, s.select(action_id="own")))
    typed = await stage.act("options", **where, action_id="m", value="s")
    assert (typed["options"], typed["too_short"]) == ([], True)
    own = await stage.act("options", **where, action_id="own", value="some", status=400)
    assert "options of its own" in own["error"]


@pytest.mark.parametrize(
    "answer", [None, {"options": s.options(101)}, {}, "x", {"options": [], "option_groups": []}]
)
async def test_options_that_slack_would_not_take(stage: Stage, answer: Any) -> None:
    async with puppet(stage) as bot:
        where = await posted(stage, s.actions(MENU))
        bot.answer = lambda _: answer
        typed = await stage.act("options", **where, action_id="m", value="some")
    assert typed["options"] == []
    assert (typed["failed"] == "invalid_response") is bool(answer)


async def respond(stage: Stage, bot: Puppet, **where: Any) -> AsyncWebhookClient:
    """Somewhere to answer a pressed button."""
    await stage.act("action", **where, action_id="go")
    return AsyncWebhookClient((await interaction(bot))["response_url"], retry_handlers=[])


GO = s.actions(s.button(action_id="go"))


async def test_answers_to_a_button(stage: Stage) -> None:
    async with puppet(stage) as bot:
        where = await posted(stage, GO)
        url = await respond(stage, bot, **where)
        await url.send(text="for you")
        await url.send(text="for all", response_type="in_channel")
        assert [m["text"] for m in await stage.seen("C0GENERAL", "U0BO")] == ["x", "for all"]
        assert len(await stage.seen("C0GENERAL", "U0ANNA")) == 3
        await url.send(text="instead", replace_original=True)
        first = (await stage.seen("C0GENERAL"))[0]
        assert first["text"] == "instead"
        assert "blocks" not in first
        await url.send(text="with blocks", blocks=[s.section()], replace_original=True)
        assert (await stage.seen("C0GENERAL"))[0]["blocks"]
        await url.send(delete_original=True)
        assert [m["text"] for m in await stage.seen("C0GENERAL")] == ["for all"]
        sixth = await url.send(text="too much")
    assert (sixth.status_code, "used_url" in sixth.body) == (404, True)


@pytest.mark.parametrize(("seconds", "status"), [(1800, 200), (1801, 404)])
async def test_half_an_hour_to_answer(stage: Stage, seconds: int, status: int) -> None:
    async with puppet(stage) as bot:
        url = await respond(stage, bot, **await posted(stage, GO))
        stage.clock.pass_by(seconds)
        answer = await url.send(text="late")
    assert answer.status_code == status
    assert answer.body == "ok" or "expired_url" in answer.body


async def test_a_refused_answer_is_no_use(stage: Stage) -> None:
    async with puppet(stage) as bot:
        url = await respond(stage, bot, **await posted(stage, GO))
        for _ in range(6):
            refused = await url.send(text="x", blocks=[s.section("")])
            assert (refused.status_code, "invalid_blocks" in refused.body) == (400, True)
        assert "no_text" in (await url.send()).body
        assert "invalid_response_type" in (await url.send(text="x", response_type="loud")).body
        assert (await url.send(text="fine")).status_code == 200


async def test_an_ephemeral_is_replaced_and_taken_away(stage: Stage) -> None:
    async with puppet(stage) as bot:
        sent = await stage.bot.chat_postEphemeral(
            channel="C0GENERAL", user="U0ANNA", text="one", blocks=[GO]
        )
        where = {"user": "U0ANNA", "channel": "C0GENERAL", "ts": sent["message_ts"]}
        url = await respond(stage, bot, **where)
        await url.send(text="two", replace_original=True)
        assert [m["text"] for m in await stage.seen("C0GENERAL", "U0ANNA")] == ["two"]
        await url.send(delete_original=True)
        await url.send(delete_original=True)
        assert await stage.seen("C0GENERAL", "U0ANNA") == []


async def test_a_command_has_no_original_to_replace(stage: Stage) -> None:
    async with puppet(stage) as bot:
        bot.answer = lambda _: {"text": "working"}
        await stage.act("command", user="U0ANNA", channel="C0GENERAL", command="/hello")
        url = AsyncWebhookClient((await bot.payload())["response_url"], retry_handlers=[])
        await url.send(text="done", replace_original=True)
    assert [m["text"] for m in await stage.seen("C0GENERAL", "U0ANNA")] == ["working", "done"]


async def test_a_response_url_that_is_none(stage: Stage) -> None:
    answer = await AsyncWebhookClient(f"{stage.url}/response/x", retry_handlers=[]).send(text="x")
    assert (answer.status_code, "invalid_url" in answer.body) == (404, True)
