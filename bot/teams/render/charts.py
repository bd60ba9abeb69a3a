"""Charts: Teams' own, with a drawing in text where there are none, and words that say the same.

The words stand under the chart in every client: they say what the colours say, tell what a number
on an axis is, and are all there is where a client leaves the chart out.
Source: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards
"""

from collections.abc import Iterator, Sequence
from itertools import cycle

from bot.render.charts import line
from bot.render.wording import clean, is_blank, shorten
from bot.teams.render.drawn import Drawn, Element, weight
from bot.teams.render.limits import CHART_BYTES, CHART_LABEL
from bot.teams.render.markdown import without_dates
from bot.teams.render.paragraphs import paragraph
from handlers.cards import Chart, ChartKind, Series
from handlers.texts import Span

_SMALL: Element = {"size": "Small"}
# Told apart by the colour-blind, too, by how light they are; the words say which is which
_COLORS = (
    "categoricalBlue",
    "categoricalMarigold",
    "categoricalTeal",
    "categoricalRed",
    "categoricalLavender",
    "categoricalLime",
    "categoricalPurple",
)
_NOW, _AIM, *_ = _COLORS


def chart(one: Chart) -> Iterator[Drawn]:
    """The title, the chart where it can be drawn, and the words of each series."""
    yield from paragraph([Span(one.title, bold=True)])
    drawn = [series for series in one.series if series.points]
    if drawn:
        element = _element(one, drawn)
        if weight(element) <= CHART_BYTES:
            yield Drawn(element, "")
    for series in one.series:
        for words in paragraph([Span(series.words)], _SMALL):
            yield Drawn(words.element | {"spacing": "Small"}, words.reading)


def _element(one: Chart, drawn: Sequence[Series]) -> Element:
    kind = "Chart.Line" if one.kind is ChartKind.LINES else "Chart.VerticalBar.Grouped"
    return {
        "type": kind,
        "showTitle": False,  # it stands above
        **{name: words for name, words in _titles(one) if words},
        "yMin": 0,
        "yMax": 100,
        "data": _lines(drawn) if one.kind is ChartKind.LINES else _bars(one, drawn),
        "spacing": "Small",
        "fallback": _fallback(one, drawn),
    }


def _titles(one: Chart) -> tuple[tuple[str, str], ...]:
    """Of the chart and its axes; one without words is left out."""
    titles = (("title", one.title), ("xAxisTitle", one.across), ("yAxisTitle", one.up))
    return tuple((name, _label(words)) for name, words in titles)


def _lines(drawn: Sequence[Series]) -> list[Element]:
    return [
        {
            "legend": _label(series.label),
            "color": color,
            "values": [{"x": point.day.isoformat(), "y": point.percent} for point in series.points],
        }
        for series, color in zip(drawn, cycle(_COLORS), strict=False)
    ]


def _bars(one: Chart, drawn: Sequence[Series]) -> list[Element]:
    """What is, and beside it what is to be, for those that have a target."""
    now = [{"x": _label(each.label), "y": each.points[-1].percent} for each in drawn]
    aim = [{"x": _label(each.label), "y": each.target} for each in drawn if each.target is not None]
    bars = [{"legend": _label(one.now), "color": _NOW, "values": now}]
    return bars + ([{"legend": _label(one.aim), "color": _AIM, "values": aim}] if aim else [])


def _fallback(one: Chart, drawn: Sequence[Series]) -> Element:
    """The same figures as lines, in 1.5."""
    lines = [shown.element for series in drawn for shown in paragraph(line(one, series), _SMALL)]
    return {"type": "Container", "spacing": "Small", "items": lines}


def _label(text: str) -> str:
    """What stands in the chart; the words below say it whole."""
    return "" if is_blank(clean(text)) else without_dates(shorten(text, CHART_LABEL))
