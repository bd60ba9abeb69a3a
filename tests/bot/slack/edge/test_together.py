"""Colleagues who are mentioned are asked in a direct message, after messages and commands alike."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlmodel import select

from bot.slack.mentions import as_typed, mentions_in, without
from bot.slack.requests import message_request
from handlers.request import Mention
from storage.database import Database
from storage.tables import Completion, Invitation
from tests.bot.sandbox.conftest import Stage
from tests.bot.slack.edge.conftest import BOT, CHANNEL, MIA, NOBODY, command, dm, press, says


def completions(database: Database) -> int:
    """How many completions there are."""
    with database.reading() as session:
        return len(session.exec(select(Completion)).all())


async def question(stage: Stage, user: str = MIA) -> dict[str, Any]:
    """What the outbox sends to somebody."""
    found = await stage.look("messages", channel=dm(user), user=user, wait=10)
    message: dict[str, Any] = found["messages"][-1]
    return message


async def test_a_colleague_is_asked_and_answers(way: Stage, library: Database) -> None:
    told = await says(way, f"klar med hängslen och livrem tillsammans med <@{MIA}>")
    assert "Jag frågar Mia om samma sak." in told.text
    assert completions(library) == 1
    asked = await question(way)
    assert "Anna says that you finished Hängslen och livrem together on" in asked["text"]
    (answer,) = await press(way, asked, "training.record", user=MIA)
    assert "is recorded as finished" in answer["text"]
    assert completions(library) == 2


async def test_after_a_command_a_name_is_a_mention(stage: Stage, library: Database) -> None:
    told = await command(stage, "/training", "hängslen och livrem @Mia Lind")
    assert "Jag frågar Mia om samma sak." in told.text
    asked = await question(stage)
    (answer,) = await press(stage, asked, "together.no", user=MIA)
    assert "is not recorded for you" in answer["text"]
    with library.reading() as session:
        assert session.exec(select(Invitation)).all() == []


async def test_in_a_channel_the_bot_is_no_company(stage: Stage) -> None:
    told = await says(
        stage, f"<@{BOT}> klar med hängslen och livrem med <@{MIA}> och <@{BOT}>", channel=CHANNEL
    )
    assert "Jag frågar Mia om samma sak." in told.text
    assert "jag vet inte" not in told.text


async def test_who_is_not_on_the_roster_is_named_as_in_the_workspace(stage: Stage) -> None:
    told = await says(stage, f"klar med hängslen och livrem tillsammans med <@{NOBODY}>")
    assert "Nisse Nyman: jag vet inte vilket bibliotek hen arbetar på." in told.text


async def test_where_slack_does_not_tell_the_report_is_recorded(
    stage: Stage, library: Database
) -> None:
    await says(stage, "hej")
    await stage.act("faults", method="users.info", kind="500", times=2)
    told = await says(stage, f"klar med hängslen och livrem tillsammans med <@{NOBODY}|nisse>")
    assert "nisse: jag vet inte" in told.text
    assert completions(library) == 1


def test_mentions_are_each_once_with_the_name_that_is_said() -> None:
    text = "klar med <@U1|anna>, <@W2>, <@U1> <#C1|x> <!here> <https://a.se|@U3> &lt;@U4&gt;"
    assert mentions_in(text) == (Mention("U1", "anna"), Mention("W2"))


def test_at_most_so_many_are_looked_up() -> None:
    assert len(mentions_in(" ".join(f"<@U{n}>" for n in range(100)))) == 40


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("hängslen &amp; livrem", "hängslen & livrem"),
        ("<https://digiteket.se/?p=1&amp;a=2>", "https://digiteket.se/?p=1&a=2"),
        ("<https://digiteket.se/kurs/a|digiteket.se/kurs/a>", "https://digiteket.se/kurs/a"),
        ("team <mailto:a@b.se|a@b.se>", "team a@b.se"),
        ("<tel:112>", "112"),
        ("setup <#C1|nassjo>", "setup #nassjo"),
        ("med <@U1|anna>", "med <@U1|anna>"),
        ("a &lt; b", "a < b"),
    ],
)
def test_what_was_typed_after_a_command(sent: str, typed: str) -> None:
    assert as_typed(sent) == typed


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (
            "plan antagen 3 maj <https://a.se/p?x=1&amp;y=2>",
            "plan antagen 3 maj https://a.se/p?x=1&y=2",
        ),
        ("<@U0KOMPIS> team add A <mailto:a@b.se|a@b.se>", "team add A a@b.se"),
        ("klar med <https://digiteket.se/kurs/a>", "klar med <https://digiteket.se/kurs/a>"),
    ],
)
def test_a_command_in_a_message_is_as_typed_and_other_words_keep_their_markup(
    sent: str, read: str
) -> None:
    event = {"text": sent, "user": "U1", "channel": "D1"}
    body = {"event": event, "event_id": "Ev1", "team_id": "T1"}
    assert message_request(body, "U0KOMPIS", datetime(2026, 5, 27, tzinfo=UTC)).text == read


def test_the_bots_own_mention_is_no_word() -> None:
    assert without("<@U0KOMPIS|kompis> hej <@U1>", "U0KOMPIS") == "hej <@U1>"
