"""Every kind of payload, over Socket Mode and over signed HTTP: where its answer stands."""

from typing import Any

import pytest

from tests.bot.sandbox.conftest import Stage
from tests.bot.slack.edge.conftest import (
    ANNA,
    BOT,
    CHANNEL,
    MIA,
    NOBODY,
    buttons,
    command,
    dm,
    press,
    says,
    shown_view,
    since,
)


async def form(stage: Stage) -> dict[str, Any]:
    """Anna opens the form of a training."""
    done = await stage.act("command", user=ANNA, channel=dm(ANNA), command="/training")
    assert done["ack"] is None
    return await shown_view(stage)


async def fill_in(stage: Stage, view: dict[str, Any], **values: Any) -> dict[str, Any]:
    """Anna fills in the form of a training and sends it."""
    actions = {"resource": "training.search", "title": "title", "day": "day"}
    filled = {name: {actions[name]: value} for name, value in values.items()}
    done: dict[str, Any] = await stage.act(
        "view", user=ANNA, view_id=view["id"], type="submit", values=filled
    )
    return done


async def home(stage: Stage) -> dict[str, Any]:
    """Anna opens her own page."""
    await stage.act("home", user=ANNA)
    found: dict[str, Any] = (await stage.look("home", user=ANNA, wait=10))["view"]
    return found


async def press_in_view(stage: Stage, view: dict[str, Any], action: str) -> dict[str, Any]:
    """Anna presses a button of a modal or of her page."""
    done: dict[str, Any] = await stage.act(
        "action", user=ANNA, view_id=view["id"], action_id=action
    )
    return done


async def test_a_command_is_answered_in_its_acknowledgement(way: Stage) -> None:
    told = await command(way, "/training", "hängslen och livrem igår", channel=CHANNEL)
    assert "Ångra" in told.ack["text"]
    assert told.ack["response_type"] == "ephemeral"
    [message] = told.messages
    assert message["ephemeral"]


async def test_a_command_of_another_manifest_gets_the_help(way: Stage) -> None:
    told = await command(way, "/unheard-of", "klar med hängslen och livrem igår")
    assert "Skriv som du pratar" in told.text


async def test_a_command_without_words_opens_a_form(way: Stage) -> None:
    assert (await form(way))["callback_id"] == "training.save"


async def test_a_form_is_searched_filled_in_and_answered_in_its_place(way: Stage) -> None:
    view = await form(way)
    found = await way.act(
        "options",
        user=ANNA,
        view_id=view["id"],
        block_id="resource",
        action_id="training.search",
        value="häng",
    )
    done = await fill_in(way, view, resource=found["options"][0], day="2026-05-03")
    assert done["ack"]["response_action"] == "update"
    assert "Ångra" in str(done["views"][-1]["blocks"])


async def test_errors_stand_at_their_fields(way: Stage) -> None:
    done = await fill_in(way, await form(way), title="Något nytt", day="2027-01-01")
    assert list(done["errors"]) == ["day"]
    assert done["ack"]["response_action"] == "errors"


async def test_a_search_by_a_stranger_finds_nothing(way: Stage) -> None:
    opened = await way.act("command", user=NOBODY, channel=dm(NOBODY), command="/kompis")
    assert opened["failed"] is None
    view = await form(way)
    where = {"user": ANNA, "view_id": view["id"], "block_id": "resource"}
    found = await way.act("options", **where, action_id="training.search", value="qqqqqqqq")
    assert found["options"] == []


async def test_a_direct_message_is_answered_openly_with_the_events_id(way: Stage) -> None:
    told = await says(way, "gjorde självskattningen i måndags")
    [message] = told.messages
    assert "Ångra" in message["text"]
    assert "ephemeral" not in message
    assert message["metadata"]["event_type"] == "kompis_answer"
    assert told.ack is None


async def test_a_mention_is_answered_to_the_writer_alone(way: Stage) -> None:
    [message] = (await says(way, f"<@{BOT}> hur går det för oss?", channel=CHANNEL)).messages
    assert message["ephemeral"]
    assert "Nässjö stadsbibliotek" in message["text"]
    assert BOT not in message["text"]


