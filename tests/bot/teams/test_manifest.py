"""The Teams app says what it is in both languages, asks for what it uses, and for nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.teams.manifest import TeamsApp, dialogs, listed, manifest, translation
from handlers.commands import COMMANDS
from handlers.routes import Command, Route
from handlers.services import Services
from handlers.texts import LANGUAGES, texts_in
from handlers.welcome import wants_help
from handlers.words import SPOKEN, spoken
from tests.bot.teams.published import faults

Json = dict[str, Any]
CLIENT = "5f3c1a52-8a3e-4a52-9f36-0c2f3b0f7a11"
SWEDISH, ENGLISH = texts_in("sv"), texts_in("en")
APP = TeamsApp(
    client_id=CLIENT,
    host="kompis.example.se",
    developer="Region Jönköpings län",
    website="https://www.example.se/kompis",
    privacy="https://www.example.se/kompis/personuppgifter",
    version="0.1.0",
)


@pytest.fixture(name="made")
def _made() -> Json:
    return manifest(APP, SWEDISH)


@pytest.fixture(name="english")
def _english() -> Json:
    return translation(manifest(APP, ENGLISH))


def commands_of(made: Json) -> Iterator[Json]:
    """Every command of every list."""
    for each in made["bots"][0]["commandLists"]:
        yield from each["commands"]


def test_microsofts_schema_has_nothing_to_say(made: Json, english: Json) -> None:
    assert faults("manifest", made) == []
    assert faults("translation", english) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"manifestVersion": "1.28"},
        {"id": "kompis"},
        {"validDomains": "kompis.example.se"},
        {"developer": {"name": "x"}},
        {"unheard": True},
    ],
)
def test_the_schema_would_say_so(made: Json, wrong: Json) -> None:
    assert faults("manifest", made | wrong)


def test_the_schema_would_say_so_of_a_translation(english: Json) -> None:
    assert faults("translation", english | {"bots[0].commandLists[3].commands[0].title": "x"})
    assert faults("translation", english | {"name.short": "x" * 31})


def test_the_longest_that_somebody_gives_still_fits() -> None:
    long = "Kommunalförbundet för biblioteken i norra och södra länet"
    made = manifest(replace(APP, developer=long, host=f"{'a' * 60}.example.se"), SWEDISH)
    assert faults("manifest", made) == []
    assert len(made["developer"]["name"]) <= 32


def test_the_app_is_its_bot(made: Json) -> None:
    assert {made["id"], made["bots"][0]["botId"], made["composeExtensions"][0]["botId"]} == {CLIENT}


def test_it_is_swedish_with_english_beside(made: Json) -> None:
    assert made["localizationInfo"] == {
        "defaultLanguageTag": "sv",
        "additionalLanguages": [{"languageTag": "en", "file": "en.json"}],
    }


def test_every_scope_has_a_list_of_its_own_and_slashes_where_others_read(made: Json) -> None:
    (bot,) = made["bots"]
    assert bot["scopes"] == ["personal", "groupChat", "team"]
    assert [(each["scopes"], each["triggers"]) for each in bot["commandLists"]] == [
        (["personal"], ["mention"]),
        (["groupChat"], ["mention", "slash"]),
        (["team"], ["mention", "slash"]),
    ]
    assert bot["supportsTargetedMessages"] is True


def test_every_command_that_a_word_or_a_slash_reaches_is_listed() -> None:
    names = {command.name for command in listed()}
    assert names == {each.name for each in SPOKEN} | {each.name for each in COMMANDS if each.slash}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_title_is_a_word_that_leads_to_its_command(language: str) -> None:
    made = manifest(APP, texts_in(language))
    titles = [each["title"] for each in made["bots"][0]["commandLists"][0]["commands"]]
    reached = [spoken(title) for title in titles]
    names = [found.command.name if found else "kompis" for found in reached]
    assert names == [command.name for command in listed()]
    assert [title for title, found in zip(titles, reached, strict=True) if not found] == [
        title for title in titles if wants_help(title)
    ]


def test_a_new_command_needs_no_line_here() -> None:
    def answer(_request: object, services: Services) -> Any:
        return services.reply("help.title")

    routes = {"": Route(answer), "form": Route(answer)}
    goals = Command("goals", routes, slash=True)  # as if it had become a slash command
    assert listed([goals]) == (goals,)
    assert dialogs([goals]) == ("goals.form",)
    assert [each["title"] for each in commands_of(manifest(APP, SWEDISH, [goals]))] == ["mål"] * 3


def test_a_description_tells_how_it_is_used(made: Json, english: Json) -> None:
    told = {each["title"]: each["description"] for each in commands_of(made)}
    assert told["utbildning"].endswith(": [lärresurs] [när] eller lista")
    assert told["hjälp"] == "Få hjälp och kom igång"
    assert told["personal"].startswith("Se vilka som är klara")
    path = "bots[0].commandLists[2].commands[0]"
    assert english[f"{path}.title"] == "training"
    assert english[f"{path}.description"].endswith("[what] [when] or list")


def test_the_forms_are_dialogs_that_are_fetched(made: Json) -> None:
    (extension,) = made["composeExtensions"]
    assert [(each["id"], each["title"]) for each in extension["commands"]] == [
        ("training.form", "Utbildning"),
        ("assessment.form", "Självskattning"),
    ]
    for each in extension["commands"]:
        assert (each["type"], each["fetchTask"], each["triggers"]) == ("action", True, ["slash"])


def test_every_dialog_is_a_route() -> None:
    routes = {f"{each.name}.{part}" for each in COMMANDS for part in each.routes}
    assert set(dialogs()) <= routes


def test_the_translation_has_a_text_for_each_that_can_be_translated(
    made: Json, english: Json
) -> None:
    lists = made["bots"][0]["commandLists"]
    for number, each in enumerate(lists):
        for place in range(len(each["commands"])):
            for field in ("title", "description"):
                assert f"bots[0].commandLists[{number}].commands[{place}].{field}" in english
    assert english["composeExtensions[0].commands[1].title"] == "Assessment"
    assert english["description.short"] == ENGLISH.say("app.description")
    assert not any("å" in text or "ä" in text for key, text in english.items() if "title" in key)


def test_it_may_do_what_it_does_and_no_more(made: Json) -> None:
    assert "authorization" not in made  # no resource-specific permission
    assert "webApplicationInfo" not in made  # nobody signs in to anything
    assert made["permissions"] == ["identity", "messageTeamMembers"]
    assert made["validDomains"] == ["kompis.example.se"]
    assert "devicePermissions" not in made
