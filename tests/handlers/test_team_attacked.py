"""What somebody tries who means harm, or has an old message open: nothing gives way."""

from datetime import date
from itertools import pairwise

import pytest
from structlog.testing import capture_logs

from storage.tables import AuditEvent, Channel, Employment, Leave, Member, Role
from tests.handlers.conversations import NASSJO, TODAY, VETLANDA, Conversation
from tests.handlers.talking import Person
from tests.handlers.test_at_once import at_once
from tests.handlers.test_team import NOT_ALLOWED, library_id
from tests.handlers.test_team_changes import carried, leaves, without_settings
from tests.handlers.test_team_joining import OUTDATED, adds, role_of, spells

LONG_AGO = date(2020, 1, 1)
JUNE_30, JULY_1 = date(2020, 6, 30), date(2020, 7, 1)
FAULT = "Något gick fel"


def goes_to(conversation: Conversation, name: str, at: str, since: date = TODAY) -> Person:
    """Somebody who worked at Nässjö until a day, and at another library since."""
    person = conversation.staff(name, ends_on=since)
    conversation.also_at(person, at)
    return person


# Who is gone is nobody's any more


def test_who_has_left_is_not_put_on_leave_by_the_former_manager(
    conversation: Conversation,
) -> None:
    lena, anna = conversation.manager("Lena"), goes_to(conversation, "Anna", VETLANDA)
    maja = conversation.manager("Maja", VETLANDA)
    lena.sends("team.away_as", value=carried(conversation, anna, TODAY, "-"))
    assert not leaves(conversation), lena.reply
    maja.says("personal Anna ledig 1 juli till 31 juli")
    before = leaves(conversation)
    assert before
    value = carried(conversation, anna, JULY_1)
    lena.sends("team.stay", value=value)
    assert leaves(conversation) == before
    lena.sends("team.back", value=carried(conversation, anna))
    lena.sends("team.came_back", state=carried(conversation, anna), values={"day": str(JULY_1)})
    assert leaves(conversation) == before


def test_who_waits_is_not_put_on_leave(conversation: Conversation) -> None:
    lena, vilma = conversation.manager("Lena"), conversation.staff("Vilma", confirmed=False)
    lena.sends("team.away_as", value=carried(conversation, vilma, TODAY, "-"))
    assert not leaves(conversation)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_made_up_day_makes_no_leave(conversation: Conversation, day: str) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    for first, last in ((day, "-"), (day, day), (TODAY, day)):
        lena.sends("team.away_as", value=carried(conversation, anna, first, last))
        assert FAULT not in lena.reply
    assert not leaves(conversation)


def test_a_manager_brings_no_lapsed_coordinator_back(conversation: Conversation) -> None:
    katarina, lena = conversation.coordinator("Katarina"), conversation.manager("Lena")
    karin = conversation.staff("Karin", role=Role.COORDINATOR)
    katarina.says("team Karin slutar igår")
    katarina.presses("Nej, slutar även som regional utvecklare")
    karin.says("team utvecklare")
    assert "Katarina" not in karin.reply
    lena.sends("team.end_as", value=carried(conversation, karin, "-"))
    karin.says("team utvecklare")
    assert "Katarina" not in karin.reply


