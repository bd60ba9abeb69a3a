"""Microsoft's SDK: loaded for Teams alone, quietly, and reading no `.env` of ours."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.readiness import CannotStartError
from bot.teams.keys import PUBLIC, Cloud
from bot.teams.sdk import token_validator

LOADING = """
import os, sys
from bot.teams.keys import PUBLIC
from bot.teams.sdk import token_validator
token_validator("11111111-aaaa-4aaa-8aaa-111111111111", PUBLIC)
print("microsoft_teams.apps" in sys.modules, os.environ.get("FROM_DOTENV"), *sorted(
    name for name in os.environ if "DOTENV" in name
))
"""


def python(words: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """A process of its own, in a folder with a `.env`."""
    (folder / ".env").write_text("FROM_DOTENV=yes\nPORT=1\n", encoding="utf-8")
    inherited = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}}
    return subprocess.run(  # noqa: S603 (what is run is written above)
        [sys.executable, "-W", "error", "-c", words],
        cwd=folder,
        env={**inherited, "PYTHONUTF8": "1", "PYTHONPATH": str(Path.cwd()), **settings},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("settings", "left"), [({}, ""), ({"PYTHON_DOTENV_DISABLED": "0"}, "1")])
def test_it_is_loaded_without_reading_env_and_without_warnings(
    tmp_path: Path, settings: dict[str, str], left: str
) -> None:
    done = python(LOADING, tmp_path, **settings)
    assert done.stderr == ""
    names = " PYTHON_DOTENV_DISABLED" if left else ""
    assert done.stdout.strip() == f"True None{names}"


def test_settings_read_env_all_the_same(tmp_path: Path) -> None:
    words = "from bot.settings import read_settings; print(read_settings().port)"
    assert python(words, tmp_path).stdout == "1\n"


def test_a_bot_on_slack_loads_nothing_of_it(tmp_path: Path) -> None:
    words = (
        "import sys, bot.serve, bot.start, bot.cli.keys;"
        "print([name for name in sys.modules if name.startswith(('microsoft', 'jwt', 'msal',"
        " 'bot.teams.')) and name != 'bot.teams.keys'])"
    )
    done = python(words, tmp_path)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_without_the_extra_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "microsoft_teams.apps.auth.token_validator", None)
    with pytest.raises(CannotStartError) as caught:
        token_validator("11111111-aaaa-4aaa-8aaa-111111111111", PUBLIC)
    assert caught.value.key == "start.teams_not_installed"


def test_the_keys_are_microsofts_unless_a_test_has_its_own() -> None:
    cloud = Cloud()
    check = token_validator("11111111-aaaa-4aaa-8aaa-111111111111", cloud)
    assert check.options.jwks_uri == "https://login.botframework.com/v1/.well-known/keys"
    assert check.options.valid_issuers == ["https://api.botframework.com"]
    assert check.options.clock_tolerance <= 300
