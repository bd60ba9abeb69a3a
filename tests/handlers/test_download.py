"""Stories of *Ladda ner*: who gets what to take along, and what is in none of the files."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest

from handlers.cards import Attachment
from handlers.texts import plain_spaces
from storage.database import Database
from storage.figures import take_snapshots
from storage.regions import the_region
from storage.tables import Member, Role
from tests import builders
from tests.handlers.conversations import NASSJO, TODAY, VETLANDA, YESTERDAY, Conversation
from tests.handlers.report.opened import cells, opened, table
from tests.handlers.talking import Person

EKSJO, TRANAS = "Eksjö stadsbibliotek", "Tranås stadsbibliotek"
GOALS = [f"Mål {number}" for number in range(1, 9)]
WEEK = timedelta(weeks=1)
AS_FILES = "kommer som två filer i vår direktkonversation: en arbetsbok för Excel och en bild."


def files_of(person: Person) -> tuple[Attachment, Attachment]:
    """What the last reply brings: the workbook and the picture."""
    workbook, picture = person.answer.files
    return workbook, picture


def downloads(person: Person) -> Any:
    """Press the button; the workbook, opened."""
    person.presses("Ladda ner")
    return opened(files_of(person)[0].content)


def grown(conversation: Conversation, people: Sequence[Person]) -> None:
    """They say that their digital competence has developed."""
    with conversation.database.writing() as session:
        for person in people:
            member = session.get_one(Member, person.member_id)
            builders.grew(session, member, on=TODAY - 5 * WEEK)


def published(conversation: Conversation, *weeks: int) -> None:
    """Snapshots of these weeks ago."""
    with conversation.database.writing() as session:
        region = the_region(session)
        assert region is not None
        for ago in weeks:
            take_snapshots(session, region, TODAY - ago * WEEK)


def test_a_library_is_taken_along_as_a_workbook_and_a_picture(conversation: Conversation) -> None:
    anna, *_ = conversation.colleagues(3)
    anna.runs("/assessment", "igår")
    anna.runs("/progress")
    book = downloads(anna)
    said, title, *charts, buttons = anna.reply.splitlines()
    assert said == f"Rapporten för {NASSJO} den 27 maj 2020 {AS_FILES}"
    assert title == "Målen den 27 maj 2020"
    assert "Mål 3: har gjort självskattningen: 1 av 3 (33 %) · Mål 80 %: 2 saknas" in charts
    assert "Mål 5: har utvecklat sin digitala kompetens: Visas inte" in charts
    assert buttons == "[Visa målen]"
    workbook, picture = files_of(anna)
    assert workbook.name == "kompis-nassjo-stadsbibliotek-2020-05-27.xlsx"
    assert workbook.media_type.endswith("spreadsheetml.sheet")
    assert picture.name == "kompis-nassjo-stadsbibliotek-2020-05-27.png"
    assert (picture.media_type, picture.content[1:4]) == ("image/png", b"PNG")
    assert "har gjort självskattningen: 1 av 3 (33 %)" in plain_spaces(picture.alt)
    assert book.sheetnames == ["Översikt", *GOALS[2:], NASSJO, "Vecka för vecka"]
    (row,) = (row for row in table(book["Mål 3"]) if row["Bibliotek"] == NASSJO)
    assert (row["Klara"], row["Av"], row["Andel"]) == (1, 3, 0.33)


def test_a_member_sees_the_county_without_any_library(conversation: Conversation) -> None:
    anna, *_ = conversation.colleagues(6)
    conversation.colleagues(6, VETLANDA)
    anna.runs("/progress", "county")
    book = downloads(anna)
    assert book.sheetnames == ["Översikt", *GOALS, "Vecka för vecka"]
    assert not [cell for cell in cells(book) if cell.value in {NASSJO, VETLANDA}]
    assert plain_spaces(files_of(anna)[1].alt).startswith("Jönköpings län, 27 maj 2020. Mål 1: ")


def test_a_coordinator_gets_every_library(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    anna, *_ = conversation.colleagues(6)
    anna.runs("/assessment", "igår")
    katarina.runs("/progress")
    book = downloads(katarina)
    assert len(book.sheetnames) == 1 + 8 + 13 + 1
    assert book.sheetnames[9:12] == [
        "Aneby bibliotek",
        "Eksjö stadsbibliotek",
        "Gislaveds bibliotek",
    ]
    by_name = {row["Bibliotek"]: row for row in table(book["Mål 3"])}
    assert by_name["Hela länet"]["Klara"] == by_name[NASSJO]["Klara"] == 1
    assert by_name[VETLANDA]["Andel"] == "inga uppgifter"
    katarina.runs("/progress", VETLANDA)
    assert VETLANDA in downloads(katarina).sheetnames


def test_in_english_for_who_reads_english(conversation: Conversation) -> None:
    alice = conversation.staff("Alice", locale="en-GB")
    alice.runs("/progress")
    alice.presses("Download")
    assert "comes as two files" in alice.reply
    workbook, picture = files_of(alice)
    assert opened(workbook.content).sheetnames[:2] == ["Overview", "Goal 3"]
    assert "have taken the self-assessment: 0 of 1 (0%)" in plain_spaces(picture.alt)


def test_nobody_takes_along_what_they_may_not_see(conversation: Conversation) -> None:
    anna, *_ = conversation.colleagues(3)
    vera, *_ = conversation.colleagues(3, VETLANDA)
    vera.runs("/progress")
    of_vetlanda = vera.button("Ladda ner").value
    boss = conversation.manager("Lena")
    for person in (anna, boss):
        for value in (of_vetlanda, "0", "", "nonsense"):
            person.sends("progress.download", value=value)
            refusal = "inte för andra bibliotek" if value.isdigit() else "gäller inte längre"
            assert refusal in person.reply
            assert person.answer.files == ()
    katarina = conversation.coordinator("Katarina")
    elsewhere = conversation.elsewhere().coordinator("Karl")
    for person, value in ((katarina, "0"), (elsewhere, of_vetlanda)):
        person.sends("progress.download", value=value)
        assert "Den knappen gäller inte längre." in person.reply
        assert person.answer.files == ()


def test_who_waits_or_has_left_takes_nothing_along(conversation: Conversation) -> None:
    anna, *_ = conversation.colleagues(5)
    anna.runs("/progress")
    of_nassjo = anna.button("Ladda ner").value
    waiting, leaver = conversation.staff("Vilma", confirmed=False), conversation.leaver("Olof")
    stranger = conversation.stranger("Sara")
    for person, told in (
        (waiting, "inte bekräftat din anställning"),
        (leaver, "inte som anställd"),
        (stranger, "vilket bibliotek du arbetar på"),
    ):
        for value in (of_nassjo, "county"):
            person.sends("progress.download", value=value)
            assert told in person.reply
            assert person.answer.files == ()


def test_who_works_at_two_libraries_takes_both_along(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    conversation.also_at(anna, VETLANDA)
    for name in (NASSJO, VETLANDA):
        anna.runs("/progress", name)
        assert name in downloads(anna).sheetnames


def test_nobody_is_named(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    names = ["Anna Qvarnlöf", "Bo Qvarnlund", "Cilla Qvarnstedt", "Dan Qvarnå", "Eva Qvarnö"]
    people = [conversation.staff(name) for name in names]
    boss = conversation.manager("Lena")
    for person in (*people, boss):
        person.runs("/assessment", "igår")
    for viewer, view in ((katarina, "county"), (boss, "library")):
        viewer.runs("/progress", view)
        book = downloads(viewer)
        told = " ".join(str(cell.value) for cell in cells(book)) + files_of(viewer)[1].alt
        properties = " ".join(str(value) for value in vars(book.properties).values())
        for name in (*names, "Lena", "Katarina"):
            assert name.split()[0] not in (told + properties).split()
            assert name.split()[-1] not in told + properties


class TestPrivate:
    """Growth of few stands in no cell of any file, nor between them."""

    @pytest.fixture
    def katarina(self, conversation: Conversation) -> Person:
        """Eksjö's three people hide Nässjö's six; three, two and two of them have developed."""
        eksjo = conversation.colleagues(3, EKSJO)
        nassjo = conversation.colleagues(6, NASSJO)
        vetlanda = conversation.colleagues(7, VETLANDA)
        grown(conversation, [*eksjo, *nassjo[:2], *vetlanda[:2]])
        published(conversation, 2, 1)
        return conversation.coordinator("Katarina")

    def growth_rows(self, book: Any) -> Iterator[dict[str, Any]]:
        for sheet in book.worksheets[:-1]:
            for row in table(sheet):
                if "Mål 5" in f"{sheet.title} {row.get('Mål', '')}":
                    yield {"Bibliotek": sheet.title} | row

    def test_the_coordinators_workbook(self, katarina: Person) -> None:
        katarina.runs("/progress")
        book = downloads(katarina)
        rows = list(self.growth_rows(book))
        hidden = [row for row in rows if row["Bibliotek"] in {EKSJO, NASSJO}]
        assert len(hidden) == 4
        for row in hidden:
            figures = {row[title] for title in ("Klara", "Andel", "Läge", "Saknas")}
            assert figures == {"visas inte"}
            assert not {row[title] for title in ("Ändring", "Sedan", "Prognos: nås")} - {None}
        shown = {row["Bibliotek"]: row["Klara"] for row in rows if "Bibliotek" in row}
        assert (shown["Hela länet"], shown[VETLANDA]) == (7, 2)

    @pytest.mark.parametrize("name", [EKSJO, NASSJO])
    def test_a_hidden_librarys_own_files(self, katarina: Person, name: str) -> None:
        katarina.runs("/progress", name)
        book = downloads(katarina)
        (own,) = (row for row in table(book["Mål 5"]) if row["Bibliotek"] == name)
        assert own["Klara"] == "visas inte"
        weeks = table(book["Vecka för vecka"])
        assert {row["Mål 5: klara"] for row in weeks} == {"visas inte"}
        assert {row["Mål 5: andel"] for row in weeks} == {"visas inte"}
        assert {row["Mål 5: av"] for row in weeks} == {None}
        alt = files_of(katarina)[1].alt
        assert "Mål 5: har utvecklat sin digitala kompetens: Visas inte" in alt
        said = [each for each in alt.split(". ") if each.startswith("Mål 5")]
        assert not any(letter.isdigit() for each in said for letter in each[len("Mål 5") :])

    def test_who_was_hidden_last_week_is_not_told_by_the_change(
        self, conversation: Conversation
    ) -> None:
        """Tranås had four people last week. With the fifth it stays hidden for as long as that is
        told: else the fifth's own answer would be the difference.
        """
        tranas = conversation.colleagues(4, TRANAS)
        nassjo = conversation.colleagues(6, NASSJO)
        grown(conversation, [*tranas, *nassjo])
        published(conversation, 3, 2, 1)
        fifth = conversation.staff("Femte", TRANAS, starts_on=YESTERDAY)
        fifth.runs("/progress")
        book = downloads(fifth)
        (row,) = (row for row in table(book["Mål 5"]) if row["Bibliotek"] == TRANAS)
        assert (row["Klara"], row["Ändring"], row["Sedan"]) == ("visas inte", None, None)
        *weeks, now = table(book["Vecka för vecka"])
        assert {week["Mål 5: klara"] for week in weeks} == {"visas inte"}
        assert now["Mål 5: klara"] == "visas inte"
        assert [week["Mål 3: av"] for week in weeks] == [4, 4, 4]


def test_a_coordinator_who_waits_at_a_library_takes_it_along(database: Database) -> None:
    conversation = Conversation(database)
    karin = conversation.staff("Karin", role=Role.COORDINATOR, confirmed=False)
    karin.runs("/progress", NASSJO)
    assert NASSJO in downloads(karin).sheetnames
