"""Stories of what changes on the list: the end, leaves, roles, chiefs and moves; all taken back."""

from datetime import date, timedelta

import pytest

from handlers.cards import ChoiceField
from handlers.dispatch import Desk
from storage.coordinators import set_role
from storage.tables import Employment, Leave, Member, Role
from tests.handlers.conversations import COORDINATOR, NASSJO, TODAY, VETLANDA, Conversation
from tests.handlers.talking import Person
from tests.handlers.test_team import library_id, on_leave
from tests.handlers.test_team_joining import OUTDATED, done, role_of, spells

LONG_AGO = date(2020, 1, 1)
JUNE_30, JULY_1 = date(2020, 6, 30), date(2020, 7, 1)
LEFT = "Du står inte som anställd på något bibliotek idag."


def leaves(conversation: Conversation) -> list[tuple[date, date | None]]:
    """Every leave: the first day, and the first day back."""
    return [(row.starts_on, row.ends_on) for row in conversation.rows(Leave)]


def carried(conversation: Conversation, person: Person, *more: object, at: str = NASSJO) -> str:
    """What a button about somebody carries."""
    words = (library_id(conversation, at), person.member_id, *more)
    return "|".join(map(str, words))


# The end


@pytest.mark.parametrize(
    "words",
    [
        "Anna slutar 30 juni",
        "slutar Anna 2020-06-30",
        "Anna slutar 30/6",
        "leave Anna June 30",
        "Anna slutar den 30:e juni 2020",
    ],
)
def test_an_end_is_planned_in_words_and_taken_back(conversation: Conversation, words: str) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    lena.says(f"personal {words}")
    assert f"✅ Anna slutar på {NASSJO}. Sista dagen är 30 juni 2020." in lena.reply
    assert spells(conversation, anna) == [(NASSJO, LONG_AGO, JULY_1, False)]
    assert done(conversation) == [("team.end", lena.member_id, anna.member_id)]
    lena.presses("Ångra")
    assert f"Anna är kvar på {NASSJO}." in lena.reply
    assert spells(conversation, anna) == [(NASSJO, LONG_AGO, None, False)]


def test_an_end_that_was_is_answered_as_it_was(conversation: Conversation) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    lena.says("personal Anna slutar")
    lena.fills(day=date(2020, 4, 30))
    anna.runs("/progress")
    assert LEFT in anna.reply
    lena.says("personal")
    assert "Anna" not in lena.reply
    lena.says("personal Anna slutar")
    assert OUTDATED in lena.reply


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2019-12-31", "Välj 1 januari 2020 eller senare."),
        ("2021-05-29", "Välj 28 maj 2021 eller tidigare."),
        ("2020-02-30", "Jag förstår inte vilken dag du menar."),
        ("", "Jag förstår inte vilken dag du menar."),
    ],
)
def test_an_end_that_cannot_be_is_told_at_the_day(
    conversation: Conversation, day: str, told: str
) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    lena.sends("team.ended", state=carried(conversation, anna), values={"day": day})
    assert lena.errors["day"].startswith(told)
    assert spells(conversation, anna)[0][2] is None


def test_an_end_may_be_moved(conversation: Conversation) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    lena.says("personal Anna slutar 30 juni")
    lena.says("personal Anna slutar")
    assert lena.prefilled["day"] == "2020-06-30"
    lena.fills(day=date(2020, 8, 31))
    assert spells(conversation, anna)[0][2] == date(2020, 9, 1)
    lena.presses("Ångra")
    assert "Sista dagen är 30 juni 2020." in lena.reply
    assert spells(conversation, anna)[0][2] == JULY_1


def test_an_end_by_a_made_up_button_does_nothing(conversation: Conversation) -> None:
    lena, vilma = conversation.manager("Lena"), conversation.staff("Vilma", confirmed=False)
    anna = conversation.staff("Anna")
    for value in (
        carried(conversation, anna),
        carried(conversation, anna, "nyss"),
        carried(conversation, anna, "2020-06-30", "perhaps"),
        carried(conversation, vilma, "2020-06-30"),
    ):
        lena.sends("team.end_as", value=value)
        assert OUTDATED in lena.reply
    lena.sends("team.end_as", value=carried(conversation, anna, "2019-06-30"))
    assert "Välj 1 januari 2020 eller senare." in lena.reply
    assert spells(conversation, anna)[0][2] is None


