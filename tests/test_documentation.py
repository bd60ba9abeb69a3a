"""What can be set, typed and imported is documented, and nothing else is."""

import re
from pathlib import Path
from typing import get_args

import typer
from pydantic import SecretStr

from bot.cli.command_line import build
from bot.settings import Settings, read_settings
from bot.slack.listeners.commands import slash_routes
from bot.teams.manifest import SCHEMA, TeamsApp, manifest
from handlers.commands import COMMANDS
from handlers.texts import texts_in
from storage.imports import COLUMNS, ImportKind

ROOT = Path(__file__).parent.parent
TEAMS = (ROOT / "docs" / "teams.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
ENV_EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")


def test_every_setting_is_in_the_example() -> None:
    documented = set(re.findall(r"^#?([A-Z][A-Z_]+)=", ENV_EXAMPLE, re.MULTILINE))
    assert documented == {name.upper() for name in Settings.model_fields}


def test_the_example_holds_no_secret() -> None:
    slack = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET")
    for name in (*slack, "TEAMS_CLIENT_SECRET"):
        assert re.search(rf"^{name}=$", ENV_EXAMPLE, re.MULTILINE)


def test_every_command_line_word_is_in_the_readme() -> None:
    line = typer.main.get_command(build(read_settings(), texts_in("sv")))
    for name in line.commands:  # type: ignore[attr-defined]
        assert f"`kompis {name}" in README, name


def test_every_slash_command_is_in_the_readme() -> None:
    for name in slash_routes(COMMANDS):
        assert f"`/{name}" in README, name


def test_every_import_column_is_in_the_readme() -> None:
    for kind in ImportKind:
        for column in COLUMNS[kind].all:
            assert re.search(rf"^\| {kind} \|.*\b{column}\b", README, re.MULTILINE), (kind, column)


def test_every_link_and_picture_of_the_readme_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if not target.startswith("http"):
            assert (ROOT / target).exists(), target


def test_what_the_teams_app_asks_for_is_on_its_page() -> None:
    app = TeamsApp("id", "kompis.example.se", "Vi", "https://a.se", "https://a.se", "1.0.0")
    made = manifest(app, texts_in("sv"))
    (bot,) = made["bots"]
    for name in (*bot["scopes"], *made["permissions"], "supportsFiles", "validDomains"):
        assert f"`{name}`" in TEAMS, name
    assert f"schema {SCHEMA}" in TEAMS


def test_every_link_of_the_teams_page_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", TEAMS):
        assert (ROOT / "docs" / target).exists(), target


def test_every_make_target_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert targets
    for target in targets[1].split():
        assert re.search(rf"^{target}:.*## ", makefile, re.MULTILINE), target


def test_every_secret_stands_in_the_example_without_a_value() -> None:
    fields = Settings.model_fields.items()
    secrets = {name.upper() for name, field in fields if SecretStr in get_args(field.annotation)}
    assert {"SLACK_BOT_TOKEN", "TEAMS_CLIENT_SECRET", "SECRETS_KEY"} <= secrets
    for name in secrets:
        assert re.search(rf"^{name}=$", ENV_EXAMPLE, re.MULTILINE), name
