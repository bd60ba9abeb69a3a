"""Messages: commands and reports by words alone, in personal chats, group chats and channels."""

import asyncio

import pytest
from sqlmodel import select

from bot.front import Front
from bot.teams.activities import told_by
from bot.teams.edge import as_card
from bot.teams.hearing import event_id
from bot.teams.render import messages
from handlers.cards import FieldErrors, Form, Heading, Option, Options, Reply
from handlers.dispatch import Desk
from storage.journal import Taken
from storage.tables import Completion, Identity, Platform
from tests.bot.teams.conftest import (
    ANNA,
    COURSE,
    GROUP,
    MIA,
    NISSE,
    NOW,
    THREAD,
    Stage,
    actions,
    words,
)
from tests.bot.teams.fake import KEYS, Fault

REPORT = "Klar med Hängslen och livrem igår!"
EVERYWHERE = ["", GROUP, THREAD]


def completions(stage: Stage) -> int:
    with stage.database.reading() as session:
        return len(session.exec(select(Completion)).all())


async def test_progress_is_asked_for_by_its_word_in_a_personal_chat(stage: Stage) -> None:
    [call] = await stage.says("progress")
    assert (call.method, call.conversation, call.targeted) == ("POST", ANNA.chat, False)
    assert "Nässjö stadsbibliotek" in words(call.card)
    assert call.activity["summary"]


async def test_a_command_is_understood_in_both_languages(stage: Stage) -> None:
    [swedish] = await stage.says("framsteg")
    [english] = await stage.says("/progress", MIA)
    assert "Mål 3" in words(swedish.card)
    assert "Goal 3" in words(english.card)


@pytest.mark.parametrize("where", EVERYWHERE)
async def test_a_report_is_recorded_wherever_it_is_written(stage: Stage, where: str) -> None:
    [call] = await stage.says(REPORT, where=where)
    assert call.conversation == (where or ANNA.chat)
    assert call.targeted is bool(where)
    assert "training.undo" in actions(call.card)
    assert completions(stage) == 1


@pytest.mark.parametrize("where", [GROUP, THREAD])
async def test_what_is_not_for_the_bot_has_no_answer(stage: Stage, where: str) -> None:
    assert await stage.says(REPORT, where=where, entities=[]) == []
    other = {"type": "mention", "text": "<at>Mia</at>", "mentioned": {"id": MIA.account_id}}
    assert await stage.says(f"<at>Mia</at> {REPORT}", where=where, entities=[other]) == []
    assert completions(stage) == 0


async def test_nothing_is_understood_as_help_and_never_as_silence(stage: Stage) -> None:
    [empty] = await stage.says("", where=THREAD)
    [odd] = await stage.says("blubb blubb")
    assert "Skriv som du pratar" in words(empty.card)
    assert words(odd.card)


async def test_somebody_whom_nobody_knows_is_shown_how_to_begin(stage: Stage) -> None:
    [call] = await stage.says("progress", NISSE)
    assert "kompis.start" in actions(call.card)


async def test_an_account_is_tied_to_the_roster_by_its_address(stage: Stage) -> None:
    await stage.says("progress")
    with stage.database.reading() as session:
        [identity] = session.exec(select(Identity)).all()
    assert (identity.platform, identity.tenant) == (Platform.TEAMS, KEYS.tenant)
    assert (identity.user_id, identity.locale) == (ANNA.user_id, "sv-SE")


async def test_who_gets_another_login_stays_who_they_are(stage: Stage) -> None:
    """An Entra object id outlives the user principal name, as where somebody marries."""
    await stage.says("progress")
    new = {"userPrincipalName": "anna.ny@example.se", "email": "anna.ny@example.se"}
    stage.teams.members[ANNA.account_id] = ANNA.member | new
    assert await stage.says(REPORT)
    assert completions(stage) == 1
    with stage.database.reading() as session:
        [identity] = session.exec(select(Identity)).all()
    assert identity.user_id == ANNA.user_id


async def test_the_same_message_is_answered_once(stage: Stage) -> None:
    message = stage.message(REPORT)
    _, first = await stage.does(message)
    _, again = await stage.does(message)
    assert (len(first), again) == (1, [])
    assert completions(stage) == 1


