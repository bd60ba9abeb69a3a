"""The charts of a report: the same as the picture shows, and nothing that it does not."""

from hypothesis import given, settings

from goals.tutoring import YearFigures
from handlers.cards import Chart, ChartKind, Series
from handlers.report.charts import charts
from handlers.texts import Texts, plain_spaces, texts_in
from storage.report import Report
from tests.handlers.report.made import ON, PRIVATE, SHARE_KEYS, WEEK, Kept, counties, report, same

SV, EN = texts_in("sv"), texts_in("en")
WEEKS = (same(9, 13), same(7, 13), same(5, 12), same(5, 12))
YEARS = (YearFigures(2017, 40, 10), YearFigures(2025, 60, 12))
NASSJO = Kept("Nässjö stadsbibliotek", WEEKS, sessions=YEARS)
HIDDEN = Kept("Habo bibliotek", WEEKS, hidden=True)
COUNTY = Kept("Länet", (same(11, 16), same(8, 16)), milestones={"node_role": True})


def made(shown: Report, texts: Texts = SV) -> list[Chart]:
    return list(charts(shown, texts))


def named(chart: Chart, label: str) -> Series:
    """The series of a name."""
    (one,) = (each for each in chart.series if plain_spaces(each.label) == label)
    return one


def words(chart: Chart) -> list[str]:
    return [plain_spaces(each.words) for each in chart.series]


def test_the_goals_of_a_library_stand_beside_their_targets() -> None:
    goals, _ = made(report(NASSJO, COUNTY))
    assert goals.kind is ChartKind.BARS
    assert plain_spaces(goals.title) == "Målen den 23 november 2026"
    third = named(goals, "Mål 3")
    assert [(point.day, point.percent, point.words) for point in third.points] == [
        (ON, 69, "69\N{NO-BREAK SPACE}%")
    ]
    assert third.target == 80
    assert plain_spaces(third.words) == (
        "Mål 3: har gjort självskattningen: 9 av 13 (69 %) · Mål 80 %: 2 saknas, i tid"
    )


def test_a_yes_or_a_no_is_said_and_not_drawn() -> None:
    goals, _ = made(report(COUNTY))
    assert named(goals, "Mål 1").points == named(goals, "Mål 8").points == ()
    assert words(goals)[0] == "Mål 1: regionens roll som nod är bestämd: Ja"


def test_the_weeks_go_from_where_they_were_to_where_they_are() -> None:
    _, weeks = made(report(NASSJO, COUNTY))
    third = named(weeks, "Mål 3")
    assert weeks.kind is ChartKind.LINES
    assert [point.percent for point in third.points] == [41, 41, 53, 69]
    assert [point.day for point in third.points] == [ON - ago * WEEK for ago in (3, 2, 1, 0)]
    assert plain_spaces(third.points[0].words) == "2 november 2026: 41 %"
    assert plain_spaces(third.words).startswith(
        "Mål 3: från 41 % den 2 november 2026 till 69 % den 23 november 2026, mål 80 %, "
    )


def test_what_stands_still_or_has_come_back_is_said_so() -> None:
    still = Kept("A", (same(5, 10), same(5, 10)))
    back = Kept("B", (same(5, 10), same(6, 10), same(5, 10)))
    assert "Mål 3: 50 % sedan den 16 november 2026," in words(made(report(still, COUNTY))[1])[0]
    assert (
        "Mål 3: 50 % både den 9 november 2026 och den 23" in words(made(report(back, COUNTY))[1])[0]
    )


def test_one_week_is_no_line() -> None:
    assert len(made(report(Kept("A", (same(5, 10),)), COUNTY))) == 1


def test_what_is_hidden_has_no_point_in_any_chart() -> None:
    goals, *others = made(report(HIDDEN, COUNTY))
    fifth = named(goals, "Mål 5")
    assert fifth.points == ()
    assert plain_spaces(fifth.words) == "Mål 5: har utvecklat sin digitala kompetens: Visas inte"
    assert all("Mål 5" not in plain_spaces(each.label) for one in others for each in one.series)


def test_in_english_numbers_are_english() -> None:
    goals, weeks = made(report(NASSJO, COUNTY), EN)
    assert plain_spaces(goals.title) == "The goals on 23 November 2026"
    assert (goals.now, goals.aim, goals.up) == ("so far", "target", "Percent")
    assert "from 41% on 2 November 2026 to 69% on 23 November 2026, target 80%" in words(weeks)[0]


@settings(max_examples=50, deadline=None)
@given(counties())
def test_every_point_is_a_share_that_may_be_told(county: tuple[Kept, tuple[Kept, ...]]) -> None:
    kept, libraries = county
    shown = [key for key in SHARE_KEYS if not (kept.hidden and key == PRIVATE)]
    goals, *others = made(report(kept, libraries=libraries))
    fewest = {"action_plan": 2, "leadership": 2}  # of one it is a yes or a no
    now = [kept.now[key] for key in shown if kept.now[key][1] >= fewest.get(key, 1)]
    drawn = [point.percent for series in goals.series for point in series.points]
    assert drawn == [100 * part // whole for part, whole in now]
    past = {
        (ON - ago * WEEK, 100 * week[key][0] // week[key][1])
        for ago, week in enumerate(kept.weeks)
        for key in shown
        if week[key][1]
    }
    for chart in others:
        for series in chart.series:
            assert {(point.day, point.percent) for point in series.points} <= past