def test_a_coordinator_without_an_account_is_not_forgotten(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    katarina.sends("team.appointed", values={"name": "Petra", "email": "petra@example.se"})
    adds(katarina, library="Nässjö", name="Petra", email="petra@example.se")
    katarina.presses("Ångra")
    (petra,) = [row for row in conversation.rows(Member) if row.email == "petra@example.se"]
    assert petra.role is Role.COORDINATOR


# Planned ends and the last coordinator


def test_who_has_planned_to_stop_is_not_another_coordinator(conversation: Conversation) -> None:
    without_settings(conversation)
    karin = conversation.staff("Karin", role=Role.COORDINATOR)
    kajsa = conversation.staff("Kajsa", role=Role.COORDINATOR)
    karin.says("team Karin slutar 30 juni")
    karin.presses("Nej, slutar även som regional utvecklare")
    assert "✅ Karin slutar" in karin.reply
    kajsa.says("team Kajsa slutar 30 juni")
    kajsa.presses("Nej, slutar även som regional utvecklare")
    assert "är den enda regionala utvecklaren" in kajsa.reply


# Days


def test_a_move_after_the_last_day_is_told_at_the_day(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    anna = conversation.staff("Anna", ends_on=JULY_1)
    for day in (JULY_1, date(2020, 8, 1)):
        katarina.sends("team.move", value=carried(conversation, anna))
        katarina.fills(library="Vetlanda", day=day)
        assert FAULT not in katarina.reply
        assert set(katarina.errors) == {"day"}
    assert spells(conversation, anna) == [(NASSJO, LONG_AGO, JULY_1, False)]


def test_a_leave_that_is_told_anew_is_put_back_as_it_was(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    conversation.staff("Anna")
    lena.says("personal Anna ledig 1 juli till 31 augusti")
    lena.says("personal Anna ledig 1 juli till 5 juli")
    assert leaves(conversation) == [(JULY_1, date(2020, 7, 6))]
    lena.presses("Ångra")
    assert leaves(conversation) == [(JULY_1, date(2020, 9, 1))]


def test_moved_twice_on_a_day_and_taken_back(conversation: Conversation) -> None:
    katarina, anna = conversation.coordinator("Katarina"), conversation.staff("Anna")
    for at, to in ((NASSJO, "Vetlanda"), (VETLANDA, "Aneby")):
        katarina.sends("team.move", value=carried(conversation, anna, at=at))
        katarina.fills(library=to, day=TODAY)
        assert "✅ Anna" in katarina.reply
    first, _ = (answer for answer in katarina.answers if "✅" in str(answer))
    katarina.presses("Ångra")
    assert spells(conversation, anna) == [
        (NASSJO, LONG_AGO, TODAY, False),
        (VETLANDA, TODAY, None, False),
    ]
    katarina.again()
    assert OUTDATED in katarina.reply
    katarina.answers.append(first)
    katarina.presses("Ångra")
    assert spells(conversation, anna) == [(NASSJO, LONG_AGO, None, False)]
    katarina.again()
    assert OUTDATED in katarina.reply


# Undo after something else


def test_an_old_undo_of_an_end_does_not_override_a_later_one(conversation: Conversation) -> None:
    lena, katarina = conversation.manager("Lena"), conversation.coordinator("Katarina")
    anna = conversation.staff("Anna")
    lena.says("personal Anna slutar 30 juni")
    katarina.says("team Anna slutar 31 juli")
    lena.presses("Ångra")
    assert OUTDATED in lena.reply
    assert spells(conversation, anna) == [(NASSJO, LONG_AGO, date(2020, 8, 1), False)]


def test_an_old_undo_of_a_role_does_not_override_a_later_one(conversation: Conversation) -> None:
    lena, katarina = conversation.manager("Lena"), conversation.coordinator("Katarina")
    anna = conversation.staff("Anna")
    lena.says("personal Anna roll chef")
    assert role_of(conversation, anna) is Role.MANAGER
    katarina.says("team Anna roll utvecklare")
    katarina.says("team Anna roll chef")
    katarina.says("team Anna bibliotekschef")
    lena.presses("Ångra")
    assert OUTDATED in lena.reply
    assert role_of(conversation, anna) is Role.MANAGER


def test_an_old_undo_of_a_leave_does_not_override_a_later_one(conversation: Conversation) -> None:
    lena, katarina = conversation.manager("Lena"), conversation.coordinator("Katarina")
    conversation.staff("Anna")
    lena.says("personal Anna ledig 1 juli till 31 augusti")
    katarina.says("team Anna ledig 1 juli till 31 juli")
    lena.presses("Ångra")
    assert OUTDATED in lena.reply
    assert leaves(conversation) == [(JULY_1, date(2020, 8, 1))]


# Two at once


def test_two_managers_add_the_same_person(conversation: Conversation) -> None:
    lena, lisa = conversation.manager("Lena"), conversation.manager("Lisa")
    maja = conversation.manager("Maja", VETLANDA)
    conversation.leaver("Olof")
    olof = next(row.email for row in conversation.rows(Member) if row.name == "Olof")
    for number, email in enumerate(("ny@example.se", olof, "nu@example.se")):
        values = {"name": "Ny", "email": str(email), "role": "staff", "chief": "no"}
        at_once(
            conversation,
            (lena, "team.added", {"values": {**values, "starts_on": str(TODAY)}}),
            (lisa, "team.added", {"values": {**values, "starts_on": "2020-06-01"}}),
            (maja, "team.added", {"values": {**values, "starts_on": str(TODAY)}}),
        )
        (one,) = [row for row in conversation.rows(Member) if row.email == email]
        rows = [row for row in conversation.rows(Employment) if row.member_id == one.id]
        assert len([row for row in rows if row.ends_on is None]) == 1, number


def test_two_who_put_somebody_on_leave(conversation: Conversation) -> None:
    lena, lisa = conversation.manager("Lena"), conversation.manager("Lisa")
    for number in range(3):
        anna = conversation.staff(f"Anna {number}")
        state = carried(conversation, anna)
        at_once(
            conversation,
            (lena, "team.gone", {"state": state, "values": {"first": "2020-06-01"}}),
            (lisa, "team.gone", {"state": state, "values": {"first": "2020-06-02"}}),
        )
        assert len([r for r in conversation.rows(Leave) if r.member_id == anna.member_id]) == 1


def test_two_who_confirm_and_decline(conversation: Conversation) -> None:
    lena, lisa = conversation.manager("Lena"), conversation.manager("Lisa")
    for number in range(5):
        vilma = conversation.staff(f"Vilma {number}", confirmed=False)
        value = carried(conversation, vilma)
        answers = at_once(
            conversation,
            (lena, "team.confirm", {"value": value}),
            (lisa, "team.decline", {"value": value}),
        )
        rows = [r for r in conversation.rows(Employment) if r.member_id == vilma.member_id]
        assert len(rows) == sum("är bekräftad" in answer for answer in answers), answers


def test_two_who_make_one_chief(conversation: Conversation) -> None:
    lena, lisa = conversation.manager("Lena"), conversation.manager("Lisa")
    for number in range(3):
        anna = conversation.staff(f"Anna {number}")
        state = carried(conversation, anna)
        values = {"role": "staff", "chief": "yes"}
        at_once(
            conversation,
            (lena, "team.role_saved", {"state": state, "values": {**values, "day": "2020-05-01"}}),
            (lisa, "team.role_saved", {"state": state, "values": {**values, "day": "2020-05-04"}}),
        )
        found = spells(conversation, anna)
        for one, other in pairwise(found):
            assert one[2] is not None
            assert one[2] <= other[1]


def test_two_link_one_channel(conversation: Conversation) -> None:
    lena, maja = conversation.manager("Lena"), conversation.manager("Maja", VETLANDA)
    for number in range(3):
        at_once(
            conversation,
            (
                lena,
                "setup.save",
                {
                    "state": f"C{number}",
                    "values": {"library": str(library_id(conversation, NASSJO))},
                },
            ),
            (
                maja,
                "setup.save",
                {
                    "state": f"C{number}",
                    "values": {"library": str(library_id(conversation, VETLANDA))},
                },
            ),
        )
        assert len([r for r in conversation.rows(Channel) if r.channel_id == f"C{number}"]) == 1


def test_a_channel_that_no_column_holds(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    nassjo = library_id(conversation, NASSJO)
    for channel in ("C" * 201, "C" * 3_000):
        lena.sends("setup.save", state=channel, values={"library": str(nassjo)})
        assert FAULT not in lena.reply
        lena.sends("setup.link", value=f"{nassjo}|1|9|{channel}")
        assert FAULT not in lena.reply
    assert not conversation.rows(Channel)


# Those whose rights went


def test_who_was_manager_this_morning(conversation: Conversation) -> None:
    lena, lisa = conversation.manager("Lena"), conversation.manager("Lisa")
    anna = conversation.staff("Anna")
    lena.says("personal Anna slutar 30 juni")
    lisa.says("personal Lena roll medarbetare")
    lena.presses("Ångra")
    assert lena.reply.startswith(NOT_ALLOWED)
    assert spells(conversation, anna) == [(NASSJO, LONG_AGO, JULY_1, False)]


def test_every_way_of_seeing_names_is_written_down(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    conversation.staff("Anna Ek")
    conversation.staff("Anna Al", VETLANDA)
    conversation.leaver("Anna Ask")
    nassjo = str(library_id(conversation, NASSJO))
    for route, value, words in (
        ("team.pick", nassjo, ""),
        ("team.former", nassjo, ""),
        ("team", "", "Anna"),
        ("team", "", "Anna Ek slutar"),
    ):
        before = len(conversation.rows(AuditEvent))
        katarina.sends(route, value=value, text=words)
        assert "Anna" in str(katarina.answer)
        assert len(conversation.rows(AuditEvent)) > before, (route, words)


def test_the_log_holds_nobodys_name_or_address(conversation: Conversation) -> None:
    lena, katarina = conversation.manager("Lena Hemlig"), conversation.coordinator("Katja Hemlig")
    nina = conversation.stranger("Nina Hemlig", email="nina@hemlig.se")
    with capture_logs() as logs:
        nina.runs("/kompis", "start")
        nina.fills(library="Nässjö")
        lena.says("team bekräfta Nina")
        lena.says("team Nina slutar 30 juni")
        lena.presses("Ångra")
        lena.says("team Nina ledig 1 juli till 5 juli")
        lena.says("team Nina roll chef")
        adds(lena, name="Stina Hemlig", email="stina@hemlig.se")
        katarina.sends("team.appointed", values={"name": "Petra Hemlig", "email": "p@hemlig.se"})
        katarina.runs("/kompis", "setup Nässjö", channel="C0HEMLIG")
        for person in (lena, katarina, nina):
            person.says("team Hemlig")
    assert "hemlig" not in repr(logs).casefold()


def test_every_change_tells_who_did_it_to_whom(conversation: Conversation) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    vilma = conversation.staff("Vilma", confirmed=False)
    for words, subject in (
        ("Vilma bekräfta", vilma),
        ("Anna slutar 30 juni", anna),
        ("Anna ledig 1 juni till 5 juni", anna),
        ("Anna roll chef", anna),
        ("Anna bibliotekschef", anna),
    ):
        for undo in (False, True):
            before = len(conversation.rows(AuditEvent))
            if undo:
                lena.presses("Ångra")
            else:
                lena.says(f"team {words}")
            new = sorted(conversation.rows(AuditEvent), key=lambda row: row.id or 0)[before:]
            assert new[-1].action not in {"team.person", "team.seen"}, words
            assert {(row.actor_id, row.subject_id) for row in new} == {
                (lena.member_id, subject.member_id)
            }
