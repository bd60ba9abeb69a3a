"""Stories of the coordinator's choices: targets, milestones, what counts, and the programme."""

from datetime import date

import pytest

from goals.record import ResourceKind
from goals.rules import GrowthMeasure
from storage.database import Database
from storage.regions import RegionSettings, the_region
from storage.tables import Milestone
from tests.handlers.conversations import TODAY, Conversation
from tests.handlers.talking import Person


def chosen(conversation: Conversation) -> RegionSettings:
    """The region as it is set."""
    with conversation.database.reading() as session:
        found = the_region(session, "Jönköpings län")
    assert found is not None
    return found


@pytest.fixture
def katarina(conversation: Conversation) -> Person:
    return conversation.coordinator("Katarina")


def test_a_target_and_a_deadline_are_set_and_put_back(
    conversation: Conversation, katarina: Person
) -> None:
    katarina.says("mål")
    katarina.presses("Ändra målen")
    katarina.presses("Ändra mål 4 …")
    assert katarina.prefilled == {"target": "", "deadline": ""}
    assert "Lämna tomt för programmets eget mål, 80 %." in katarina.reply
    katarina.fills(target="60", deadline=date(2021, 12, 31))
    assert katarina.reply.splitlines() == [
        "Sparat. Nu gäller:",
        (
            "Mål 4: är på Digiteket och har gått klart två lärresurser."
            " Mål: 60 %. Tid: senast 31 december 2021."
        ),
        "Tidigare:",
        (
            "Mål 4: är på Digiteket och har gått klart två lärresurser."
            " Mål: programmets eget. Tid: programmets sista dag."
        ),
        "[Ångra] [Ändra målen]",
    ]
    assert chosen(conversation).rules.targets == {"digiteket": 60}
    undo = katarina.button("Ångra")
    katarina.says("mål 4")
    assert "Mål: 60 %\nTid: senast 31 december 2021" in katarina.reply
    katarina.sends(undo.action, value=undo.value)
    assert "Tillbaka som det var:" in katarina.reply
    assert not chosen(conversation).rules.targets
    katarina.presses("Gör om")
    assert chosen(conversation).rules.deadlines == {"digiteket": date(2021, 12, 31)}


def test_an_emptied_form_goes_back_to_the_programmes(
    conversation: Conversation, katarina: Person
) -> None:
    katarina.sends("goals.goal_save", state="digiteket", values={"target": "60"})
    katarina.sends("goals.goal_save", state="digiteket")
    assert "Mål: programmets eget" in katarina.reply
    assert not chosen(conversation).rules.targets
    katarina.sends("goals.goal_save", state="digiteket")
    assert katarina.reply.startswith("Så var det redan:")
    assert "Ångra" not in katarina.buttons


@pytest.mark.parametrize("target", ["0", "101", "-5", "80,5", "åttio", "9999", "٨٠"])
def test_a_target_is_a_percent(conversation: Conversation, katarina: Person, target: str) -> None:
    katarina.sends("goals.goal_save", state="digiteket", values={"target": target})
    assert katarina.errors == {"target": "Skriv ett helt tal från 1 till 100."}
    assert not chosen(conversation).rules.targets


@pytest.mark.parametrize(
    ("day", "told"), [("2017-12-31", "för länge sedan"), ("nästa år", "Jag förstår inte")]
)
def test_a_deadline_is_a_day_of_the_programme(katarina: Person, day: str, told: str) -> None:
    katarina.sends("goals.goal_save", state="digiteket", values={"deadline": day})
    assert told in katarina.errors["deadline"]


def test_goal_8_has_a_deadline_and_no_target(conversation: Conversation, katarina: Person) -> None:
    katarina.sends("goals.goal", value="tutoring")
    assert katarina.prefilled == {"deadline": ""}
    katarina.sends(
        "goals.goal_save", state="tutoring", values={"target": "60", "deadline": "2021-12-31"}
    )
    assert not chosen(conversation).rules.targets
    assert chosen(conversation).rules.deadlines == {"tutoring": date(2021, 12, 31)}


