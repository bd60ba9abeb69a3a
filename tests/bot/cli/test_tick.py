"""`kompis tick` as somebody at a terminal uses it."""

from tests.bot.cli.conftest import Terminal


def test_a_dry_run_needs_no_tokens(terminal: Terminal) -> None:
    terminal("migrate")
    terminal("import", "libraries")
    printed = terminal("tick", "--dry-run", "--at", "2026-08-24T09:00")
    assert (printed.code, printed.out) == (0, "Inget ska skickas då.\n")


def test_a_tick_needs_tokens_and_a_time_that_is_one(terminal: Terminal) -> None:
    terminal("migrate")
    assert terminal("tick").err.startswith("SLACK_BOT_TOKEN saknas.")
    assert terminal("tick", "--dry-run", "--at", "måndag").code == 2
