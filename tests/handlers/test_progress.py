"""Stories of progress: the own, the library's and the county's."""

from datetime import date

import pytest

from handlers.cards import ProgressBar
from handlers.progress.sentences import whole_percent
from handlers.understanding import Intent, Understanding
from storage.tables import Library, Role
from tests.handlers.conversations import NASSJO, VETLANDA, YESTERDAY, Conversation
from tests.handlers.talking import Person

GROWTH_LEFT = (
    "⬜ Utvecklad digital kompetens: visar sig när du gör självskattningen igen (det ser bara du)"
)
WAYS_ON = (
    "[Rapportera en lärresurs] [Rapportera självskattning]"
    " [Jag är registrerad på Digiteket] [Min lista]"
)
NOT_OTHERS = "Du kan se målen för ditt eget bibliotek och för hela länet"
ONE_OF_THREE = "1 av 3 (33 %). Mål 80 %. 2 personer till behövs."
NO_BASELINE = "Inga uppgifter. Det finns ingen officiell uppgift för 2017, som det jämförs med."
HIDDEN = "Visas inte. Siffran skulle kunna avslöja enskilda, och uppgiften är var och ens egen."


def reaches_goals(conversation: Conversation, person: Person) -> None:
    """Somebody does everything that goals 3 and 4 ask."""
    person.runs("/assessment", "igår" if person.profile.locale == "sv-SE" else "yesterday")
    person.sends("registration.record")
    for beginning in ("Hängslen", "Wikipedia"):
        person.finishes(conversation.title(beginning), YESTERDAY)


@pytest.mark.parametrize("words", ["me", "mig", "Jag"])
def test_the_own_progress_is_what_is_done_and_what_is_left(
    conversation: Conversation, words: str
) -> None:
    anna = conversation.staff("Anna")
    anna.runs("/progress", words)
    assert anna.reply.splitlines() == [
        "Mina framsteg",
        "⬜ Självskattningen: inte gjord än",
        "⬜ Registrerad på Digiteket: inte än",
        "⬜ Lärresurser som räknas: 0 av 2",
        GROWTH_LEFT,
        "Kvar till målet för Digiteket: 2 lärresurser till, och att du registrerar dig där.",
        WAYS_ON,
    ]
    reaches_goals(conversation, anna)
    anna.runs("/progress", words)
    assert anna.reply.splitlines()[1:4] == [
        "✅ Självskattningen: gjord 26 maj 2020",
        "✅ Registrerad på Digiteket sedan 27 maj 2020",
        "✅ Lärresurser som räknas: 2 (minst 2 behövs)",
    ]
    assert "Du har nått dina mål" in anna.reply


def test_own_growth_shows_with_the_second_self_assessment(conversation: Conversation) -> None:
    anna = conversation.staff("Anna", locale="en-GB")
    for day, result in ((date(2019, 5, 6), "3"), (YESTERDAY, "4")):
        anna.sends("assessment.save", values={"day": str(day), "safety": result})
    anna.presses("My progress")
    assert "✅ Your digital competence has developed (only you see this)" in anna.reply
    assert "taken on 26 May 2020" in anna.reply


@pytest.mark.parametrize("words", ["", "library", "biblioteket", "oss", "Nässjö", NASSJO.upper()])
def test_staff_see_their_own_library(conversation: Conversation, words: str) -> None:
    anna, *_ = conversation.colleagues(3)
    reaches_goals(conversation, anna)
    anna.runs("/framsteg", words)
    assert anna.reply.splitlines() == [
        NASSJO,
        f"Mål 3: har gjort självskattningen: {ONE_OF_THREE}",
        f"Mål 4: är på Digiteket och har gått klart två lärresurser: {ONE_OF_THREE}",
        f"Mål 5: har utvecklat sin digitala kompetens: {HIDDEN}",
        "Mål 6: har en handlingsplan som gäller: Inte än.",
        "Mål 7: chefer som har gått ledarskapsutbildning: Inga uppgifter. Mål 75 %.",
        f"Mål 8: fler handledningstillfällen: {NO_BASELINE}",
        (
            "Självrapporterat, utom mål 8 som är KB:s statistik. "
            "3 personer i personalen den 27 maj 2020."
        ),
        "[Mina framsteg] [Hela länet] [Hur räknas det?] [Ladda ner]",
    ]


def test_one_more_person_is_said_in_the_singular(conversation: Conversation) -> None:
    anna = conversation.staff("Anna", locale="en-GB")
    anna.runs("/progress")
    assert "0 of 1 (0%). Target 80%. 1 more person is needed." in anna.reply
    assert "Self-reported, but for goal 8, which is KB's statistics." in anna.reply
    assert "1 person on the staff on 27 May 2020." in anna.reply
    reaches_goals(conversation, anna)
    anna.runs("/progress")
    assert "1 of 1 (100%). The target of 80% is reached." in anna.reply


def test_a_share_is_never_rounded_up(conversation: Conversation) -> None:
    assert whole_percent(799, 1000) == 79
    assert whole_percent(4, 5) == 80
    anna, bo, *_ = conversation.colleagues(6)
    for person in (anna, bo, *_[:2]):
        person.runs("/assessment", "igår")
    anna.runs("/progress")
    assert "4 av 6 (66 %). Mål 80 %. 1 person till behövs." in anna.reply


@pytest.mark.parametrize("words", ["county", "länet", "Region"])
def test_everybody_at_a_library_sees_the_county_as_a_whole(
    conversation: Conversation, words: str
) -> None:
    anna, *_ = conversation.colleagues(4)
    conversation.colleagues(2, VETLANDA)
    anna.runs("/progress", words)
    assert anna.reply.startswith("Jönköpings län\n")
    assert "6 personer i personalen" in anna.reply
    assert VETLANDA not in anna.reply
    anna.presses("Mitt bibliotek")
    assert anna.reply.startswith(NASSJO)