def test_a_milestone_is_done_and_put_back(conversation: Conversation, katarina: Person) -> None:
    katarina.says("mål ändra")
    katarina.presses("Ändra mål 1 …")
    assert katarina.prefilled["state"] == "open"
    katarina.fills(
        state="Ja, det är klart", day=date(2020, 5, 4), link="https://rjl.se/nod", deadline=TODAY
    )
    assert "Mål 1: regionens roll som nod är bestämd: klart 4 maj 2020" in katarina.reply
    (row,) = conversation.rows(Milestone)
    assert (row.goal, row.done_on, row.link) == (
        "node_role",
        date(2020, 5, 4),
        "https://rjl.se/nod",
    )
    assert row.reported_by == katarina.member_id
    undo = katarina.button("Ångra")
    katarina.sends("goals.milestone", value="node_role")
    assert katarina.prefilled["state"] == "done"
    assert katarina.prefilled["day"] == "2020-05-04"
    katarina.sends(undo.action, value=undo.value)
    assert "Mål 1: regionens roll som nod är bestämd: inte klart." in katarina.reply
    assert not conversation.rows(Milestone)
    assert not chosen(conversation).rules.deadlines


def test_a_milestone_that_was_noted_by_mistake(
    conversation: Conversation, katarina: Person
) -> None:
    done = {"state": "done", "day": "2020-05-04"}
    katarina.sends("goals.milestone_save", state="regional_plan", values=done)
    assert "Mål 2: regionens handlingsplan är antagen: klart 4 maj 2020." in katarina.reply
    katarina.sends("goals.milestone_save", state="regional_plan", values={"state": "open"})
    assert not conversation.rows(Milestone)


@pytest.mark.parametrize(
    ("values", "field", "told"),
    [
        ({"state": ""}, "state", "Välj något i listan"),
        ({"day": ""}, "day", "Jag förstår inte vilken dag"),
        ({"day": "2020-05-28"}, "day", "har inte varit än"),
        ({"link": "rjl.se"}, "link", "börjar med https://"),
    ],
)
def test_what_is_wrong_with_a_milestone(
    conversation: Conversation, katarina: Person, values: dict[str, str], field: str, told: str
) -> None:
    right = {"state": "done", "day": "2020-05-04"}
    katarina.sends("goals.milestone_save", state="node_role", values=right | values)
    assert told in katarina.errors[field]
    assert not conversation.rows(Milestone)


def test_what_counts_is_set_and_put_back(conversation: Conversation, katarina: Person) -> None:
    katarina.says("mål ändra")
    assert "Mål 4: kurser och kurspaket." in katarina.reply
    katarina.presses("Ändra vad som räknas …")
    assert katarina.prefilled["kind_course"] == "yes"
    assert katarina.prefilled["kind_article"] == "no"
    katarina.fills(kind_article="Ja", growth_measure="Med egna svar", baseline_year="2018")
    assert "Mål 4 räknar kurser, kurspaket och artiklar." in katarina.reply
    assert "Mål 5 mäts så här: Med egna svar." in katarina.reply
    assert "Mål 8 jämförs med 2017." in katarina.reply
    rules = chosen(conversation).rules
    assert rules.counted_kinds == {
        ResourceKind.COURSE,
        ResourceKind.COURSE_PACKAGE,
        ResourceKind.ARTICLE,
    }
    assert (rules.growth_measure, rules.baseline_year) == (GrowthMeasure.REPORTED, 2018)
    katarina.presses("Ångra")
    assert chosen(conversation).rules.baseline_year == 2017
    katarina.says("mål 4")
    assert "Det som räknas är kurser och kurspaket." in katarina.reply


@pytest.mark.parametrize(
    ("values", "field", "told"),
    [
        ({"kind_course": "no", "kind_course_package": "no"}, "kind_course", "Minst en sorts"),
        ({"kind_theme": ""}, "kind_theme", "Välj något i listan"),
        ({"growth_measure": "tea_leaves"}, "growth_measure", "Välj något i listan"),
        ({"baseline_year": "2013"}, "baseline_year", "Välj ett år från 2014 till 2019."),
        ({"baseline_year": "2020"}, "baseline_year", "Välj ett år från 2014 till 2019."),
        ({"baseline_year": "förra"}, "baseline_year", "Välj ett år från 2014 till 2019."),
    ],
)
def test_what_is_wrong_with_what_counts(
    conversation: Conversation, katarina: Person, values: dict[str, str], field: str, told: str
) -> None:
    katarina.sends("goals.counting")
    katarina.sends("goals.counting_save", values=katarina.prefilled | values)
    assert told in katarina.errors[field]
    assert chosen(conversation).rules.baseline_year == 2017


