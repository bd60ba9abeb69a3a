"""Modals and App Home: opening, stacking, filling in, submitting, closing."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox import Timing
from tests.bot.sandbox import shapes as s
from tests.bot.sandbox.conftest import Serve, Stage
from tests.bot.sandbox.puppet import SILENT, Puppet, puppet


async def trigger(stage: Stage, bot: Puppet, user: str = "U0ANNA") -> str:
    """A trigger id, from a command."""
    await stage.act("command", user=user, channel="C0GENERAL", command="/form")
    return str((await bot.payload())["trigger_id"])


async def opened(stage: Stage, bot: Puppet, view: Any) -> str:
    """The id of a modal that the bot has opened before Anna."""
    answer = await stage.bot.views_open(trigger_id=await trigger(stage, bot), view=view)
    return str(answer["view"]["id"])


async def submit(stage: Stage, view_id: str, **values: Any) -> Any:
    """Submits a modal as Anna; values are for the one block named b."""
    given = {"b": values} if values else {}
    return await stage.act("view", user="U0ANNA", view_id=view_id, type="submit", values=given)


FORM = s.modal(
    s.field({"type": "plain_text_input", "action_id": "a"}, block_id="b"),
    callback_id="form",
    private_metadata="meta",
)


async def test_a_modal_is_opened_before_whoever_did_something(stage: Stage) -> None:
    async with puppet(stage) as bot:
        view_id = await opened(stage, bot, FORM)
        [view] = (await stage.look("views", user="U0ANNA"))["views"]
        assert (await stage.look("views", user="U0BO"))["views"] == []
    assert view["id"] == view["root_view_id"] == view_id
    assert (view["callback_id"], view["private_metadata"]) == ("form", "meta")
    assert view["state"]["values"] == {"b": {"a": {"type": "plain_text_input", "value": None}}}
    assert view["title"]["emoji"] is True


async def test_a_trigger_works_once(stage: Stage) -> None:
    async with puppet(stage) as bot:
        given = await trigger(stage, bot)
        await stage.bot.views_open(trigger_id=given, view=FORM)
        with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
            await stage.bot.views_open(trigger_id=given, view=FORM)


@pytest.mark.parametrize(("seconds", "lives"), [(3, True), (3.001, False)])
async def test_a_trigger_lives_for_three_seconds(stage: Stage, seconds: float, lives: bool) -> None:
    async with puppet(stage) as bot:
        given = await trigger(stage, bot)
        stage.clock.pass_by(seconds)
        if lives:
            await stage.bot.views_open(trigger_id=given, view=FORM)
            return
        with pytest.raises(SlackApiError, match="expired_trigger_id"):
            await stage.bot.views_open(trigger_id=given, view=FORM)


async def test_a_refused_view_leaves_the_trigger_unused(stage: Stage) -> None:
    async with puppet(stage) as bot:
        given = await trigger(stage, bot)
        with pytest.raises(SlackApiError, match="invalid_arguments"):
            await stage.bot.views_open(trigger_id=given, view=s.modal(title=s.plain("x" * 25)))
        await stage.bot.views_open(trigger_id=given, view=FORM)


async def test_a_trigger_that_is_none(stage: Stage) -> None:
    unknown = await stage.refused("views.open", trigger_id="1.2.x", view=FORM)
    missing = await stage.refused("views.open", view=FORM)
    broken = await stage.refused("views.open", trigger_id="1.2.x", view="{")
    assert unknown["errors"] == ["invalid `trigger_id` [json-pointer:/trigger_id]"]
    assert missing["error"] == broken["error"] == "invalid_arguments"


async def test_a_submission_carries_what_was_filled_in_and_closes(stage: Stage) -> None:
    async with puppet(stage) as bot:
        view_id = await opened(stage, bot, FORM)
        done = await submit(stage, view_id, a="typed")
        payload = await bot.payload()
    assert payload["type"] == "view_submission"
    assert payload["user"]["id"] == "U0ANNA"
    assert payload["view"]["state"]["values"]["b"]["a"]["value"] == "typed"
    assert payload["view"]["private_metadata"] == "meta"
    assert (done["errors"], done["views"], done["ack"]) == ({}, [], None)


async def test_a_required_field_is_asked_for_before_the_bot_hears(stage: Stage) -> None:
    async with puppet(stage) as bot:
        view_id = await opened(stage, bot, FORM)
        done = await submit(stage, view_id)
        assert done["errors"] == {"b": "Please complete this required field."}
        assert done["complaints"] == {"b": {"code": "required", "limit": ""}}
        assert len(done["views"]) == 1
        assert bot.got == []


async def test_an_optional_field_may_stay_empty(stage: Stage) -> None:
    async with puppet(stage) as bot:
        view_id = await opened(stage, bot, s.modal(s.field(optional=True)))
        assert (await submit(stage, view_id))["errors"] == {}


async def test_the_bots_errors_stand_at_the_fields(stage: Stage) -> None:
    async with puppet(stage) as bot:
        view_id = await opened(stage, bot, FORM)
        bot.answer = lambda _: {"response_action": "errors", "errors": {"b": "No"}}
        done = await submit(stage, view_id, a="x")
    assert (done["errors"], len(done["views"])) == ({"b": "No"}, 1)


ANSWERS: dict[str, tuple[Any, str]] = {
    "errors at no field": ({"response_action": "errors", "errors": {"z": "No"}}, "invalid_errors"),
    "errors without words": ({"response_action": "errors", "errors": {"b": ""}}, "invalid_errors"),
    "no errors": ({"response_action": "errors", "errors": {}}, "invalid_errors"),
    "an unknown action": ({"response_action": "sing"}, "invalid_response_action"),
    "another object": ({"text": "thanks"}, "invalid_response_action"),
    "a text": ("thanks", "invalid_response_action"),
    "a wrong view": ({"response_action": "update", "view": s.home()}, "invalid_arguments"),
    "no view": ({"response_action": "push"}, "invalid_arguments"),
}


@pytest.mark.parametrize("name", ANSWERS)
async def test_an_answer_that_slack_would_not_take(stage: Stage, name: str) -> None:
    answer, code = ANSWERS[name]
    async with puppet(stage) as bot:
        view_id = await opened(stage, bot, FORM)
        bot.answer = lambda _: answer
        done = await submit(stage, view_id, a="x")
    assert (done["failed"], done["problems"][0]) == ("invalid_response", code)
    assert len(done["views"]) == 1


async def test_an_answer_may_change_push_or_clear(stage: Stage) -> None:
    async with puppet(stage) as bot:
        view_id = await opened(stage, bot, FORM)
        bot.answer = lambda _: {"response_action": "update", "view": FORM | {"callback_id": "two"}}
        changed = await submit(stage, view_id, a="x")
        assert [view["callback_id"] for view in changed["views"]] == ["two"]
        bot.answer = lambda _: {"response_action": "push", "view": FORM | {"callback_id": "three"}}
        pushed = await submit(stage, view_id, a="x")
        assert [view["callback_id"] for view in pushed["views"]] == ["two", "three"]
        assert pushed["views"][1]["previous_view_id"] == view_id
        bot.answer = lambda _: {"response_action": "clear"}
        cleared = await submit(stage, pushed["views"][1]["id"], a="x")
        assert cleared["views"] == []


async def test_a_submission_that_times_out_leaves_the_modal_open(serve: Serve) -> None:
    async with serve(timing=Timing(ack=0.05)) as stage, puppet(stage) as bot:
        view_id = await opened(stage, bot, FORM)
        bot.answer = lambda _: SILENT
        done = await submit(stage, view_id, a="x")
    assert done["timed_out"]
    assert len(done["views"]) == 1


async def test_three_modals_on_a_stack_and_no_fourth(stage: Stage) -> None:
    async with puppet(stage) as bot:
        await opened(stage, bot, FORM)
        for _ in range(2):
            await stage.bot.views_push(trigger_id=await trigger(stage, bot), view=FORM)
        with pytest.raises(SlackApiError, match="push_limit_reached"):
            await stage.bot.views_push(trigger_id=await trigger(stage, bot), view=FORM)


async def test_a_push_needs_something_to_lie_on(stage: Stage) -> None:
    async with puppet(stage) as bot:
        with pytest.raises(SlackApiError, match="not_found"):
            await stage.bot.views_push(trigger_id=await trigger(stage, bot), view=FORM)


async def test_an_update_keeps_what_was_filled_in(stage: Stage) -> None:
    async with puppet(stage) as bot:
        dispatching = s.field(block_id="b", dispatch_action=True)
        view_id = await opened(stage, bot, s.modal(dispatching))
        await stage.act("action", user="U0ANNA", view_id=view_id, action_id="a", value="typed")
        answer = await stage.bot.views_update(
            view_id=view_id, view=s.modal(dispatching, s.section())
        )
    assert answer["view"]["state"]["values"]["b"]["a"]["value"] == "typed"


async def test_a_hash_keeps_two_changes_apart(stage: Stage) -> None:
    async with puppet(stage) as bot:
        view_id = await opened(stage, bot, FORM)
        [view] = (await stage.look("views", user="U0ANNA"))["views"]
        await stage.bot.views_update(view_id=view_id, view=FORM, hash=view["hash"])
        with pytest.raises(SlackApiError, match="hash_conflict"):
            await stage.bot.views_update(view_id=view_id, view=FORM, hash=view["hash"])


async def test_a_view_can_have_the_bots_own_id(stage: Stage) -> None:
    mine = FORM | {"external_id": "mine"}
    async with puppet(stage) as bot:
        await opened(stage, bot, mine)
        await stage.bot.views_update(external_id="mine", view=mine)
        with pytest.raises(SlackApiError, match="duplicate_external_id"):
            await opened(stage, bot, mine)
    assert (await stage.refused("views.update", external_id="no", view=mine))[
        "error"
    ] == "not_found"
    assert (await stage.refused("views.update", view_id="V", view=mine))[
        "error"
    ] == "view_not_found"


async def test_closing_tells_the_bot_when_it_has_asked(stage: Stage) -> None:
    async with puppet(stage) as bot:
        view_id = await opened(stage, bot, FORM | {"notify_on_close": True})
        done = await stage.act("view", user="U0ANNA", view_id=view_id, type="close")
        payload = await bot.payload()
    assert (payload["type"], payload["is_cleared"]) == ("view_closed", False)
    assert done["views"] == []


async def test_closing_all_and_closing_quietly(stage: Stage) -> None:
    async with puppet(stage) as bot:
        view_id = await opened(stage, bot, FORM)
        await stage.bot.views_push(trigger_id=await trigger(stage, bot), view=FORM)
        done = await stage.act("view", user="U0ANNA", view_id=view_id, type="close", status=400)
        assert "not the view on top" in done["error"]
        top = (await stage.look("views", user="U0ANNA"))["views"][-1]["id"]
        whole = {"user": "U0ANNA", "view_id": top, "type": "close", "clear": True}
        assert (await stage.act("view", **whole))["views"] == []
        assert bot.got == []


async def test_a_view_without_submit_is_not_submitted(stage: Stage) -> None:
    async with puppet(stage) as bot:
        view_id = await opened(stage, bot, s.modal(submit=None))
        where = {"user": "U0ANNA", "view_id": view_id}
        nothing = await stage.act("view", **where, type="submit", status=400)
        unknown = await stage.act("view", **where, type="fold", status=400)
    assert "nothing to submit" in nothing["error"]
    assert '"submit" or "close"' in unknown["error"]


async def test_home_is_published_for_one_user(stage: Stage) -> None:
    async with puppet(stage) as bot:
        first = await stage.act("home", user="U0ANNA")
        event = (await bot.payload())["event"]
        published = await stage.bot.views_publish(user_id="U0ANNA", view=s.home())
        again = await stage.act("home", user="U0ANNA")
        second = (await bot.payload())["event"]
    assert (event["type"], event["tab"], event["channel"]) == ("app_home_opened", "home", "D0ANNA")
    assert (first["view"], "view" in event) == (None, False)
    assert again["view"]["id"] == second["view"]["id"] == published["view"]["id"]
    assert (await stage.look("home", user="U0BO"))["view"] is None
    assert (await stage.look("home", user="U0ANNA"))["view"]["type"] == "home"


async def test_home_has_a_hash_too(stage: Stage) -> None:
    first = await stage.bot.views_publish(user_id="U0ANNA", view=s.home())
    await stage.bot.views_publish(user_id="U0ANNA", view=s.home(), hash=first["view"]["hash"])
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await stage.bot.views_publish(user_id="U0ANNA", view=s.home(), hash=first["view"]["hash"])
    with pytest.raises(SlackApiError, match="user_not_found"):
        await stage.bot.views_publish(user_id="U9", view=s.home())


async def test_home_stays_home(stage: Stage) -> None:
    home = (await stage.bot.views_publish(user_id="U0ANNA", view=s.home()))["view"]["id"]
    refused = await stage.refused("views.update", view_id=home, view=s.modal())
    assert "must be of type home" in refused["errors"][0]
    await stage.bot.views_update(view_id=home, view=s.home(s.section("new")))
