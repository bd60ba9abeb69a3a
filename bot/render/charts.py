"""A chart as lines of text, for where none can be drawn: small bars, and the figures."""

from bot.render.bars import drawing
from bot.render.wording import clean
from handlers.cards import Chart, ChartKind, Series
from handlers.texts import Span

_HEIGHTS = "▁▂▃▄▅▆▇█"
_WHOLE = 100  # percent
_MOST = 60  # points of a line


def sketch(kind: ChartKind, series: Series) -> str:
    """The series drawn in text: a bar of its last point, or a column a point. Empty without any."""
    if not series.points:
        return ""
    if kind is ChartKind.BARS:
        return drawing(series.points[-1].percent, _WHOLE)
    return "".join(_column(point.percent) for point in series.points[-_MOST:])


def figures(series: Series) -> str:
    """The figures of the points, in words; those that are as the one before are left out."""
    said: list[str] = []
    before: int | None = None
    for point in series.points:
        if point.percent != before:
            said.append(clean(point.words))
        before = point.percent
    return " · ".join(said)


def line(chart: Chart, series: Series) -> tuple[Span, ...]:
    """The whole series as text: its name, its drawing and its figures, those of a line below."""
    if not series.points:
        return ()
    bars = chart.kind is ChartKind.BARS
    told = f" {clean(series.points[-1].words)}" if bars else f"\n{figures(series)}"
    name = Span(f"{clean(series.label)} ", bold=True)
    return name, Span(sketch(chart.kind, series)), Span(told)


def _column(percent: int) -> str:
    """The lowest for nothing at all, the highest for the whole alone."""
    share = max(0, min(percent, _WHOLE))
    return _HEIGHTS[(len(_HEIGHTS) - 1) * share // _WHOLE]