async def test_the_same_message_twice_at_once_is_answered_once(stage: Stage) -> None:
    message = stage.message(REPORT)
    answers = await asyncio.gather(stage.send(message), stage.send(message))
    assert [answer.status_code for answer in answers] == [200, 200]
    assert (len(stage.teams.calls), completions(stage)) == (1, 1)


async def test_messages_without_a_number_are_all_answered(stage: Stage) -> None:
    for _ in range(2):
        _, [call] = await stage.does(stage.message("progress") | {"id": None})
        assert "Nässjö" in words(call.card)


async def test_the_same_number_in_another_chat_is_another_message(stage: Stage) -> None:
    message = stage.message("progress")
    _, first = await stage.does(message)
    _, other = await stage.does(stage.message("progress", MIA) | {"id": message["id"]})
    assert len(first) == len(other) == 1


@pytest.mark.parametrize(
    ("fault", "answered", "status"),
    [
        (Fault(502), 1, 200),  # certainly not out: posted again
        (Fault(429, retry_after="0"), 1, 200),
        (Fault(429, retry_after="60"), 0, 500),  # nobody waits so long for an answer
        (Fault(403), 0, 200),  # nobody can be answered there
        (Fault(500), 0, 200),  # in doubt: never twice
        (Fault(0, done=True), 1, 200),
        (Fault(400), 0, 500),
    ],
)
async def test_an_answer_is_posted_once_at_most(
    stage: Stage, fault: Fault, answered: int, status: int
) -> None:
    await stage.says("progress")
    stage.teams.calls.clear()
    stage.teams.fail(fault)
    response = await stage.send(stage.message("progress"))
    await stage.settled()
    assert (len(stage.teams.calls), response.status_code) == (answered, status)


async def test_a_failed_answer_is_given_when_the_message_comes_again(stage: Stage) -> None:
    await stage.says("progress")
    message = stage.message("framsteg")
    stage.teams.fail(Fault(429, retry_after="60"))
    assert (await stage.send(message)).status_code == 500
    _, [call] = await stage.does(message)
    assert "Nässjö" in words(call.card)


async def test_where_targeting_is_not_there_the_answer_comes_in_the_own_chat(stage: Stage) -> None:
    await stage.says("hej")  # the own chat is known from now on
    stage.teams.fail(Fault(400, "BadArgument"))
    answer, pointer = await stage.says("progress", where=THREAD)
    assert (answer.conversation, answer.targeted) == (ANNA.chat, False)
    assert "Nässjö" in words(answer.card)
    assert (pointer.conversation, pointer.targeted) == (THREAD, False)
    assert "i vår egen chatt" in words(pointer.card)
    assert "Nässjö" not in words(pointer.card)


async def test_the_own_chat_is_opened_where_there_was_none(stage: Stage) -> None:
    stage.teams.members[ANNA.account_id] = ANNA.member
    [_] = await stage.says("hej", where=THREAD)
    stage.teams.fail(Fault(403, "Forbidden"))
    opened, answer, pointer = await stage.says("progress", where=THREAD)
    assert opened.body["members"] == [{"id": ANNA.account_id}]
    assert answer.conversation == f"a:opened-{ANNA.account_id}"
    assert pointer.conversation == THREAD


async def test_who_has_no_chat_with_the_bot_is_asked_to_begin_one(stage: Stage) -> None:
    await stage.says("hej", where=THREAD)
    stage.teams.fail(Fault(400), Fault(403, "NotInstalled"))
    [pointer] = await stage.says("progress", where=THREAD)
    assert (pointer.conversation, pointer.targeted) == (THREAD, False)
    assert "Lägg till Kompis" in words(pointer.card)
    assert "Nässjö" not in words(pointer.card)


async def test_whoever_was_there_as_well_is_known_by_the_mention(stage: Stage) -> None:
    await stage.says("hej", MIA)
    mention = {"type": "mention", "text": "<at>Mia Lind</at>", "mentioned": {"id": MIA.account_id}}
    await stage.says(
        "Klar med Hängslen och livrem igår tillsammans med <at>Mia Lind</at>", entities=[mention]
    )
    await stage.bot.outbox.tick()
    await stage.bot.outbox.idle()
    [answer] = [call for call in stage.teams.posts if call.conversation == ANNA.chat]
    assert "Mia" in words(answer.card)
    assert COURSE in words(answer.card)
    *_, asked = [call for call in stage.teams.posts if call.conversation == MIA.chat]
    assert COURSE in words(asked.card)  # she is asked in her own chat