async def test_a_reply_in_a_thread_stays_there(way: Stage) -> None:
    [first] = (await says(way, "hej")).messages
    [answer] = (await says(way, "hjälp", thread_ts=first["ts"])).messages
    assert answer["thread_ts"] == first["ts"]
    public = await way.act("message", user=ANNA, channel=CHANNEL, text="nu börjar vi")
    mention = f"<@{BOT}> hjälp"
    [aside] = (await says(way, mention, channel=CHANNEL, thread_ts=public["ts"])).messages
    assert aside["thread_ts"] == public["ts"]


async def test_a_button_in_a_direct_message_changes_it_for_good(way: Stage) -> None:
    [message] = (await says(way, "gjorde självskattningen i måndags")).messages
    [changed] = await press(way, message, "assessment.undo")
    assert changed["ts"] == message["ts"]
    assert "ephemeral" not in changed
    assert "edited" in changed


async def test_a_button_in_a_direct_message_is_answered_openly(way: Stage) -> None:
    [message] = (await says(way, "gjorde självskattningen i måndags")).messages
    [answer] = await press(way, message, "progress.me")
    assert "ephemeral" not in answer


async def test_a_button_in_a_thread_is_answered_there(way: Stage) -> None:
    [first] = (await says(way, "hej")).messages
    told = await says(way, "gjorde självskattningen i måndags", thread_ts=first["ts"])
    [answer] = await press(way, told.messages[0], "progress.me")
    assert answer["thread_ts"] == first["ts"]


async def test_a_button_of_what_only_one_sees_is_answered_to_that_one(way: Stage) -> None:
    [message] = (await command(way, "/training", "hängslen igår", channel=CHANNEL)).messages
    [answer] = await press(way, message, "progress.me", channel=CHANNEL)
    assert answer["ephemeral"]
    everybody = await way.look("messages", channel=CHANNEL)
    assert everybody["messages"] == []


async def test_a_button_in_a_message_opens_a_form(way: Stage) -> None:
    [message] = (await says(way, "gjorde självskattningen i måndags")).messages
    button = next(each for each in buttons(message) if each["action_id"] == "assessment.results")
    where = {"ts": message["ts"], "block_id": button["block_id"]}
    await way.act("action", user=ANNA, channel=dm(ANNA), action_id="assessment.results", **where)
    assert (await shown_view(way))["callback_id"] == "assessment.keep"


async def test_app_home_opens_forms_and_answers_over_itself(way: Stage) -> None:
    page = await home(way)
    await press_in_view(way, page, "training.list")
    assert "Du har inte registrerat" in str((await shown_view(way))["blocks"])
    await way.act("view", user=ANNA, view_id=(await shown_view(way))["id"], type="close")
    await press_in_view(way, page, "assessment.form")
    assert (await shown_view(way))["callback_id"] == "assessment.save"


async def test_a_button_in_a_modal_is_answered_in_its_place(way: Stage) -> None:
    done = await fill_in(way, await form(way), title="Hängslen och livrem", day="2026-05-03")
    card = done["views"][-1]
    await press_in_view(way, card, "training.undo")
    after = await shown_view(way)
    assert after["id"] == card["id"]
    assert "Ångra" not in str(after["blocks"])


async def test_a_form_opens_on_top_of_a_modal(way: Stage) -> None:
    await press_in_view(way, await home(way), "assessment.form")
    view = await shown_view(way)
    done = await way.act(
        "view",
        user=ANNA,
        view_id=view["id"],
        type="submit",
        values={"day": {"day": "2026-05-03"}},
    )
    await press_in_view(way, done["views"][-1], "assessment.results")
    views = (await way.look("views", user=ANNA))["views"]
    assert [each["callback_id"] for each in views][-1] == "assessment.keep"
    assert len(views) == 2


@pytest.mark.parametrize("user", [ANNA, MIA])
async def test_everybody_is_spoken_to_in_their_own_language(way: Stage, user: str) -> None:
    text = (await command(way, "/progress", "me", user=user)).text
    assert ("My progress" in text) is (user == MIA)


async def test_what_is_no_word_to_the_bot_is_not_answered(way: Stage) -> None:
    """Messages in a channel without a mention, the bot's own, and those in other places."""
    await way.act("message", user=ANNA, channel=CHANNEL, text="klar med hängslen igår")
    await way.bot.chat_postMessage(channel=dm(ANNA), text="Hej från mig själv")
    told = await says(way, "hjälp")
    assert len(told.messages) == 1
    everything = await since(way, dm(ANNA), ANNA, "0")
    assert len(everything) == 2
