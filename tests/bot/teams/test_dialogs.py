"""Forms that are opened from where one writes: all of it happens in a window of their own."""

from typing import Any

import pytest
from sqlmodel import select

from bot.teams.manifest import dialogs
from storage.tables import Channel, Completion, Conversation, SelfAssessment
from tests.bot.teams.conftest import (
    ANNA,
    COURSE,
    GROUP,
    MIA,
    NISSE,
    Json,
    Person,
    Stage,
    actions,
    bot_on_teams,
    words,
)
from tests.bot.teams.fake import FakeTeams

ELSEWHERE = "19:two-people@unq.gbl.spaces"  # a chat that the bot is not in


async def asks(stage: Stage, name: str, who: Person = ANNA, **value: Any) -> tuple[Json, list[Any]]:
    """Somebody does something in or with a window; what is in it, and what the bot did."""
    sent = stage.activity("invoke", who, GROUP) | {
        "name": f"composeExtension/{name}",
        "value": {"commandContext": "compose"} | value,
    }
    sent["conversation"] = sent["conversation"] | {"id": ELSEWHERE}
    answer, calls = await stage.does(sent)
    assert answer is not None
    return answer, calls


def shown(answer: Json) -> Json:
    """The card in the window, whose buttons are all of the plain kind."""
    assert answer["task"]["type"] == "continue"
    assert 0 < len(answer["task"]["value"]["title"]) <= 64
    card: Json = answer["task"]["value"]["card"]["content"]
    assert "Action.Execute" not in str(card)
    return card


async def opened(stage: Stage, route: str = "training.form", who: Person = ANNA) -> Json:
    answer, calls = await asks(stage, "fetchTask", who, commandId=route)
    assert calls == []
    return shown(answer)


async def sent_in(stage: Stage, card: Json, **values: str) -> Json:
    """Anna fills in the form in the window, and sends it."""
    data = next(data for data in actions(card).values() if "opened_by" in data)
    filled = data | {f"field.{name}": value for name, value in values.items()}
    answer, calls = await asks(stage, "submitAction", commandId="training.form", data=filled)
    assert calls == []  # nothing is posted where the bot need not be
    return shown(answer)


async def found(stage: Stage) -> str:
    """The value of what a search in the window's form finds."""
    asked = {"queryText": "hängs", "dataset": "training.search"}
    sent = stage.activity("invoke", ANNA, GROUP) | {"name": "application/search", "value": asked}
    sent["conversation"] = sent["conversation"] | {"id": ELSEWHERE}
    answer, calls = await stage.does(sent)
    assert (answer is not None, calls) == (True, [])
    [option] = answer["value"]["results"] if answer else []
    assert option["title"].startswith(COURSE)
    return str(option["value"])


def stored(stage: Stage, table: type[Any]) -> list[Any]:
    with stage.database.reading() as session:
        return list(session.exec(select(table)).all())


@pytest.mark.parametrize("route", dialogs())
async def test_what_the_manifest_names_opens_a_form(stage: Stage, route: str) -> None:
    card = await opened(stage, route)
    assert any(each["type"].startswith("Input.") for each in card["body"])


async def test_a_form_is_sent_undone_and_put_away(stage: Stage) -> None:
    done = await sent_in(stage, await opened(stage), resource=await found(stage), day="2026-05-04")
    assert [each.completed_on.isoformat() for each in stored(stage, Completion)] == ["2026-05-04"]
    undo = actions(done)["training.undo"]
    answer, _ = await asks(stage, "submitAction", commandId="training.form", data=undo)
    assert "borttag" in words(shown(answer)).lower()
    assert stored(stage, Completion) == []
    assert (await asks(stage, "submitAction", data={"action": "close"}))[0] == {}


async def test_what_is_wrong_stands_at_its_field_beside_what_was_written(stage: Stage) -> None:
    card = await opened(stage, "assessment.form")
    again = await sent_in(stage, card, day="2026-05-04", safety="11")
    [safety] = [each for each in again["body"] if each.get("id") == "field.safety"]
    assert safety["value"] in {"11", 11}
    assert "errorMessage" in str(again) or "attention" in str(again)
    assert stored(stage, SelfAssessment) == []


