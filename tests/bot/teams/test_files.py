"""Files: offered in the person's own chat, and uploaded where they say yes."""

from datetime import timedelta

import pytest

from bot.teams.files import KEPT, Offered
from handlers.cards import Attachment
from tests.bot.teams.conftest import ANNA, MIA, NOW, THREAD, Json, Stage, actions, words
from tests.bot.teams.fake import Call, Fault

FILE = Attachment("mina-uppgifter.json", "application/json", b"{}", alt="Allt om mig")


async def offered(stage: Stage, where: str = "") -> Call:
    """Anna asks for all that is stored about her; the question that comes."""
    [told] = await stage.says("mina uppgifter", where=where)
    _, calls = await stage.presses(actions(told.card)["mydata.export"], where=where)
    [question] = [call for call in calls if "attachments" in call.activity and _is_question(call)]
    return question


def _is_question(call: Call) -> bool:
    kinds = [each["contentType"] for each in call.activity["attachments"]]
    return kinds == ["application/vnd.microsoft.teams.card.file.consent"]


def consent(stage: Stage, question: Call, action: str = "accept", **more: str) -> Json:
    """What Teams sends when Anna says yes or no."""
    asked = question.activity["attachments"][0]
    upload = {
        "uploadUrl": f"{stage.teams.url}/upload/1",
        "contentUrl": "https://contoso.sharepoint.example/1",
        "name": asked["name"],
        "uniqueId": "file-1",
        "fileType": "json",
        **more,
    }
    said = {
        "type": "fileUpload",
        "action": action,
        "context": asked["content"][f"{action}Context"],
        "uploadInfo": upload,
    }
    invoke = {"name": "fileConsent/invoke", "value": said, "replyToId": "88"}
    return stage.activity("invoke") | invoke


async def test_a_file_is_uploaded_when_its_person_says_yes(stage: Stage) -> None:
    question = await offered(stage)
    assert question.conversation == ANNA.chat
    asked = question.activity["attachments"][0]["content"]
    _, [taken_back, info] = await stage.does(consent(stage, question))
    [content] = stage.teams.uploads
    assert asked["sizeInBytes"] == len(content)
    assert b"Anna" in content
    assert (taken_back.method, taken_back.activity_id) == ("DELETE", "88")
    [card] = info.activity["attachments"]
    assert card["contentType"] == "application/vnd.microsoft.teams.card.file.info"
    assert card["content"] == {"uniqueId": "file-1", "fileType": "json"}


async def test_asked_for_in_a_channel_it_is_offered_in_the_own_chat(stage: Stage) -> None:
    await stage.says("hej")
    assert (await offered(stage, THREAD)).conversation == ANNA.chat


async def test_the_own_chat_is_opened_for_it(stage: Stage) -> None:
    question = await offered(stage, THREAD)
    assert question.conversation == f"a:opened-{ANNA.account_id}"


async def test_no_is_no(stage: Stage) -> None:
    question = await offered(stage)
    _, [taken_back] = await stage.does(consent(stage, question, "decline"))
    assert taken_back.method == "DELETE"
    assert stage.teams.uploads == []
    _, [_, sorry] = await stage.does(consent(stage, question))
    assert "inte kvar" in words(sorry.card)


async def test_nobody_gets_anothers_file(stage: Stage) -> None:
    question = await offered(stage)
    theirs = stage.activity("invoke", MIA)
    stolen = consent(stage, question) | {name: theirs[name] for name in ("from", "conversation")}
    _, [_, sorry] = await stage.does(stolen)
    assert sorry.conversation == MIA.chat
    assert "inte kvar" in words(sorry.card)
    assert stage.teams.uploads == []
    await stage.does(consent(stage, question))
    assert len(stage.teams.uploads) == 1


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://contoso.sharepoint.example/1",
        "https://127.0.0.1/1",
        "https://[::1]/1",
        "https://[",
        "https://localhost/1",
        "{elsewhere}/upload/1",
        "https://u:p@contoso.sharepoint.example/1",
    ],
)
async def test_a_file_goes_to_no_address_that_is_less_safe_than_teams_own(
    stage: Stage, address: str
) -> None:
    question = await offered(stage)
    elsewhere = stage.teams.url.replace("127.0.0.1", "localhost")
    upload = address.replace("{elsewhere}", elsewhere)
    _, [_, sorry] = await stage.does(consent(stage, question, uploadUrl=upload))
    assert "gick inte att skicka" in words(sorry.card)
    assert stage.teams.uploads == []


async def test_a_refused_question_is_told(stage: Stage) -> None:
    [told] = await stage.says("mina uppgifter")
    stage.teams.refused_kinds.add("application/vnd.microsoft.teams.card.file.consent")
    _, calls = await stage.presses(actions(told.card)["mydata.export"])
    assert any("gick inte att skicka" in words(call.card) for call in calls)


async def test_who_has_no_chat_for_it_is_told_in_the_channel(stage: Stage) -> None:
    [told] = await stage.says("mina uppgifter", where=THREAD)
    data = actions(told.card)["mydata.export"]
    stage.teams.closed.add(ANNA.account_id)
    _, calls = await stage.presses(data, where=THREAD)
    assert [call.targeted for call in calls] == [True, True]
    assert any("gick inte att skicka" in words(call.card) for call in calls)


async def test_a_question_that_is_gone_already_is_no_trouble(stage: Stage) -> None:
    question = await offered(stage)
    stage.teams.fail(Fault(404))
    _, [info] = await stage.does(consent(stage, question))
    assert info.method == "POST"
    assert len(stage.teams.uploads) == 1


@pytest.mark.parametrize(("later", "there"), [(KEPT, True), (KEPT + timedelta(seconds=1), False)])
def test_a_file_is_kept_for_a_while(later: timedelta, there: bool) -> None:
    kept = Offered()
    word = kept.keep("oid-anna", FILE, NOW)
    assert (kept.take("oid-anna", word, NOW + later) == FILE) is there
    assert kept.take("oid-anna", word, NOW) is None


def test_so_many_are_kept_and_no_more() -> None:
    kept = Offered()
    found = [kept.keep("oid-anna", FILE, NOW) for _ in range(201)]
    assert kept.take("oid-anna", found[0], NOW) is None
    assert kept.take("oid-anna", found[1], NOW) == FILE