def test_the_programmes_days_are_set_and_put_back(
    conversation: Conversation, katarina: Person
) -> None:
    katarina.says("mål ändra")
    katarina.presses("Ändra programmets dagar …")
    katarina.fills(first=date(2020, 1, 1), last=date(2022, 12, 31), july_pause="Nej")
    assert "Programmets sista dag: 31 december 2022." in katarina.reply
    region = chosen(conversation)
    assert (region.starts_on, region.july_pause) == (date(2020, 1, 1), False)
    assert region.rules.deadline("digiteket") == date(2022, 12, 31)
    undo = katarina.button("Ångra")
    katarina.says("mål")
    assert "Mål: 80 %, senast 31 december 2022." in katarina.reply
    katarina.sends("goals.programme")
    assert katarina.prefilled == {"first": "2020-01-01", "last": "2022-12-31", "july_pause": "no"}
    katarina.sends(undo.action, value=undo.value)
    assert "Programmets sista dag: inte bestämd." in katarina.reply
    assert chosen(conversation).rules.ends_on is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"first": "2021-01-01", "last": "2020-12-31"}, "last"),
        ({"first": "2017-01-01"}, "first"),
        ({"last": "sedan"}, "last"),
        ({"july_pause": "kanske"}, "july_pause"),
    ],
)
def test_what_is_wrong_with_the_programmes_days(
    conversation: Conversation, katarina: Person, values: dict[str, str], field: str
) -> None:
    katarina.sends("goals.programme_save", values={"july_pause": "yes"} | values)
    assert field in katarina.errors
    assert chosen(conversation).starts_on is None


def test_the_last_day_of_the_calendar_is_no_end(
    conversation: Conversation, katarina: Person
) -> None:
    values = {"last": "9999-12-31", "july_pause": "yes"}
    katarina.sends("goals.programme_save", values=values)
    assert "Programmets sista dag: inte bestämd." in katarina.reply
    assert chosen(conversation).rules.ends_on is None


def test_an_undo_of_what_was_set_anew_since_does_nothing(
    conversation: Conversation, katarina: Person
) -> None:
    katarina.sends("goals.goal_save", state="digiteket", values={"target": "60"})
    undo = katarina.button("Ångra")
    katarina.sends("goals.goal_save", state="digiteket", values={"target": "70"})
    katarina.sends(undo.action, value=undo.value)
    assert "Den knappen gäller inte längre." in katarina.reply
    assert chosen(conversation).rules.targets == {"digiteket": 70}


@pytest.mark.parametrize("route", ["goals.goal", "goals.milestone"])
def test_a_goal_that_there_is_not(katarina: Person, route: str) -> None:
    for value in ("", "world_peace"):
        katarina.sends(route, value=value)
        assert "Den knappen gäller inte längre." in katarina.reply
        katarina.sends(f"{route}_save", state=value, values={"state": "done"})
        assert "Den knappen gäller inte längre." in katarina.reply


def test_one_county_is_set_and_the_other_stays(database: Database) -> None:
    here = Conversation(database)
    elsewhere = here.elsewhere()
    karin = elsewhere.coordinator("Karin")
    katarina = here.coordinator("Katarina")
    katarina.sends("goals.goal_save", state="digiteket", values={"target": "60"})
    undo = katarina.button("Ångra").value
    karin.sends("goals.undo", value=undo)
    assert "Den knappen gäller inte längre." in karin.reply
    karin.says("mål 4")
    assert "Mål: 80 %" in karin.reply
    assert chosen(here).rules.targets == {"digiteket": 60}


def test_a_milestone_has_a_day_and_no_target(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    katarina.sends("goals.milestone", value="node_role")
    katarina.fills(deadline="2020-12-31")
    told = "Mål 1: regionens roll som nod är bestämd. Tid: senast 31 december 2020."
    assert told in katarina.reply
    assert "programmets eget" not in katarina.reply
