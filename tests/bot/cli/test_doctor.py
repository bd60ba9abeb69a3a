"""`kompis doctor` as somebody at a terminal uses it."""

import pytest

from bot.teams.keys import Cloud
from handlers.texts import LANGUAGES, texts_in
from tests.bot.cli.conftest import Terminal


def test_the_command_ends_with_1_when_something_is_wrong(terminal: Terminal) -> None:
    printed = terminal("doctor")
    assert printed.code == 1
    assert "✗ Databasen är tom. Kör först kompis migrate." in printed.out
    assert "✗ SLACK_BOT_TOKEN saknas." in printed.out
    assert "2 saker att rätta till." in printed.out


def test_the_command_never_shows_a_token(terminal: Terminal) -> None:
    terminal("migrate")
    terminal("import", "libraries")
    printed = terminal(
        "doctor",
        SLACK_BOT_TOKEN="xoxb-very-secret",
        SLACK_APP_TOKEN="xapp-very-secret",
        SLACK_API_URL="http://127.0.0.1:9/api",
    )
    assert printed.code == 1
    assert "✓ Databasen går att läsa" in printed.out
    assert "✗ Jag når inte Slack på http://127.0.0.1:9/api/." in printed.out
    assert "very-secret" not in printed.out + printed.err


TEAMS = {
    "TEAMS_CLIENT_ID": "11111111-aaaa-4aaa-8aaa-111111111111",
    "TEAMS_CLIENT_SECRET": "very-secret-too",
    "TEAMS_TENANT_ID": "22222222-bbbb-4bbb-8bbb-222222222222",
}


def test_with_keys_of_teams_alone_nothing_is_asked_of_slack(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.teams.keys.PUBLIC", Cloud(login="http://127.0.0.1:9"))
    terminal("migrate")
    terminal("region", "add", "Kronoberg", "--tenant", "T0SLACK")
    terminal("region", "link", "Kronoberg", TEAMS["TEAMS_TENANT_ID"], "--platform", "teams")
    printed = terminal("doctor", **TEAMS)
    assert "✗ Jag når inte Microsoft på http://127.0.0.1:9." in printed.out
    assert "✗ Arbetsytan T0SLACK på Slack står i databasen" in printed.out
    assert TEAMS["TEAMS_TENANT_ID"] not in printed.out  # it is served
    assert "very-secret" not in printed.out + printed.err


def test_without_keys_of_teams_its_tenants_are_not_served(terminal: Terminal) -> None:
    terminal("migrate")
    terminal("region", "add", "Kronoberg", "--tenant", "Tenant-1", "--platform", "teams")
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    printed = terminal("doctor", SLACK_API_URL="http://127.0.0.1:9/api", **tokens)
    assert "✗ Tenanten tenant-1 på Teams" in printed.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_healthy_bot_is_told_so(language: str) -> None:
    assert texts_in(language).say("doctor.well")
