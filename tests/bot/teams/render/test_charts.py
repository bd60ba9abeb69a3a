"""Charts, as Teams' own elements."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.teams.render import messages
from handlers.cards import Card, Chart, ChartKind, Point, Series
from tests.bot.teams.outsiders import judge, portable
from tests.bot.teams.reading import card_texts

MONDAY = date(2026, 11, 23)
HIDDEN = Series("Mål 5", "Mål 5: visas inte", target=75)


def series(label: str, *percents: int, target: int | None = 80) -> Series:
    """A week a figure, the last of them this one."""
    days = [MONDAY - timedelta(weeks=ago) for ago in reversed(range(len(percents)))]
    points = (
        Point(day, percent, f"{percent} %") for day, percent in zip(days, percents, strict=True)
    )
    return Series(label, f"{label}: {percents[-1]} % av alla", tuple(points), target)


def chart(kind: ChartKind, *some: Series) -> Chart:
    return Chart("Målen", kind, "Dag", "Procent", some, "så långt", "målet")


def shown(one: Chart) -> dict[str, Any]:
    """The one message with the chart, which every judge has taken."""
    (message,) = messages(Card("", (one,)))
    judge(message.card)
    return message.card


def element(one: Chart) -> dict[str, Any]:
    """The chart of the card."""
    (drawn,) = (each for each in shown(one)["body"] if each["type"].startswith("Chart."))
    assert isinstance(drawn, dict)
    return drawn


def test_bars_stand_beside_their_targets() -> None:
    without = series("Mål 6", 50, target=None)
    drawn = element(chart(ChartKind.BARS, series("Mål 3", 40, 69), without))
    assert drawn["type"] == "Chart.VerticalBar.Grouped"
    now, aim = drawn["data"]
    assert (now["legend"], now["values"]) == (
        "så långt",
        [{"x": "Mål 3", "y": 69}, {"x": "Mål 6", "y": 50}],
    )
    assert (aim["legend"], aim["values"]) == ("målet", [{"x": "Mål 3", "y": 80}])
    assert now["color"] != aim["color"]


def test_bars_without_any_target_are_alone() -> None:
    drawn = element(chart(ChartKind.BARS, series("Mål 3", 69, target=None)))
    assert [each["legend"] for each in drawn["data"]] == ["så långt"]


def test_lines_go_over_days_from_nothing_to_the_whole() -> None:
    drawn = element(chart(ChartKind.LINES, series("Mål 3", 40, 69), series("Mål 4", 7)))
    assert drawn["type"] == "Chart.Line"
    assert (drawn["yMin"], drawn["yMax"]) == (0, 100)
    assert (drawn["xAxisTitle"], drawn["yAxisTitle"]) == ("Dag", "Procent")
    first, second = drawn["data"]
    assert first["values"] == [{"x": "2026-11-16", "y": 40}, {"x": "2026-11-23", "y": 69}]
    assert (first["legend"], second["legend"]) == ("Mål 3", "Mål 4")
    assert first["color"] != second["color"]


def test_an_axis_that_its_labels_explain_has_no_title() -> None:
    drawn = element(Chart("Målen", ChartKind.BARS, "", "Procent", (series("Mål 3", 69),)))
    assert "xAxisTitle" not in drawn


def test_a_chart_without_a_title_has_none_that_is_empty() -> None:
    drawn = element(Chart(" ", ChartKind.BARS, "", "Procent", (series("Mål 3", 69),)))
    assert "title" not in drawn


def test_a_client_without_charts_shows_the_same_figures_as_text() -> None:
    card = portable(shown(chart(ChartKind.LINES, series("Mål 3", 40, 69))))
    assert list(card_texts(card["body"])) == [
        "Målen",
        "Mål 3 ",
        "▃▅",
        "40 % · 69 %",
        "Mål 3: 69 % av alla",
    ]


@pytest.mark.parametrize("kind", ChartKind)
def test_what_is_hidden_has_words_and_no_point(kind: ChartKind) -> None:
    card = shown(chart(kind, series("Mål 3", 69), HIDDEN))
    (drawn,) = (each for each in card["body"] if each["type"].startswith("Chart."))
    assert "Mål 5" not in str(drawn)
    assert "Mål 5: visas inte" in card["fallbackText"]


def test_nothing_to_draw_is_words_alone() -> None:
    assert {each["type"] for each in shown(chart(ChartKind.BARS, HIDDEN))["body"]} == {
        "RichTextBlock"
    }


def test_who_listens_hears_the_words_once_and_no_drawing() -> None:
    card = shown(chart(ChartKind.BARS, series("Mål 3", 69)))
    assert card["fallbackText"] == "Målen\nMål 3: 69 % av alla"


def test_a_chart_that_is_too_heavy_is_its_words() -> None:
    many = [series(f"Mål {number}", *range(100)) for number in range(9)]
    body = shown(chart(ChartKind.LINES, *many))["body"]
    assert {each["type"] for each in body} == {"RichTextBlock"}
    assert len(body) == 1 + 9


def test_a_chart_is_drawn_though_a_picture_comes_too() -> None:
    one = chart(ChartKind.BARS, series("Mål 3", 40, 69))
    assert shown(replace(one, pictured=True)) == shown(one)