async def test_an_id_that_is_typed_is_no_mention(stage: Stage) -> None:
    await stage.says("hej", MIA)
    [call] = await stage.says(f"Klar med Hängslen och livrem igår med <@{MIA.user_id}>")
    assert "Mia" not in words(call.card)


async def test_a_late_answer_is_announced_and_comes_all_the_same(late: Stage) -> None:
    typing, answer = await late.says("progress")
    assert typing.activity == {"type": "typing"}
    assert "Nässjö" in words(answer.card)
    [quiet] = await late.says("progress", where=THREAD)
    assert quiet.targeted


async def test_other_bots_and_guests_without_an_id_are_not_answered(stage: Stage) -> None:
    nobody = stage.message("progress") | {"from": {"id": "28:another-bot", "name": "Bot"}}
    _, calls = await stage.does(nobody)
    assert calls == []


@pytest.mark.parametrize("kind", ["messageReaction", "typing", "messageUpdate", "event", "", None])
async def test_other_activities_are_taken_in_without_an_answer(
    stage: Stage, kind: str | None
) -> None:
    answer, calls = await stage.does(stage.message("progress") | {"type": kind})
    assert (answer, calls) == (None, [])


async def test_an_unknown_invoke_is_told_that_nobody_listens(stage: Stage) -> None:
    unknown = stage.activity("invoke") | {"name": "composeExtension/query", "value": {}}
    assert (await stage.send(unknown)).status_code == 501


async def test_while_the_tenant_tells_nothing_that_is_said(stage: Stage) -> None:
    stage.teams.fail(Fault(500))
    [call] = await stage.says("progress")
    assert "inget svar från Teams" in words(call.card)


async def test_a_known_person_needs_no_looking_up(stage: Stage) -> None:
    await stage.says("progress")
    stage.teams.members.clear()
    [call] = await stage.says("progress")
    assert "Nässjö" in words(call.card)


async def test_of_somebody_whom_the_tenant_does_not_tell_the_name_is_said(stage: Stage) -> None:
    entity = {"type": "mention", "text": "<at>Ola Ny</at>", "mentioned": {"id": "29:nobody"}}
    [call] = await stage.says(
        "Klar med Hängslen och livrem igår tillsammans med <at>Ola Ny</at>", entities=[entity]
    )
    assert "Ola Ny" in words(call.card)
    stage.teams.members["29:nobody"] = {"id": "29:nobody", "name": "Ola Ny"}
    [call] = await stage.says(
        "Klar med Hängslen och livrem i förrgår tillsammans med <at>Ola Ny</at>", entities=[entity]
    )
    assert words(call.card)


async def test_an_account_that_the_tenant_means_somebody_else_by_is_nobodys(stage: Stage) -> None:
    stage.teams.members[NISSE.account_id] = ANNA.member
    [call] = await stage.says("progress", NISSE)
    assert "kompis.start" in actions(call.card)


async def test_what_another_process_answers_is_not_acknowledged_here(stage: Stage) -> None:
    message = stage.message("progress")
    told = told_by(message)
    assert told is not None
    other = Front(Desk(stage.database), stage.database, lambda: NOW)
    assert await other.take_event(event_id(told)) is Taken.MINE
    assert (await stage.send(message)).status_code == 503
    assert stage.teams.calls == []


async def test_a_late_answer_comes_even_where_typing_cannot_be_shown(late: Stage) -> None:
    late.teams.fail(Fault(403))
    _, calls = await late.does(late.message("progress"))
    assert ["attachments" in call.activity for call in calls][-1:] == [True]


def test_what_is_no_card_can_be_read_as_one() -> None:
    option, errors = Option("Hängslen", "1"), FieldErrors({"day": "Välj en dag."})
    wanted = Form("Ny kurs", "a", "b", "Spara", "Stäng", (), intro=(Heading("Ny kurs"),))
    told = [as_card(Reply(body)) for body in (Options((option,)), errors, wanted)]
    shown = ["Hängslen", "Välj en dag.", "Ny kurs"]
    assert [messages(card)[0].card["fallbackText"].strip("• ") for card in told] == shown
