"""Odd input gets a clear answer, breaks nothing, and leaves no word of itself in the log."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from handlers.cards import Card, FieldErrors, Form, Options
from handlers.commands import COMMANDS
from handlers.dispatch import LONGEST_TEXT
from storage.catalogue import LONGEST_TITLE
from storage.database import Database
from storage.tables import Completion, Employment, Leave, Resource
from tests.databases import Databases, opened
from tests.handlers.conversations import Conversation
from tests.handlers.talking import Person

ODD = {
    "empty": "",
    "spaces": "   \t ",
    "long": "a" * 4_000,
    "words": "kurs " * 800,
    "too long": "a" * 4_001,
    "emoji": "klar med 🎉👩‍👩‍👧‍👦 idag",
    "control": "klar\x01 med\x1b[31m hängslen\x7f\x85 igår",
    "broadcast": "klar med <!channel> igår",
    "mention": "klar med <@U123> igår",
    "backticks": "klar med ```hängslen``` och `livrem` igår",
    "bold": "klar med *hängslen och livrem* igår",
    "braces": "klar med {0} {title} {day!r:>{n}} igår",
    "percent": "klar med %s %(title)s %n igår",
    "nul": "klar med häng\0slen\0 igår",
    "only nul": "\0",
    "surrogate": "klar med \ud800 kurs\udfff igår",
    "overrides": "klar med \u202eslegnäh\u202c\u2066 igår",
    "separators": "klar med\u2028hängslen\u2029\x0bidag",
    "formula": "=HYPERLINK(1)|cmd' /C calc'!A0",
    "sql": "'; DROP TABLE member; --",
    "bidi name": "\u202a\u202b",
    "zero width": "\u200b\u200d\ufeff",
    "digits": "9" * 4_000,
    "arabic digits": "٩" * 20,
}
FAULT = "Något gick fel"
WORDED = [
    *("message", "training", "assessment", "progress", "kompis", "training.search"),
    *("tutoring", "plan", "goals"),
]
ROUTES = [f"{command.name}.{part}".rstrip(".") for command in COMMANDS for part in command.routes]
FIELDS = [
    *("month", "adults", "children", "status", "adopted_on", "valid_until", "link", "target"),
    *("deadline", "state", "baseline_year", "url", "kind", "kind_course", "person", "fact"),
    *("resource", "title", "day", "completion", "deed", "library", "registered_on", "safety"),
    *("name", "email", "role", "chief", "starts_on", "first", "last"),
]

odd = st.text(max_size=60) | st.text(
    st.characters(categories=["Cs", "Cc", "Cf", "Nd", "Sk", "Zl"]), max_size=20
)
pieces = st.lists(
    odd
    | st.sampled_from(["1", "@", ",", "|", "2020-05-27", "klar med ", "hängslen ", " igår", "{0}"]),
    max_size=6,
).map("".join)


@pytest.fixture
def anna(conversation: Conversation) -> Person:
    """Staff with a finished course, so that there is something to break."""
    anna = conversation.staff("Anna Hemlig")
    anna.finishes(conversation.title(), conversation.clock.now.date())
    return anna


def test_odd_words_get_a_clear_answer(conversation: Conversation, anna: Person) -> None:
    with capture_logs() as logs:
        for text, route in product(ODD.values(), WORDED):
            anna.sends(route, text=text)
            assert FAULT not in anna.reply, (text, route)
            assert isinstance(anna.answer.body, Options) or anna.reply.strip()
            if len(text) > LONGEST_TEXT:
                assert "Skriv högst 4 000 tecken." in anna.reply.replace("\u00a0", " ")
    assert not logs
    assert len(conversation.rows(Completion)) == 1


def test_odd_names_can_be_proposed_or_are_refused(conversation: Conversation, anna: Person) -> None:
    for text in ODD.values():
        before = len(conversation.rows(Resource))
        anna.sends("training.propose", value=f"2020-05-27|{text}")
        assert FAULT not in anna.reply, text
        anna.sends("training.save", values={"title": text, "day": "2020-05-27"})
        assert FAULT not in anna.reply, text
        for resource in conversation.rows(Resource)[before:]:
            assert 0 < len(resource.title) <= LONGEST_TITLE
            assert resource.title.replace("\u200d", "").isprintable()
            anna.runs("/training", "lista")
            assert resource.title in anna.reply
            anna.presses("Ändra eller ta bort …")
            anna.fills(completion=resource.title, deed="Ta bort den från listan")
            assert resource.title in anna.reply
        assert len(conversation.rows(Resource)) == before


def test_what_no_database_takes_is_left_out(anna: Person) -> None:
    anna.sends("training.propose", value="2020-05-27|Podda\0 i\ud800 biblioteket")
    assert "Podda i biblioteket är registrerad" in anna.reply


def test_odd_values_of_buttons_and_forms_do_nothing(
    conversation: Conversation, anna: Person
) -> None:
    routes = sorted(set(ROUTES) - {"training.propose", "registration.record"})
    for text, route in product(ODD.values(), routes):
        anna.sends(route, value=text, values=dict.fromkeys(FIELDS, text), state=text)
        assert FAULT not in anna.reply, (text, route)
    assert len(conversation.rows(Completion)) == 1


def test_odd_input_about_the_team_changes_nobody(conversation: Conversation, anna: Person) -> None:
    lena, katarina = conversation.manager("Lena"), conversation.coordinator("Katarina")
    lena.says("team anna")
    target = lena.button("Ändra roll …").value
    before = [row.model_dump() for row in conversation.rows(Employment)]
    routes = [route for route in ROUTES if route.startswith(("team", "setup"))]
    with capture_logs() as logs:
        for person, text, route in product((lena, katarina), ODD.values(), routes):
            odd, values = f"{target}|{text}", dict.fromkeys(FIELDS, text)
            person.sends(route, text=text, value=odd, values=values, state=odd, channel="C1")
            assert FAULT not in person.reply, (text, route)
    assert not logs
    after = conversation.rows(Employment)
    assert [row.model_dump() for row in after] == before
    assert not conversation.rows(Leave)


def test_odd_strangers_can_join(conversation: Conversation) -> None:
    for text in ODD.values():
        odd_one = conversation.stranger(text, email=text, locale=text)
        odd_one.runs("/kompis", "start")
        odd_one.fills(library="Aneby")
        assert "Du är nu anmäld" in odd_one.reply, text


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lasting(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database for all the examples of a test."""
    databases: Databases = request.getfixturevalue(f"{request.param}_databases")
    with opened(databases.migrated()) as database:
        yield database


@pytest.fixture(scope="module")
def people(lasting: Database) -> tuple[Person, ...]:
    """One of each kind that can do something."""
    conversation = Conversation(lasting)
    return (
        conversation.staff("Anna"),
        conversation.manager("Lena", "Vetlanda bibliotek"),
        conversation.coordinator("Katarina"),
        conversation.stranger("Nina"),
    )


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)
@given(
    route=st.sampled_from(ROUTES),
    who=st.integers(0, 3),
    text=pieces,
    value=pieces,
    values=st.dictionaries(st.sampled_from(FIELDS), pieces, max_size=4),
    state=pieces,
)
def test_whatever_comes_is_never_a_fault(
    people: tuple[Person, ...],
    *,
    route: str,
    who: int,
    text: str,
    value: str,
    values: dict[str, str],
    state: str,
) -> None:
    with capture_logs() as logs:
        people[who].sends(route, text=text, value=value, values=values, state=state)
    assert not logs
    assert FAULT not in people[who].reply
    assert "Something went wrong" not in people[who].reply
    assert isinstance(people[who].answer.body, Card | Form | FieldErrors | Options)
