"""Logs hold ids and codes, and nothing of who wrote what."""

import pytest

from tests.bot.teams.conftest import ANNA, MIA, THREAD, Stage, actions
from tests.bot.teams.fake import KEYS, Fault

SECRET = "något mycket hemligt"


async def test_nothing_that_somebody_wrote_or_is_called_is_logged(
    stage: Stage, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    await stage.says(f"{SECRET} {ANNA.mail}")
    for fault in (Fault(400), Fault(403), Fault(404), Fault(500), Fault(0), Fault(418)):
        stage.teams.fail(fault, fault, fault)
        await stage.send(stage.message(f"{SECRET} {fault.status}", where=THREAD))
        await stage.settled()
        stage.teams.faults.clear()
    stage.teams.fail(Fault(500))
    await stage.says(SECRET, MIA)
    [told] = await stage.says("mina uppgifter")
    stage.teams.closed.add(ANNA.chat)
    await stage.presses(actions(told.card)["mydata.export"])

    async def broken(*_: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr("bot.teams.hearing.answer_message", broken)
    await stage.send(stage.message(SECRET))
    logged = "".join(capsys.readouterr())
    for event in ("not_targeted", "answer_in_doubt", "profile_unknown", "files_refused"):
        assert event in logged, event
    assert "listener_failed" in logged
    names = (ANNA.name, ANNA.mail, MIA.name, MIA.mail)
    for private in (SECRET, *names, KEYS.client_secret, "bot-token-", "Nässjö"):
        assert private not in logged, private
