"""Starting from the command line: what is wrong is one plain sentence, before anything starts."""

import json
import subprocess
import sys

import pytest

from bot.settings import SettingsError, read_settings
from scheduler.retention import Retention
from tests.bot.cli.conftest import Terminal

GUID = "11111111-AAAA-4aaa-8aaa-111111111111"
TEAMS = {"TEAMS_CLIENT_ID": GUID, "TEAMS_CLIENT_SECRET": "hemligt~Q", "TEAMS_TENANT_ID": GUID}
REFUSED = [
    ({}, "SLACK_BOT_TOKEN saknas."),
    ({"SLACK_BOT_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN ska börja på xoxb-."),
    ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN saknas."),
    (
        {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xoxb-1"},
        "SLACK_APP_TOKEN ska börja på xapp-.",
    ),
    (
        {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"},
        "Databasen är tom. Kör först kompis migrate.",
    ),
    ({"TEAMS_CLIENT_ID": GUID}, "TEAMS_CLIENT_SECRET saknas."),
    ({"TEAMS_CLIENT_SECRET": "hemligt"}, "TEAMS_CLIENT_ID saknas."),
    ({"TEAMS_CLIENT_ID": GUID, "TEAMS_CLIENT_SECRET": "hemligt"}, "TEAMS_TENANT_ID saknas."),
    (TEAMS | {"TEAMS_CLIENT_ID": "kompis"}, "TEAMS_CLIENT_ID ska vara ett id som 0000"),
    (TEAMS | {"TEAMS_TENANT_ID": "kommun.se"}, "TEAMS_TENANT_ID ska vara ett id som 0000"),
    (TEAMS | {"TEAMS_CLIENT_SECRET": GUID}, "TEAMS_CLIENT_SECRET ser ut att vara hemlighetens id."),
    (TEAMS, "Databasen är tom. Kör först kompis migrate."),
    (TEAMS | {"SLACK_BOT_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN ska börja på xoxb-."),
]


@pytest.mark.parametrize(("settings", "sentence"), REFUSED)
def test_what_is_missing_is_said(
    terminal: Terminal, settings: dict[str, str], sentence: str
) -> None:
    printed = terminal("serve", **settings)
    assert printed.code == 1
    assert printed.err.startswith(sentence)
    assert printed.err.count("\n") == 1
    assert "hemligt" not in printed.err


def test_a_slack_that_is_away_is_said_without_the_token(terminal: Terminal) -> None:
    terminal("migrate")
    printed = terminal(
        "serve",
        SLACK_BOT_TOKEN="xoxb-very-secret",
        SLACK_APP_TOKEN="xapp-very-secret",
        SLACK_API_URL="http://127.0.0.1:9/api",
    )
    assert printed.err.startswith("Jag når inte Slack på http://127.0.0.1:9/api/.")
    assert "secret" not in printed.err + printed.out


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "70000"),
        ("TIMEZONE", "Mars/Olympus"),
        ("LOG_LEVEL", "loud"),
        ("PORT", "many"),
        ("RETENTION_AUDIT", "-1"),
    ],
)
def test_a_wrong_setting_is_named(terminal: Terminal, name: str, value: str) -> None:
    printed = terminal("serve", **{name: value})
    assert printed.code == 1
    assert printed.err.startswith(f"Inställningen {name} har ett värde som inte går")


def test_how_long_things_are_kept_is_set_in_months(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {
        "own": 1,
        "person": 2,
        "invitations": 3,
        "audit": 4,
        "deliveries": 5,
        "changes": 6,
        "events": 0,
    }
    for name, months in kept.items():
        monkeypatch.setenv(f"RETENTION_{name.upper()}", str(months))
    assert read_settings().retention == Retention(**kept)
    monkeypatch.setenv("RETENTION_OWN", "")
    assert read_settings().retention.own == Retention().own


def test_a_wrong_setting_does_not_tell_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "hemligt")
    with pytest.raises(SettingsError) as refused:
        read_settings()
    assert "hemligt" not in str(refused.value)


def test_settings_never_show_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-very-secret")
    monkeypatch.setenv("TEAMS_CLIENT_SECRET", "very-secret")
    assert "very-secret" not in repr(read_settings())


def test_coordinators_are_split_and_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDINATORS", " Lotta@Example.se, ,bo@example.se")
    assert read_settings().coordinators == {"lotta@example.se", "bo@example.se"}


def test_the_manifest_is_json_for_either_transport(terminal: Terminal) -> None:
    socket = json.loads(terminal("manifest", "slack").out)
    assert socket["settings"]["socket_mode_enabled"] is True
    http = json.loads(terminal("manifest", "slack", "--url", "https://kompis.example.se").out)
    assert http["settings"]["socket_mode_enabled"] is False
    assert "https://kompis.example.se/slack/events" in json.dumps(http)


@pytest.mark.parametrize("url", ["kompis.example.se", "http://kompis.example.se", ""])
def test_slack_calls_no_address_without_https(terminal: Terminal, url: str) -> None:
    printed = terminal("manifest", "slack", "--url", url)
    assert (printed.code, printed.out) == (1, "")
    assert "https://" in printed.err


@pytest.mark.parametrize("port", ["0", "65536"])
def test_a_port_that_no_machine_has_is_said(terminal: Terminal, port: str) -> None:
    printed = terminal("demo", "--port", port)
    assert printed.code == 2
    assert "Traceback" not in printed.err


def test_no_word_gives_help(terminal: Terminal) -> None:
    assert "understand" in terminal().out + terminal("--help").out


def test_it_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--help"], check=True, capture_output=True, text=True
    )
    assert "kompis" in done.stdout.lower()
