"""A chart as lines of text."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.charts import figures, line, sketch
from handlers.cards import Chart, ChartKind, Point, Series

MONDAY = date(2026, 11, 23)


def series(*percents: int) -> Series:
    """A week a figure, the last of them this one."""
    days = [MONDAY - timedelta(weeks=ago) for ago in reversed(range(len(percents)))]
    points = (
        Point(day, percent, f"{percent} %") for day, percent in zip(days, percents, strict=True)
    )
    return Series("Mål 3", "orden", tuple(points))


def drawn_as(kind: ChartKind, one: Series) -> str:
    """The line of a series, as plain text."""
    return "".join(span.text for span in line(Chart("", kind, "", "", (one,)), one))


def test_bars_show_the_last_figure_alone() -> None:
    assert sketch(ChartKind.BARS, series(90, 46)) == "▰▰▰▰▱▱▱▱▱▱"
    assert drawn_as(ChartKind.BARS, series(90, 46)) == "Mål 3 ▰▰▰▰▱▱▱▱▱▱ 46 %"


def test_a_line_is_a_column_a_week_with_its_figures_below() -> None:
    assert drawn_as(ChartKind.LINES, series(0, 50, 100)) == "Mål 3 ▁▄█\n0 % · 50 % · 100 %"


def test_what_has_not_changed_is_not_said_again() -> None:
    assert figures(series(15, 15, 23, 23, 15)) == "15 % · 23 % · 15 %"


@pytest.mark.parametrize("kind", ChartKind)
def test_what_is_hidden_is_not_drawn(kind: ChartKind) -> None:
    assert sketch(kind, series()) == drawn_as(kind, series()) == ""


@given(st.lists(st.integers(0, 100), min_size=1, max_size=60))
def test_a_higher_share_is_never_drawn_lower(percents: list[int]) -> None:
    columns = sketch(ChartKind.LINES, series(*percents))
    assert len(columns) == len(percents)
    for one, column in zip(percents, columns, strict=True):
        for other, another in zip(percents, columns, strict=True):
            assert one > other or column <= another
        assert (column == "█") == (one == 100)