def test_an_end_may_not_reach_into_another_employment(conversation: Conversation) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    lena.says("personal Anna slutar 30 juni")
    with conversation.database.writing() as session:
        employed = Employment(
            member_id=anna.member_id,
            library_id=library_id(conversation, NASSJO),
            starts_on=date(2020, 8, 1),
            confirmed_at=conversation.clock.now,
        )
        session.add(employed)
    lena.says("personal Anna slutar 2020-08-15")
    told = "Anna har redan en anställning där som börjar 1 augusti 2020."
    assert told in lena.reply
    lena.says("personal Anna slutar")
    lena.fills(day=date(2020, 8, 15))
    assert lena.errors["day"].startswith(told)
    assert spells(conversation, anna)[0][2] == JULY_1


def test_who_works_elsewhere_does_not_come_back_by_an_old_button(
    conversation: Conversation,
) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    lena.says("personal Anna slutar igår")
    conversation.also_at(anna, VETLANDA)
    lena.presses("Ångra")
    assert "Anna arbetar också på ett annat bibliotek." in lena.reply
    assert spells(conversation, anna)[0][2] == TODAY


def test_nobody_ends_the_own_employment_without_being_asked_again(
    conversation: Conversation,
) -> None:
    lena = conversation.manager("Lena")
    lena.says("personal Lena slutar 30 juni")
    assert lena.reply.splitlines() == [
        (
            f"Det är din egen anställning på {NASSJO}. Efter 30 juni 2020 kommer du inte åt"
            " personalen och kan inte ändra tillbaka själv. Vill du det, Lena?"
        ),
        "[Ja, avsluta min anställning] [Visa Lena]",
    ]
    assert spells(conversation, lena) == [(NASSJO, LONG_AGO, None, True)]
    assert not done(conversation)
    lena.presses("Ja, avsluta min anställning")
    assert "Sista dagen är 30 juni 2020." in lena.reply
    lena.presses("Ångra")
    assert spells(conversation, lena) == [(NASSJO, LONG_AGO, None, True)]


# A coordinator's end


def test_a_coordinator_whose_only_employment_ended_does_not_keep_the_county(
    conversation: Conversation,
) -> None:
    karin = conversation.staff("Karin", role=Role.COORDINATOR, ends_on=TODAY)
    for words in ("", "county", NASSJO):
        karin.runs("/progress", words)
        assert LEFT in karin.reply
    karin.says("team")
    assert LEFT in karin.reply
    karin.runs("/kompis", "start")
    karin.fills(library=VETLANDA)
    karin.says("team")
    assert "Det här kan du inte se" in karin.reply
    assert role_of(conversation, karin) is Role.STAFF


def test_whom_the_settings_name_keeps_it(conversation: Conversation) -> None:
    karin = conversation.staff("Karin", ends_on=TODAY)
    with conversation.database.writing() as session:
        session.get_one(Member, karin.member_id).email_key = COORDINATOR
    karin.runs("/progress")
    assert karin.reply.startswith("Jönköpings län")


