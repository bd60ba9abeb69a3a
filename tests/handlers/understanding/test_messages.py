"""Hundreds of messages, kind by kind: recorded exactly so, asked about, or left alone."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from handlers.understanding import Intent, Titles, read_training, understand
from tests.handlers.understanding.score import catalogue

TODAY = date(2020, 5, 27)
TITLES = Titles(catalogue())
REPORTS = frozenset({Intent.TRAINING, Intent.ASSESSMENT, Intent.REGISTRATION})
_MESSAGES = Path(__file__).parent / "messages"


def lines(name: str) -> list[str]:
    """The messages of a file."""
    written = (_MESSAGES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n") for line in written]


@pytest.mark.parametrize("line", lines("recorded"))
def test_recorded_exactly_so(line: str) -> None:
    what, ago, text = line.split(" | ", 2)
    found = understand(text, TITLES, TODAY)
    assert found.certain
    named = " ".join(str(number) for number in sorted(t.resource_id for t in found.resources))
    assert (named or found.intent.value) == what
    assert found.intent is (Intent.TRAINING if named else Intent(what))
    assert found.on == TODAY - timedelta(days=int(ago))
    assert (found.proposal, found.problem) == (None, None)


@pytest.mark.parametrize("text", lines("asked"))
def test_asked_and_never_recorded(text: str) -> None:
    found = understand(text, TITLES, TODAY)
    assert found.intent in REPORTS
    assert not found.certain
    assert len(found.resources) <= 3


@pytest.mark.parametrize("text", lines("ignored"))
def test_neither_recorded_nor_asked(text: str) -> None:
    assert understand(text, TITLES, TODAY).intent not in REPORTS


@pytest.mark.parametrize(
    ("words", "numbers", "ago"),
    [
        ("hängslen och livrem igår", {5}, 1),
        ("hängslen", {5}, 0),
        ("klar med hängslen", {5}, 0),
        ("hängslen, kaninhålet och teknikjakten i fredags", {5, 7, 11}, 5),
        ("Hängslen och livrem – grundläggande säkerhet på internet, 3 maj", {5}, 24),
        ("https://digiteket.se/kurs/bygg-din-egen-teknikjakt/ igår", {11}, 1),
        ("hängslen på personalmötet igår", {5}, 1),
        ("kursen GDPR", {4}, 0),
        ("Vad tryckte jag på nu?", {8}, 0),
        ("lek och lärande på bibliotek i lördags", {39}, 4),
        ("*hängslen* 😊", {5}, 0),
        ("completed hängslen yesterday", {5}, 1),
    ],
)
def test_after_the_command_no_verb_is_needed(words: str, numbers: set[int], ago: int) -> None:
    found = read_training(words, TITLES, TODAY)
    assert found.intent is Intent.TRAINING
    assert found.certain
    assert {title.resource_id for title in found.resources} == numbers
    assert found.on == TODAY - timedelta(days=ago)


@pytest.mark.parametrize(
    "words",
    [
        *("", "   ", "list", "igår", "wikipedia", "beredskap", "https://digiteket.se"),
        *("ska gå hängslen imorgon", "hängslen imorgon", "inte hängslen", "hängslen?"),
        *("Anna gick hängslen", "anna hängslen", "hängslen 2", "hängslen fredag", "om AI"),
        *("hängslen häromdagen", "hängslen 2020-06-05", "tror jag gått hängslen"),
        *("ta bort hängslen", "självskattningen igår", "registrerade mig på digiteket"),
    ],
)
def test_after_the_command_what_is_open_is_asked(words: str) -> None:
    found = read_training(words, TITLES, TODAY)
    assert found.intent is Intent.TRAINING
    assert not found.certain
    assert len(found.resources) <= 3


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        (
            "klar med kursen Digital tillgänglighet i praktiken",
            "Digital tillgänglighet i praktiken",
        ),
        ('gick kursen "Sök smartare på nätet" igår', "Sök smartare på nätet"),
        ("klar med 1177 och e-hälsa i måndags", "1177 och e-hälsa"),
        ("completed the course Podcasting for librarians", "Podcasting for librarians"),
        ("klar med https://digiteket.se/kurs/ny-kurs/", "https://digiteket.se/kurs/ny-kurs/"),
        ("Hängslen och livrem 2 – fördjupning klar", "Hängslen och livrem 2 – fördjupning"),
    ],
)
def test_a_course_that_the_catalogue_lacks(text: str, proposal: str) -> None:
    found = understand(text, TITLES, TODAY)
    assert (found.certain, found.proposal) == (False, proposal)


def test_a_proposal_after_the_command() -> None:
    found = read_training("Podcasting för alla bibliotek igår", TITLES, TODAY)
    assert (found.certain, found.on) == (False, date(2020, 5, 26))
    assert found.proposal is not None
    assert found.proposal.startswith("Podcasting")
