"""Buttons and forms: what comes of them takes the card's place, or stands below it."""

from typing import Any

import pytest
from sqlalchemy.exc import TimeoutError as NoneFreeError
from sqlmodel import select

from storage.tables import Completion
from tests.bot.teams.conftest import ANNA, COURSE, MIA, THREAD, Json, Stage, actions, words
from tests.bot.teams.fake import Fault

REPORT = "Klar med Hängslen och livrem igår!"
CARD = "application/vnd.microsoft.card.adaptive"
WORDS = "application/vnd.microsoft.activity.message"


def completions(stage: Stage) -> list[Completion]:
    with stage.database.reading() as session:
        return list(session.exec(select(Completion)).all())


def shown(answer: Json) -> Json:
    """The card in a response."""
    assert (answer["statusCode"], answer["type"]) == (200, CARD)
    card: Json = answer["value"]
    return card


def fields(card: Json) -> dict[str, Json]:
    """The inputs of a form by their names."""
    inputs = [each for each in card["body"] if each["type"].startswith("Input.")]
    return {each["id"].removeprefix("field."): each for each in inputs}


async def a_form(stage: Stage, where: str = "") -> Json:
    """Anna opens the form of a training; its card."""
    [call] = await stage.says("utbildning", where=where)
    return call.card


async def fill_in(stage: Stage, card: Json, where: str = "", **values: Any) -> Any:
    """Anna fills in a form and sends it."""
    sent = next(data for data in actions(card).values() if "opened_by" in data)
    filled = {f"field.{name}": value for name, value in values.items()}
    return await stage.presses(sent | filled, where=where, reply_to="77")


async def test_undo_takes_the_place_of_the_card(stage: Stage) -> None:
    [told] = await stage.says(REPORT)
    answer, calls = await stage.presses(actions(told.card)["training.undo"], reply_to="55")
    assert "borttag" in words(shown(answer)).lower()
    assert completions(stage) == []
    [change] = calls
    assert (change.method, change.conversation, change.activity_id) == ("PUT", ANNA.chat, "55")
    assert words(change.card) == words(shown(answer))


async def test_in_a_channel_the_place_is_taken_for_the_one_who_pressed_alone(stage: Stage) -> None:
    [told] = await stage.says(REPORT, where=THREAD)
    undo = actions(told.card)["training.undo"]
    answer, calls = await stage.presses(undo, where=THREAD)
    assert shown(answer)
    assert calls == []


@pytest.mark.parametrize(("where", "targeted"), [("", False), (THREAD, True)])
async def test_what_does_not_take_the_place_stands_below(
    stage: Stage, where: str, targeted: bool
) -> None:
    [told] = await stage.says("progress", where=where)
    answer, [below] = await stage.presses(actions(told.card)["progress.me"], where=where)
    assert answer == {"statusCode": 200, "type": WORDS, "value": "Svaret står här nedanför."}
    assert (below.method, below.targeted) == ("POST", targeted)
    assert below.conversation == (where or ANNA.chat)


async def test_a_button_that_is_not_known_says_what_to_do(stage: Stage) -> None:
    await stage.says("hej")
    answer, [below] = await stage.presses({"action": "of.another.version"})
    assert answer["type"] == WORDS
    assert "kompis" in actions(below.card)


@pytest.mark.parametrize("data", [{}, {"action": 7}, {"action": ["x"]}])
async def test_a_button_that_carries_nothing_does_no_harm(stage: Stage, data: Json) -> None:
    await stage.says("hej")
    _, [below] = await stage.presses(data)
    assert below.card


async def test_a_form_is_filled_in_where_it_stands(stage: Stage) -> None:
    card = await a_form(stage)
    assert {"resource", "day"} <= fields(card).keys()
    found = await search(stage, card, "hängs")
    [option] = found
    assert option["title"].startswith(COURSE)
    answer, [change] = await fill_in(stage, card, resource=option["value"], day="2026-05-04")
    assert "training.undo" in actions(shown(answer))
    assert (change.method, change.activity_id) == ("PUT", "77")
    [done] = completions(stage)
    assert done.completed_on.isoformat() == "2026-05-04"


async def search(stage: Stage, card: Json, typed: str) -> list[Json]:
    """Anna types into the first searching menu of a form; what was found."""
    dataset = next(
        each["choices.data"]["dataset"] for each in card["body"] if "choices.data" in each
    )
    asked = {"queryText": typed, "queryOptions": {"skip": 0, "top": 15}, "dataset": dataset}
    answer, calls = await stage.does(
        stage.activity("invoke") | {"name": "application/search", "value": asked}
    )
    assert answer is not None
    assert calls == []
    assert answer["statusCode"] == 200
    assert answer["type"] == "application/vnd.microsoft.search.searchResponse"
    results: list[Json] = answer["value"]["results"]
    return results


