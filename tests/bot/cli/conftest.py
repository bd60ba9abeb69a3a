"""The command line in a folder of its own, as somebody at a terminal would use it."""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog

from bot.cli.command_line import run

Terminal = Callable[..., "Printed"]
_SETTINGS = (  # that whoever runs the tests may have
    *("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "PORT"),
    *("TEAMS_CLIENT_ID", "TEAMS_CLIENT_SECRET", "TEAMS_TENANT_ID", "SECRETS_KEY", "REGION"),
)


@dataclass(frozen=True, slots=True)
class Printed:
    """What a command printed, and the code that it ended with."""

    code: int
    out: str
    err: str


@pytest.fixture
def terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Terminal:
    """Run `kompis` with these words, over an SQLite database in a fresh folder."""
    for name in _SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'kompis.db'}")
    monkeypatch.setenv("LANGUAGE", "sv")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)

    handlers = list(logging.getLogger().handlers)

    def kompis(*words: str, **settings: str) -> Printed:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["kompis", *words])
        try:
            code = run()
        except SystemExit as ended:
            code = int(ended.code or 0)
        _forget_logs(handlers)
        printed = capsys.readouterr()
        return Printed(code, printed.out, printed.err)

    return kompis


def _forget_logs(handlers: list[logging.Handler]) -> None:
    """Undo what `serve` sets up for a whole process."""
    structlog.reset_defaults()
    logging.getLogger().handlers[:] = handlers