def test_it_is_asked_whether_a_coordinator_goes_on_as_one(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    karin = conversation.staff("Karin", role=Role.COORDINATOR)
    katarina.says("team Karin slutar idag")
    assert katarina.reply.startswith("Karin är regional utvecklare. Ska det fortsätta")
    assert spells(conversation, karin)[0][2] is None
    katarina.presses("Ja, fortsätter som regional utvecklare")
    assert "Sista dagen är 27 maj 2020." in katarina.reply
    conversation.clock.now += timedelta(days=1)
    karin.runs("/progress")
    assert karin.reply.startswith("Jönköpings län")
    katarina.presses("Ångra")
    katarina.says("team Karin slutar 30 juni")
    katarina.presses("Nej, slutar även som regional utvecklare")
    karin.runs("/progress")
    assert karin.reply.startswith("Jönköpings län")
    conversation.clock.now += timedelta(days=40)
    karin.runs("/progress")
    assert LEFT in karin.reply


def test_the_own_end_of_a_coordinator_asks_both(conversation: Conversation) -> None:
    conversation.coordinator("Katarina")
    karin = conversation.staff("Karin", role=Role.COORDINATOR)
    karin.says("team Karin slutar idag")
    assert "Det är din egen anställning" in karin.reply
    assert "Karin är regional utvecklare." in karin.reply
    assert karin.buttons == [
        "Ja, fortsätter som regional utvecklare",
        "Nej, slutar även som regional utvecklare",
        "Visa Karin",
    ]
    value = carried(conversation, karin, "2020-05-27", "sure")
    karin.sends("team.end_as", value=value)
    assert "Det är din egen anställning" in karin.reply


def test_nothing_is_asked_where_another_employment_is_left(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    karin = conversation.staff("Karin", role=Role.COORDINATOR)
    conversation.also_at(karin, VETLANDA)
    katarina.sends("team.end_as", value=carried(conversation, karin, "2020-05-26"))
    assert "✅ Karin slutar" in katarina.reply
    karin.runs("/progress")
    assert karin.reply.startswith("Jönköpings län")


def test_an_answer_that_nobody_asked_for_says_nothing(conversation: Conversation) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    for answer in ("goes_on", "stops", "sure"):
        lena.sends("team.end_as", value=carried(conversation, anna, "2020-06-30", answer))
        assert "✅ Anna slutar" in lena.reply
        lena.presses("Ångra")
    assert role_of(conversation, anna) is Role.STAFF


def test_a_manager_ends_no_coordinator(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    karin = conversation.staff("Karin", role=Role.COORDINATOR)
    lena.says("personal Karin slutar 30 juni")
    assert "Det kan bara en regional utvecklare ändra." in lena.reply
    assert spells(conversation, karin)[0][2] is None


def without_settings(conversation: Conversation) -> None:
    """Nobody is named by the settings."""
    conversation.desk = Desk(conversation.database)


def test_the_last_coordinator_stays(conversation: Conversation) -> None:
    without_settings(conversation)
    karin = conversation.staff("Karin", role=Role.COORDINATOR)
    told = "Karin är den enda regionala utvecklaren. Utse någon annan först."
    karin.says("team Karin slutar idag")
    karin.presses("Nej, slutar även som regional utvecklare")
    assert told in karin.reply
    karin.sends("team.end", value=carried(conversation, karin))
    karin.fills()
    karin.presses("Ja, fortsätter som regional utvecklare")
    assert "✅ Karin slutar" in karin.reply
    karin.presses("Ångra")
    karin.says("team roll Karin personal")
    assert told in karin.reply
    karin.says("team Karin roll")
    karin.fills(role="medarbetare")
    assert karin.errors == {"role": told}
    assert role_of(conversation, karin) is Role.COORDINATOR


# Leaves


@pytest.mark.parametrize(
    "words",
    [
        "Anna ledig 1 juli till 31 augusti",
        "Anna ledig 2020-07-01–2020-08-31",
        "ledig Anna 1/7 - 31/8",
        "Anna is on leave 1 July to 31 August",
    ],
)
def test_a_leave_in_words_is_taken_back(conversation: Conversation, words: str) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    lena.says(f"personal {words}")
    assert "✅ Anna är ledig 1 juli 2020 till 31 augusti 2020" in lena.reply
    assert leaves(conversation) == [(JULY_1, date(2020, 9, 1))]
    lena.presses("Ångra")
    assert "Anna är inte ledig då." in lena.reply
    assert not leaves(conversation)
    lena.presses("Ångra")
    assert leaves(conversation) == [(JULY_1, date(2020, 9, 1))]
    actions = [action for action, _, _ in done(conversation)]
    assert actions == ["team.away", "team.stay", "team.away"]
    assert {subject for _, _, subject in done(conversation)} == {anna.member_id}


def test_who_is_on_leave_is_off_the_roster_until_back(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    conversation.staff("Anna")
    lena.says("personal Anna ledig")
    lena.fills(first=TODAY)
    assert "✅ Anna är ledig från 27 maj 2020 och räknas inte in" in lena.reply
    lena.runs("/progress")
    assert "1 person i personalen" in lena.reply
    lena.says("personal Anna")
    lena.presses("Tillbaka …")
    lena.fills(day=date(2020, 6, 1))
    assert "✅ Anna är tillbaka 1 juni 2020." in lena.reply
    assert leaves(conversation) == [(TODAY, date(2020, 6, 1))]
    lena.presses("Ångra")
    assert "Anna är ledig som förut." in lena.reply
    assert leaves(conversation) == [(TODAY, None)]
    lena.says("personal Anna tillbaka idag")
    assert not leaves(conversation)
    lena.presses("Ångra")
    assert leaves(conversation) == [(TODAY, None)]


def test_back_in_words_on_a_day(conversation: Conversation) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    on_leave(conversation, anna, LONG_AGO, JUNE_30)
    lena.says("personal Anna är tillbaka imorgon")
    assert leaves(conversation) == [(LONG_AGO, TODAY + timedelta(days=1))]
    lena.says("personal Anna tillbaka 2020-12-01")
    assert "Välj 28 maj 2020 eller tidigare." in lena.reply
    lena.says("personal Anna tillbaka när som helst")
    lena.fills(day=date(2020, 12, 1))
    assert lena.errors == {"day": "Välj 28 maj 2020 eller tidigare."}


def test_a_leave_that_has_not_begun_is_removed(conversation: Conversation) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    on_leave(conversation, anna, JULY_1)
    lena.says("personal Anna")
    lena.presses("Ta bort ledigheten")
    assert not leaves(conversation)
    for route in ("team.stay", "team.back"):
        lena.sends(route, value=carried(conversation, anna, JULY_1))
        assert OUTDATED in lena.reply
    lena.sends("team.away_as", value=carried(conversation, anna, "2020-07-02", "2020-07-01"))
    assert OUTDATED in lena.reply


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        ("2019-12-31", "", "first"),
        ("2021-05-29", "", "first"),
        ("", "2020-08-01", "first"),
        ("2020-07-01", "2020-06-30", "last"),
        ("2020-07-01", "2030-06-30", "last"),
        ("2020-07-01", "sen", "last"),
        ("2020-03-01", "", "first"),
    ],
)
def test_a_leave_that_cannot_be_is_told_at_its_field(
    conversation: Conversation, first: str, last: str, field: str
) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    on_leave(conversation, anna, date(2020, 4, 1), date(2020, 4, 30))
    given = {name: value for name, value in (("first", first), ("last", last)) if value}
    lena.sends("team.gone", state=carried(conversation, anna), values=given)
    assert list(lena.errors) == [field]
    assert len(leaves(conversation)) == 1


def test_a_leave_in_words_that_is_unclear_opens_the_form(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    conversation.staff("Anna")
    lena.says("personal Anna ledig 1 juli")
    assert (lena.prefilled["first"], lena.prefilled["last"]) == ("2020-07-01", "")
    lena.fills(last=JULY_1)
    assert leaves(conversation) == [(JULY_1, date(2020, 7, 2))]


# Roles and chiefs


def test_a_manager_makes_another_one(conversation: Conversation) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    lena.says("personal Anna roll chef")
    assert "✅ Anna är nu chef. Bibliotekschef: Nej." in lena.reply
    anna.says("personal")
    assert anna.reply.startswith(f"Personalen på {NASSJO}")
    lena.presses("Ångra")
    anna.says("personal")
    assert "Det här kan du inte se" in anna.reply
    lena.says("personal Anna roll personal")
    assert "Anna är redan medarbetare. Bibliotekschef: Nej." in lena.reply
    assert [action for action, _, _ in done(conversation)] == ["team.role", "team.role"]


def test_who_gives_the_own_role_away_is_asked_again(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    lena.says("personal Lena roll personal")
    assert lena.reply.startswith("Det är din egen roll. Blir du medarbetare kan du inte längre")
    assert role_of(conversation, lena) is Role.MANAGER
    lena.presses("Ja, ändra min roll")
    assert role_of(conversation, lena) is Role.STAFF
    lena.presses("Ångra")
    assert "Det här kan du inte se" in lena.reply


def test_chief_is_since_a_day_and_the_past_stays(conversation: Conversation) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    lena.says("personal Anna")
    lena.presses("Ändra roll …")
    lena.fills(chief="Ja", day=date(2020, 5, 1))
    assert "Bibliotekschef: Ja." in lena.reply
    assert spells(conversation, anna) == [
        (NASSJO, LONG_AGO, date(2020, 5, 1), False),
        (NASSJO, date(2020, 5, 1), None, True),
    ]
    lena.presses("Ångra")
    assert spells(conversation, anna) == [(NASSJO, LONG_AGO, None, False)]
    lena.says("personal Anna bibliotekschef")
    lena.says("personal Anna bibliotekschef nej")
    assert spells(conversation, anna) == [(NASSJO, LONG_AGO, None, False)]
    lena.says("personal Anna bibliotekschef kanske")
    lena.fills(chief="Ja", day=date(2019, 5, 1))
    assert lena.errors == {"day": "Välj 1 januari 2020 eller senare."}
    lena.sends("team.assign", value=carried(conversation, anna, "staff", "yes", "2020-06-01"))
    assert "Välj 27 maj 2020 eller tidigare." in lena.reply


def test_chief_of_who_has_not_begun(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    ada = conversation.staff("Ada", starts_on=date(2020, 6, 1))
    lena.says("personal Ada bibliotekschef ja")
    assert spells(conversation, ada) == [(NASSJO, date(2020, 6, 1), None, True)]


def test_odd_roles_are_refused(conversation: Conversation) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    vilma = conversation.staff("Vilma", confirmed=False)
    for more in (
        ("boss", "no", "2020-05-27"),
        ("staff", "x", "2020-05-27"),
        ("staff", "yes", "nyss"),
        ("staff",),
    ):
        lena.sends("team.assign", value=carried(conversation, anna, *more))
        assert OUTDATED in lena.reply
    lena.sends("team.assign", value=carried(conversation, vilma, "staff", "no", "2020-05-27"))
    assert OUTDATED in lena.reply
    lena.says("personal Vilma roll chef")
    assert OUTDATED in lena.reply
    lena.sends("team.role_saved", state=carried(conversation, anna), values={"role": "boss"})
    assert list(lena.errors) == ["role"]


def test_a_manager_gives_no_coordinators_role_and_takes_none(conversation: Conversation) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    karin = conversation.staff("Karin", role=Role.COORDINATOR)
    told = "Det kan bara en regional utvecklare ändra."
    lena.says("personal Anna roll koordinator")
    assert told in lena.reply
    lena.says("personal Karin roll personal")
    assert told in lena.reply
    lena.says("personal Anna roll")
    field = lena.form.fields[0]
    assert isinstance(field, ChoiceField)
    assert [option.label for option in field.options] == ["medarbetare", "chef"]
    assert role_of(conversation, anna) is Role.STAFF
    assert role_of(conversation, karin) is Role.COORDINATOR


def test_a_manager_changes_no_role_of_who_works_elsewhere_too(conversation: Conversation) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    conversation.also_at(anna, VETLANDA)
    lena.says("personal Anna roll chef")
    assert "Anna arbetar också på ett annat bibliotek." in lena.reply
    katarina = conversation.coordinator("Katarina")
    katarina.sends("team.assign", value=carried(conversation, anna, "manager", "no", TODAY))
    assert "✅ Anna är nu chef." in katarina.reply


def test_a_coordinator_names_another_from_the_list(conversation: Conversation) -> None:
    katarina, anna = conversation.coordinator("Katarina"), conversation.staff("Anna")
    katarina.says("team Anna roll utvecklare")
    assert "✅ Anna är nu regional utvecklare." in katarina.reply
    anna.runs("/progress")
    assert anna.reply.startswith("Jönköpings län")
    katarina.presses("Ångra")
    anna.runs("/progress")
    assert anna.reply.startswith(NASSJO)


def test_whom_the_settings_name_is_changed_there(conversation: Conversation) -> None:
    katarina, anna = conversation.coordinator("Katarina"), conversation.staff("Anna")
    with conversation.database.writing() as session:
        session.get_one(Member, anna.member_id).email_key = COORDINATOR
    katarina.says("team Anna roll personal")
    assert "genom inställningen COORDINATORS" in katarina.reply
    katarina.says("team Anna")
    assert "Roll: regional utvecklare" in katarina.reply
    katarina.says("team Anna slutar idag")
    assert "✅ Anna slutar" in katarina.reply


# Moves


def test_a_move_ends_here_and_begins_there(conversation: Conversation) -> None:
    katarina, anna = conversation.coordinator("Katarina"), conversation.manager("Anna")
    katarina.says("team flytta Anna Vetlanda")
    assert katarina.prefilled["library"] == str(library_id(conversation, VETLANDA))
    katarina.fills(day=JULY_1)
    assert katarina.reply.splitlines()[:2] == [
        f"✅ Anna arbetar på {VETLANDA} från 1 juli 2020.",
        "Anna är chef även på det nya biblioteket. Ändra rollen om det inte stämmer.",
    ]
    assert spells(conversation, anna) == [
        (NASSJO, LONG_AGO, JULY_1, True),
        (VETLANDA, JULY_1, None, False),
    ]
    katarina.presses("Ångra")
    assert f"Anna är kvar på {NASSJO}." in katarina.reply
    assert spells(conversation, anna) == [(NASSJO, LONG_AGO, None, True)]
    assert [action for action, _, _ in done(conversation)] == ["team.move", "team.move_back"]


def test_a_mistake_on_the_first_day_is_put_right(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    bo = conversation.staff("Bo", starts_on=TODAY)
    katarina.says("team Bo flyttar")
    katarina.fills(library=VETLANDA, day=TODAY)
    assert spells(conversation, bo) == [(VETLANDA, TODAY, None, False)]
    katarina.presses("Ångra")
    assert spells(conversation, bo) == [(NASSJO, TODAY, None, False)]


def test_a_move_that_cannot_be_is_told_at_its_field(conversation: Conversation) -> None:
    katarina, anna = conversation.coordinator("Katarina"), conversation.staff("Anna")
    conversation.also_at(anna, VETLANDA)
    katarina.sends("team.move", value=carried(conversation, anna))
    for values, field in (
        ({"library": NASSJO, "day": TODAY}, "library"),
        ({"library": VETLANDA, "day": TODAY}, "library"),
        ({"library": "Aneby", "day": date(2019, 1, 1)}, "day"),
        ({"day": TODAY}, "library"),
    ):
        katarina.sends("team.move", value=carried(conversation, anna))
        katarina.fills(**values)
        assert list(katarina.errors) == [field]
    assert len(spells(conversation, anna)) == 2


def test_a_move_is_taken_back_by_who_made_it(conversation: Conversation) -> None:
    katarina, other = conversation.coordinator("Katarina"), conversation.coordinator("Karin")
    conversation.staff("Anna")
    katarina.says("team flytta Anna Vetlanda")
    katarina.fills(day=TODAY)
    undo = katarina.button("Ångra")
    for value in (undo.value, undo.value.rpartition("|")[0], "1|2|3"):
        other.sends("team.move_back", value=value)
        assert OUTDATED in other.reply
    katarina.presses("Visa Anna")
    katarina.presses("Slutar …")
    katarina.fills(day=JUNE_30)
    katarina.sends(undo.action, value=undo.value)
    assert f"Anna är kvar på {NASSJO}." in katarina.reply


def test_only_a_coordinator_moves_people(conversation: Conversation) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    lena.says("personal flytta Anna Vetlanda")
    assert "Det här kan du inte se eller ändra själv." in lena.reply
    lena.sends("team.moved", state=carried(conversation, anna), values={"day": "2020-05-27"})
    assert "Det här kan du inte se eller ändra själv." in lena.reply
    lena.says("personal Anna")
    assert "Flytta …" not in lena.buttons


# Whom?


def test_of_several_it_is_asked_which(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    anna, _ = conversation.staff("Anna Berg"), conversation.staff("Anna Ek")
    conversation.staff("Annika Dal")
    lena.says("personal anna slutar 30 juni")
    assert lena.reply.splitlines() == [
        "Vem menar du? Inget är ändrat än.",
        f"[Anna Berg ({NASSJO})] [Anna Ek ({NASSJO})]",
    ]
    lena.presses(f"Anna Berg ({NASSJO})")
    assert lena.form.title == "Slutar"
    lena.says("personal bibliotekschef anna")
    lena.presses(f"Anna Berg ({NASSJO})")
    assert lena.form.title == "Ändra roll"
    lena.says("personal berg anna")
    assert lena.reply.startswith("Anna Berg\n")
    lena.says("personal annik")
    assert lena.reply.startswith("Annika Dal\n")
    conversation.staff("Anna Å")
    lena.says("personal ann")
    assert "Det är 4 på listan som heter så. Skriv hela namnet." in lena.reply
    assert spells(conversation, anna)[0][2] is None


def test_who_is_still_here_goes_before_who_left(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    conversation.leaver("Olof Ek")
    lena.says("personal olof")
    assert "slutade 26 maj 2020" in lena.reply
    conversation.staff("Olof Dal")
    lena.says("personal olof")
    assert lena.reply.startswith("Olof Dal\n")


# A role that is kept


def test_a_kept_role_goes_with_the_next_end(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    karin = conversation.staff("Karin", role=Role.COORDINATOR)
    with conversation.database.writing() as session:
        set_role(session, karin.member_id, Role.COORDINATOR, date(2020, 12, 31))
    katarina.says("team Karin slutar idag")
    katarina.presses("Nej, slutar även som regional utvecklare")
    conversation.clock.now += timedelta(days=1)
    karin.runs("/progress")
    assert LEFT in karin.reply
