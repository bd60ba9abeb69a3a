"""`kompis manifest teams` as somebody at a terminal uses it."""

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.bot.cli.conftest import Printed, Terminal

CLIENT = "5f3c1a52-8a3e-4a52-9f36-0c2f3b0f7a11"
ENDPOINT = "https://kompis.example.se"


def asked(terminal: Terminal, *words: str, **settings: str) -> Printed:
    return terminal("manifest", "teams", "--endpoint", ENDPOINT, *words, **settings)


def packed(file: Path) -> dict[str, Any]:
    with ZipFile(file) as archive:
        made: dict[str, Any] = json.loads(archive.read("manifest.json"))
    return made


def test_the_package_is_made_from_the_settings(terminal: Terminal, tmp_path: Path) -> None:
    printed = asked(terminal, TEAMS_CLIENT_ID=CLIENT.upper(), REGION="Region Kronoberg")
    assert (printed.code, printed.err) == (0, "")
    assert "kompis-teams.zip" in printed.out
    assert "https://kompis.example.se/api/messages" in printed.out
    made = packed(tmp_path / "kompis-teams.zip")
    assert made["id"] == CLIENT
    assert made["developer"]["name"] == "Region Kronoberg"
    assert made["validDomains"] == ["kompis.example.se"]


def test_one_without_pages_of_its_own_says_where_it_leads(terminal: Terminal) -> None:
    printed = asked(terminal, "--client-id", CLIENT)
    assert "Teams länkar till https://kompis.example.se för personuppgifter" in printed.out


def test_what_is_typed_goes_before_the_settings(terminal: Terminal, tmp_path: Path) -> None:
    pages = ("--website", "https://a.example.se/k", "--privacy", "https://a.example.se/p")
    other = "00000000-0000-0000-0000-000000000001"
    named = ("--developer", "Habo  kommun", "--to", "habo.zip", "--app-version", "0.1.1")
    words = ("--client-id", CLIENT, *named, *pages)
    printed = asked(terminal, *words, TEAMS_CLIENT_ID=other)
    assert printed.out.count("\n") == 1
    made = packed(tmp_path / "habo.zip")
    assert (made["id"], made["version"]) == (CLIENT, "0.1.1")
    assert made["developer"] == {
        "name": "Habo kommun",
        "websiteUrl": "https://a.example.se/k",
        "privacyUrl": "https://a.example.se/p",
        "termsOfUseUrl": "https://a.example.se/k",
    }


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Ange --client-id eller TEAMS_CLIENT_ID"),
        (["--client-id", "kompis"], "kompis är inget program-id."),
        (["--client-id", CLIENT, "--endpoint", "https://localhost"], "https://localhost är ingen"),
        (["--client-id", CLIENT, "--website", "www.example.se"], "www.example.se är ingen sida"),
        (["--client-id", CLIENT, "--privacy", "http://a.se"], "http://a.se är ingen sida"),
        (["--client-id", CLIENT, "--app-version", "1.0"], "1.0 är ingen version."),
        (["--client-id", CLIENT, "--developer", " "], "Ange vem som svarar för appen"),
        (["--client-id", CLIENT, "--to", "nowhere/k.zip"], "Det går inte att skriva"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(
    terminal: Terminal, tmp_path: Path, words: list[str], told: str
) -> None:
    printed = asked(terminal, *words)
    assert (printed.code, printed.out) == (1, "")
    assert printed.err.startswith(told)
    assert not list(tmp_path.glob("*.zip"))


def test_without_an_address_it_says_what_is_missing(terminal: Terminal) -> None:
    printed = terminal("manifest", "teams")
    assert printed.code == 2
    assert "--endpoint" in printed.err
