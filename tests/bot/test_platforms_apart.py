"""Slack's and Teams' own packages stay with their edges, and neither edge knows the other."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INNER = ("goals", "storage", "handlers", "scheduler")
SLACK, TEAMS = ("slack_sdk", "slack_bolt", "bot.slack"), ("microsoft_teams", "bot.teams")
SDKS = ("slack_sdk", "slack_bolt", "microsoft_teams", "botbuilder", "adaptive_cards")


def imported(folder: str) -> Iterator[tuple[Path, str]]:
    """Every module that is named in an import under a folder, with the file that names it."""
    for file in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((file, name.name) for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield file, node.module


@pytest.mark.parametrize(
    ("folder", "unknown"),
    [
        *((folder, (*SLACK, *TEAMS)) for folder in INNER),
        ("bot/render", (*SLACK, *TEAMS)),
        ("bot/teams", SLACK),
        ("bot/slack", TEAMS),
        ("bot/teams/render", SDKS),
        ("bot/slack/render", SDKS),
    ],
)
def test_a_platform_is_known_only_at_its_edge(folder: str, unknown: tuple[str, ...]) -> None:
    found = list(imported(folder))
    assert found
    assert not [each for each in found if f"{each[1]}.".startswith(tuple(f"{u}." for u in unknown))]