def test_a_county_without_staff_has_no_data(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    katarina.runs("/progress")
    node, regional, *shares, plans, leadership, tutoring = [
        part for part in katarina.card.parts if isinstance(part, ProgressBar)
    ]
    assert {bar.summary for bar in (*shares, leadership, tutoring)} == {"Inga uppgifter"}
    assert (node.summary, regional.summary) == ("Inte än", "Inte än")
    libraries = len(conversation.rows(Library))
    assert plans.summary == f"0 av {libraries} (0\N{NO-BREAK SPACE}%)"
    assert "Nässjö | – | – | – | nej | – | – | 0" in katarina.reply


def test_staff_are_refused_another_library(conversation: Conversation) -> None:
    anna, *_ = conversation.colleagues(1)
    boss = conversation.manager("Lena")
    for person in (anna, boss):
        person.runs("/progress", VETLANDA)
        assert person.reply.startswith(NOT_OTHERS)
        person.presses("Hela länet")
        assert person.reply.startswith("Jönköpings län")


@pytest.mark.parametrize("words", ["Atlantis", "bibliotek på Mars", "🎉", "V"])
def test_an_unknown_library_says_how_to_write_one(conversation: Conversation, words: str) -> None:
    conversation.library("Vaggeryds bibliotek 2")
    anna, *_ = conversation.colleagues(1)
    anna.runs("/progress", words)
    assert "Jag hittar inget bibliotek med det namnet" in anna.reply


def test_a_coordinator_sees_each_library(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    anna, *_ = conversation.colleagues(5)
    conversation.colleagues(6, VETLANDA)
    for person in (anna, *_[:3]):
        person.runs("/assessment", "igår")
    katarina.runs("/progress")
    assert "Nässjö | 80 % ✅ | 0 % | 0 %" in katarina.reply
    assert "Vetlanda | 0 % | 0 % | 0 %" in katarina.reply
    for words in (VETLANDA, "vetlanda"):
        katarina.runs("/progress", words)
        assert katarina.reply.startswith(f"{VETLANDA}\n")
    for words in ("library", "biblioteket", "länet"):
        katarina.runs("/progress", words)
        assert katarina.reply.startswith("Jönköpings län\n")


def test_a_coordinator_who_works_at_a_library_sees_that_too(conversation: Conversation) -> None:
    katarina = conversation.staff("Katarina", role=Role.COORDINATOR)
    katarina.runs("/progress")
    assert katarina.reply.startswith("Jönköpings län\n")
    katarina.runs("/progress", "biblioteket")
    assert katarina.reply.startswith(NASSJO)


def test_who_waits_sees_the_own_progress_alone(conversation: Conversation) -> None:
    vilma = conversation.staff("Vilma", confirmed=False)
    conversation.colleagues(3)
    vilma.runs("/progress")
    assert vilma.reply.startswith("Mina framsteg\n")
    assert "Din chef på Nässjö stadsbibliotek har inte bekräftat dig än." in vilma.reply
    assert vilma.buttons[-1] == "Byt bibliotek"
    for words in ("library", NASSJO, VETLANDA, "county"):
        vilma.runs("/progress", words)
        assert "Fram till dess ser du bara dina egna framsteg." in vilma.reply


def test_a_question_in_whole_words(conversation: Conversation) -> None:
    anna, *_ = conversation.colleagues(2)
    asked = Understanding(Intent.PROGRESS, certain=True)
    for words, begins in {
        "hur går det för oss?": NASSJO,
        "hur går det?": NASSJO,
        "hur går det för mig?": "Mina framsteg",
        "how am I doing?": "Mina framsteg",
        "hur går det för hela länet?": "Jönköpings län",
        "hur går det för Nässjö?": NASSJO,
        "hur går det för Vetlanda?": NOT_OTHERS,
        "hur går det för Nässjö och Vetlanda?": NASSJO,
    }.items():
        conversation.understood(anna, asked, words)
        assert anna.reply.startswith(begins), words
    katarina = conversation.coordinator("Katarina")
    conversation.understood(katarina, asked, "hur ligger Vetlanda till?")
    assert katarina.reply.startswith(VETLANDA)


def test_who_works_at_two_libraries_sees_both(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    conversation.also_at(anna, VETLANDA)
    for name in (NASSJO, VETLANDA):
        anna.runs("/progress", name)
        assert anna.reply.startswith(name)
    anna.runs("/progress", "Aneby")
    assert anna.reply.startswith(NOT_OTHERS)


def test_who_leads_a_library_goes_on_to_its_team(conversation: Conversation) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    conversation.also_at(lena, VETLANDA)
    katarina = conversation.coordinator("Katarina")
    for person in (lena, katarina):
        person.runs("/progress", NASSJO)
        person.presses("Personalen")
        assert person.reply.startswith(f"Personalen på {NASSJO}")
    katarina.runs("/progress")
    katarina.presses("Personalen")
    assert katarina.reply.startswith("Personalen i Jönköpings län")
    for person, name in ((anna, NASSJO), (lena, VETLANDA)):
        person.runs("/progress", name)
        assert "Personalen" not in person.buttons


def test_a_coordinator_who_waits_at_a_library_sees_it(conversation: Conversation) -> None:
    karin = conversation.staff("Karin", role=Role.COORDINATOR, confirmed=False)
    karin.runs("/progress")
    karin.presses("Mitt bibliotek")
    assert karin.reply.startswith(NASSJO)