async def test_a_stranger_is_asked_who_they_are(stage: Stage) -> None:
    assert "kompis.start" in actions(await opened(stage, who=NISSE))


@pytest.mark.parametrize("value", [{}, {"commandId": 7}, {"commandId": "of.another.version"}])
async def test_what_is_not_known_says_what_to_do(stage: Stage, value: Json) -> None:
    answer, _ = await asks(stage, "fetchTask", **value)
    assert "kompis" in actions(shown(answer))


async def test_a_chat_that_the_bot_need_not_be_in_is_not_remembered(stage: Stage) -> None:
    await sent_in(stage, await opened(stage), resource=await found(stage), day="2026-05-04")
    assert stored(stage, Conversation) == []


@pytest.mark.parametrize("conversation", [None, {}, {"id": ELSEWHERE}, {"tenantId": "tenant-1"}])
async def test_it_opens_from_a_chat_of_which_teams_tells_little(
    stage: Stage, conversation: Json | None
) -> None:
    sent = stage.activity("invoke") | {
        "name": "composeExtension/fetchTask",
        "value": {"commandContext": "compose", "commandId": "training.form"},
        "conversation": conversation,
    }
    await stage.says("hej")
    answer, calls = await stage.does(sent)
    assert answer is not None
    assert "training.save" in actions(shown(answer))
    assert calls == []


@pytest.mark.parametrize("has_written", [True, False])
async def test_who_somebody_is_is_asked_where_the_bot_is(stage: Stage, has_written: bool) -> None:
    if has_written:
        await stage.says("hej", NISSE)
    stage.teams.closed |= {ELSEWHERE, GROUP}
    answer, calls = await asks(stage, "fetchTask", NISSE, commandId="training.form")
    assert "kompis.start" in actions(shown(answer))
    assert [call.card for call in calls if "attachments" in call.activity] == []


async def test_who_has_not_got_the_bot_gets_a_word(stage: Stage) -> None:
    stage.teams.closed |= {ELSEWHERE, NISSE.account_id}
    answer, calls = await asks(stage, "fetchTask", NISSE, commandId="training.form")
    assert "inget svar från Teams" in words(shown(answer))
    assert calls == []


async def test_a_chat_that_the_bot_need_not_be_in_is_no_channel(stage: Stage) -> None:
    answer, _ = await asks(stage, "fetchTask", MIA, commandId="setup")
    assert "setup.unlink" not in actions(shown(answer))
    assert stored(stage, Channel) == []


async def test_a_late_answer_comes_in_the_own_chat(teams: FakeTeams, library: Any) -> None:
    async with bot_on_teams(teams, library, seconds=0.0) as stage:
        await stage.says("hej")
        answer, calls = await asks(stage, "fetchTask", commandId="training.form")
        assert "egen chatt" in words(shown(answer))
        [told] = [each for each in calls if each.card]
        assert told.conversation == ANNA.chat


async def test_a_late_answer_to_one_without_a_chat_is_let_go(
    teams: FakeTeams, library: Any
) -> None:
    async with bot_on_teams(teams, library, seconds=0.0) as stage:
        stage.teams.closed.add(ANNA.account_id)
        _, calls = await asks(stage, "fetchTask", commandId="training.form")
        assert calls == []


async def test_a_late_answer_opens_the_own_chat(teams: FakeTeams, library: Any) -> None:
    async with bot_on_teams(teams, library, seconds=0.0) as stage:
        _, calls = await asks(stage, "fetchTask", commandId="training.form")
        assert calls[-1].conversation == f"a:opened-{ANNA.account_id}"


async def test_a_file_comes_in_the_own_chat(stage: Stage) -> None:
    answer, calls = await asks(stage, "submitAction", data={"action": "mydata.export"})
    shown(answer)
    assert [call.conversation for call in calls if "attachments" in call.activity] == [
        f"a:opened-{ANNA.account_id}"
    ]
