"""Municipalities on Teams, each with a bot of its own, from the command line."""

import getpass
import io
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.seal import new_key
from bot.teams.registrations import registrations
from storage.database import open_database
from storage.registrations import stored_registrations
from tests.bot.cli.conftest import Printed, Terminal

HABO, EKSJO = (f"00000000-0000-0000-0000-00000000000{number}" for number in (1, 2))
BOT, OTHER_BOT = (f"00000000-0000-0000-0000-0000000000b{number}" for number in (1, 2))
KEY = new_key()
SECRET = "habos~hemlighet"


class Screen(io.StringIO):
    """A terminal, as far as it says so."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def county(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A region, and a key."""
    monkeypatch.setenv("SECRETS_KEY", KEY)
    assert terminal("migrate").code == 0
    assert terminal("region", "add", "Region Jönköpings län").code == 0
    return terminal


@pytest.fixture
def link(county: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Link a tenant and give its secret on standard input."""

    def run(tenant: str, *words: str, secret: str = SECRET, **settings: str) -> Printed:
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{secret}\n"))
        teams = ("--platform", "teams")
        return county("region", "link", "Jönköping", tenant, *teams, *words, **settings)

    return run


def stored(keys: str = KEY) -> dict[str, tuple[str, str]]:
    """Every tenant's bot and secret, as the bot reads them."""
    database = open_database("sqlite:///kompis.db")  # the terminal is in its folder
    try:
        with database.reading() as session:
            found = registrations(stored_registrations(session), SecretStr(keys))
    finally:
        database.close()
    return {tenant: (each.client_id, each.client_secret) for tenant, each in found.items()}


def test_a_municipality_is_added_listed_changed_and_taken_away(
    county: Terminal, link: Terminal
) -> None:
    added = link(HABO.upper(), "--client-id", BOT.upper())
    assert (added.code, added.err) == (0, "")
    assert added.out.splitlines() == [
        f"Klart. {HABO} hör till Region Jönköpings län.",
        f"Botens hemlighet för {HABO} är sparad, krypterad.",
    ]
    assert stored() == {HABO: (BOT, SECRET)}
    assert county("region", "list").out.endswith(f"teams {HABO} (bot {BOT})\n")

    link(HABO, "--client-id", OTHER_BOT, secret="en ny")
    assert stored() == {HABO: (OTHER_BOT, "en ny")}

    gone = county("region", "unlink", HABO.upper(), "--platform", "teams")
    assert gone.out.startswith("Klart.")
    assert gone.out.endswith("Kanaler: 0. Konton: 0.\n")
    assert stored() == {}
    assert county("region", "list").out.endswith("ingen arbetsyta än\n")


def test_the_secret_is_asked_for_and_never_shown(
    county: Terminal, link: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(prompt: str, **_: object) -> str:
        asked.append(prompt)
        return SECRET

    monkeypatch.setattr(sys, "stdin", Screen())
    monkeypatch.setattr(getpass, "getpass", answer)
    teams = ("--platform", "teams", "--client-id", BOT)
    printed = county("region", "link", "Jönköping", HABO, *teams)
    assert printed.code == 0
    assert stored() == {HABO: (BOT, SECRET)}
    assert SECRET not in printed.out + printed.err + county("region", "list").out
    assert len(asked) == 1


def test_it_is_sealed_in_the_file(link: Terminal) -> None:
    link(HABO, "--client-id", BOT)
    assert SECRET.encode() not in Path("kompis.db").read_bytes()


def test_linking_again_without_a_bot_keeps_it(link: Terminal) -> None:
    link(HABO, "--client-id", BOT)
    assert link(HABO).out == f"Klart. {HABO} hör till Region Jönköpings län.\n"
    assert stored() == {HABO: (BOT, SECRET)}


@pytest.mark.parametrize(
    ("tenant", "words", "secret", "told"),
    [
        ("habo", ["--client-id", BOT], SECRET, "habo är inget katalog-id (tenant-id)."),
        (HABO, ["--client-id", "kompis"], SECRET, "kompis är inget program-id (klient-id)."),
        (HABO, ["--client-id", BOT], "  ", "Ange klienthemligheten"),
        (HABO, ["--client-id", BOT], "x" * 401, "Ange klienthemligheten"),
        (HABO, ["--client-id", BOT], EKSJO, "Det ser ut att vara hemlighetens id."),
        (HABO, ["--client-id", BOT, "--platform", "slack"], SECRET, "--client-id är för Teams."),
    ],
)
def test_what_cannot_be_used_is_said(
    link: Terminal, tenant: str, words: list[str], secret: str, told: str
) -> None:
    printed = link(tenant, *words, secret=secret)
    assert (printed.code, printed.out) == (1, "")
    assert printed.err.startswith(told)
    assert printed.err.count("\n") == 1
    assert stored() == {}


@pytest.mark.parametrize(("key", "told"), [("", "SECRETS_KEY saknas."), ("x", "SECRETS_KEY är")])
def test_without_a_key_nothing_is_asked_for(link: Terminal, key: str, told: str) -> None:
    printed = link(HABO, "--client-id", BOT, SECRETS_KEY=key)
    assert (printed.code, printed.out) == (1, "")
    assert printed.err.startswith(told)


def test_without_the_extra_it_says_what_to_install(
    link: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "bot.seal", None)
    monkeypatch.delitem(sys.modules, "bot.seal")
    monkeypatch.setitem(sys.modules, "cryptography", None)
    monkeypatch.setitem(sys.modules, "cryptography.fernet", None)
    printed = link(HABO, "--client-id", BOT)
    assert printed.code == 1
    assert printed.err.startswith("Det som behövs för Teams är inte installerat.")


def test_a_tenant_that_is_not_there_cannot_be_taken_away(county: Terminal) -> None:
    printed = county("region", "unlink", HABO, "--platform", "teams")
    assert printed.code == 1
    assert printed.err.startswith(f"teams {HABO} hör inte till någon region.")


def test_the_key_is_changed(county: Terminal, link: Terminal) -> None:
    link(HABO, "--client-id", BOT)
    link(EKSJO, "--client-id", OTHER_BOT, secret="eksjös")
    new = county("secrets", "key").out.strip()
    renewed = county("secrets", "renew", SECRETS_KEY=f"{new},{KEY}")
    assert renewed.out == "Klart. 2 hemligheter är krypterade med den första nyckeln.\n"
    assert stored(new) == {HABO: (BOT, SECRET), EKSJO: (OTHER_BOT, "eksjös")}


def test_a_key_that_opens_nothing_changes_nothing(county: Terminal, link: Terminal) -> None:
    link(HABO, "--client-id", BOT)
    printed = county("secrets", "renew", SECRETS_KEY=new_key())
    assert printed.code == 1
    assert printed.err.startswith(f"SECRETS_KEY öppnar inte hemligheten för {HABO}.")
    assert stored() == {HABO: (BOT, SECRET)}


def test_every_key_is_another(county: Terminal) -> None:
    keys = {county("secrets", "key").out for _ in range(3)}
    assert len(keys) == 3


def test_the_doctor_opens_every_secret(county: Terminal, link: Terminal) -> None:
    link(HABO, "--client-id", BOT)
    assert "✓ 1 kommuns hemlighet för Teams går att öppna." in county("doctor").out
    wrong = county("doctor", SECRETS_KEY=new_key())
    assert f"✗ SECRETS_KEY öppnar inte hemligheten för {HABO}." in wrong.out
    assert SECRET not in wrong.out + wrong.err