async def test_who_may_not_search_finds_nothing(stage: Stage) -> None:
    card = await a_form(stage)
    assert await search(stage, card, "en kurs som inte finns") == []
    outsider = {"choices.data": {"dataset": "goals.of.nobody"}}
    assert await search(stage, {"body": [outsider]}, "x") == []


async def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept(stage: Stage) -> None:
    card = await a_form(stage)
    [option] = await search(stage, card, "hängs")
    answer, calls = await fill_in(stage, card, resource=option["value"], day="2026-12-24")
    assert calls == []  # a change that came later would empty what is being mended
    again = shown(answer)
    names = [each.get("id", "") for each in again["body"]]
    beside = again["body"][names.index("field.day") + 1]
    assert beside["inlines"][0]["color"] == "Attention"
    assert fields(again)["day"]["value"] == "2026-12-24"
    assert completions(stage) == []
    answer, _ = await fill_in(stage, again, resource=option["value"], day="2026-05-04")
    assert "training.undo" in actions(shown(answer))
    assert len(completions(stage)) == 1


async def test_while_the_database_is_away_the_form_stays_as_it_was_filled_in(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = await a_form(stage)

    def away() -> None:
        raise NoneFreeError

    monkeypatch.setattr(stage.database, "writing", away)
    monkeypatch.setattr(stage.database, "reading", away)
    answer, [below] = await fill_in(stage, card, title="Ny kurs", day="2026-05-04")
    assert answer["type"] == WORDS
    assert "databas" in words(below.card).lower()


async def test_a_form_in_a_channel_is_for_one_alone(stage: Stage) -> None:
    [call] = await stage.says("utbildning", where=THREAD)
    assert call.targeted
    answer, calls = await fill_in(stage, call.card, where=THREAD, title="Ny kurs", day="2026-05-04")
    assert shown(answer)
    assert calls == []


async def test_a_form_is_closed_without_saving(stage: Stage) -> None:
    card = await a_form(stage)
    answer, [change] = await stage.presses(actions(card)["close"], reply_to="77")
    assert "stängt" in words(shown(answer))
    assert (change.method, change.activity_id) == ("PUT", "77")
    assert actions(shown(answer)) == {}


async def test_forms_speak_the_language_that_was_answered_in(stage: Stage) -> None:
    [call] = await stage.says("training", MIA)
    assert fields(call.card)["day"]["errorMessage"] == "Choose a day."
    answer, _ = await stage.presses(actions(call.card)["close"], MIA)
    assert "closed" in words(shown(answer))


async def test_a_plain_button_comes_as_a_message_and_is_answered_below(stage: Stage) -> None:
    [told] = await stage.says(REPORT)
    undo = actions(told.card)["training.undo"]
    press = stage.activity("message") | {"value": undo, "replyToId": "55"}
    _, [change] = await stage.does(press)
    assert (change.method, change.activity_id) == ("PUT", "55")
    assert completions(stage) == []
    _, again = await stage.does(press)
    assert again == []


async def test_a_plain_button_closes_a_form_too(stage: Stage) -> None:
    close = actions(await a_form(stage))["close"]
    _, [change] = await stage.does(stage.activity("message") | {"value": close, "replyToId": "7"})
    assert (change.method, "stängt" in words(change.card)) == ("PUT", True)


async def test_a_late_answer_changes_the_card_behind_a_word(late: Stage) -> None:
    _, told = await late.says(REPORT)
    undo = actions(told.card)["training.undo"]
    answer, [change] = await late.presses(undo, reply_to="55")
    assert answer["value"] == "Jobbar på det …"
    assert (change.method, change.activity_id) == ("PUT", "55")
    answer, [below] = await late.presses(actions(told.card)["training.undo"], where=THREAD)
    assert answer["type"] == WORDS
    assert (below.method, below.targeted) == ("POST", True)


async def test_a_message_that_cannot_be_changed_is_shown_all_the_same(stage: Stage) -> None:
    [told] = await stage.says(REPORT)
    stage.teams.fail(Fault(404))
    answer, calls = await stage.presses(actions(told.card)["training.undo"], reply_to="55")
    assert shown(answer)
    assert calls == []


async def test_late_where_nothing_can_be_changed_the_answer_stands_below(late: Stage) -> None:
    _, told = await late.says(REPORT)
    late.teams.fail(Fault(404))
    _, [below] = await late.presses(actions(told.card)["training.undo"], reply_to="55")
    assert (below.method, below.conversation) == ("POST", ANNA.chat)
