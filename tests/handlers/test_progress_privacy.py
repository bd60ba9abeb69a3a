"""What is each person's own is shown only of groups that give no single person away."""

import pytest

from goals.rules import GrowthMeasure, Rules
from storage.database import Database
from tests.handlers.conversations import NASSJO, VETLANDA, Conversation
from tests.handlers.talking import Person

HIDDEN = "Mål 5: har utvecklat sin digitala kompetens: Visas inte."
EKSJO, TRANAS = "Eksjö stadsbibliotek", "Tranås stadsbibliotek"


def table_of(katarina: Person) -> dict[str, str]:
    """The coordinator's column of goal 5, by municipality."""
    katarina.runs("/progress", "county")
    rows = [line.split(" | ") for line in katarina.reply.splitlines() if " | " in line]
    column = rows[0].index("Mål 5")
    return {cells[0]: cells[column] for cells in rows}


@pytest.mark.parametrize(("staff", "shown"), [(1, False), (4, False), (5, True)])
def test_growth_is_shown_from_five_people_on(
    conversation: Conversation, staff: int, shown: bool
) -> None:
    anna, *_ = conversation.colleagues(staff)
    for words in ("library", "county"):
        anna.runs("/progress", words)
        assert (HIDDEN not in anna.reply) is shown


def test_exactly_one_small_library_hides_the_next_smallest_in_every_view(
    conversation: Conversation,
) -> None:
    katarina = conversation.coordinator("Katarina")
    conversation.colleagues(3, EKSJO)
    anna, *_ = conversation.colleagues(6, NASSJO)
    olof, *_ = conversation.colleagues(7, VETLANDA)
    table = table_of(katarina)
    assert (table["Eksjö"], table["Nässjö"], table["Vetlanda"]) == ("dold", "dold", "0 %")
    assert table["Tranås"] == "–"

    katarina.runs("/progress", NASSJO)
    assert HIDDEN in katarina.reply
    anna.runs("/progress")
    assert HIDDEN in anna.reply
    olof.runs("/progress")
    assert HIDDEN not in olof.reply
    anna.runs("/progress", "county")
    assert HIDDEN not in anna.reply


def test_several_small_libraries_hide_each_other(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    conversation.colleagues(3, EKSJO)
    conversation.colleagues(2, TRANAS)
    anna, *_ = conversation.colleagues(6, NASSJO)
    table = table_of(katarina)
    assert (table["Eksjö"], table["Tranås"], table["Nässjö"]) == ("dold", "dold", "0 %")
    anna.runs("/progress")
    assert HIDDEN not in anna.reply


def test_what_is_a_fact_is_shown_of_small_groups_too(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    anna, *_ = conversation.colleagues(3, EKSJO)
    anna.runs("/assessment", "igår")
    katarina.runs("/progress")
    assert "Eksjö | 33 % | 0 % | dold" in katarina.reply


def test_every_figure_of_growth_names_its_measure(database: Database) -> None:
    rules = Rules(growth_measure=GrowthMeasure.REPORTED)
    conversation = Conversation(database, rules=rules)
    anna, *_ = conversation.colleagues(5)
    anna.runs("/progress")
    assert "Mätt med egna svar." in anna.reply
    anna.runs("/progress", "me")
    assert "Utvecklad digital kompetens: inte än (det ser bara du)" in anna.reply
