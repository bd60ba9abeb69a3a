"""A report as charts: each goal beside its target, and the shares week by week.

They are made of the same values as the picture: what is hidden there has no point here,
and they go with it in one reply.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from handlers.cards import Chart, ChartKind, Point, Series
from handlers.progress.sentences import whole_percent
from handlers.report.picture.rows import Plate, Row, plate_of
from handlers.report.picture.words import joined, outlook_of
from handlers.texts import Texts
from storage.report import Report

_FEWEST = 2  # weeks that make a line


def charts(report: Report, texts: Texts) -> Iterator[Chart]:
    """The goals as they are on the day; then their weeks, where there are any to compare."""
    plate = plate_of(report, texts)
    yield Chart(
        title=texts.say("chart.goals.title", day=plate.on),
        kind=ChartKind.BARS,
        across="",
        up=texts.say("chart.percent"),
        series=tuple(_goal(row, plate, texts) for row in plate.rows),
        now=texts.say("chart.goals.now"),
        aim=texts.say("chart.goals.aim"),
        pictured=True,
    )
    moving = tuple(_weeks(row, texts) for row in plate.rows if len(row.weeks) >= _FEWEST)
    if moving:
        yield Chart(
            title=texts.say("chart.weeks.title"),
            kind=ChartKind.LINES,
            across=texts.say("chart.weeks.across"),
            up=texts.say("chart.percent"),
            series=moving,
            pictured=True,
        )


def _goal(row: Row, plate: Plate, texts: Texts) -> Series:
    """A yes or a no has no bar: its words say it."""
    points: tuple[Point, ...] = ()
    if row.share is not None and row.target is not None:
        percent = _percent(row.share)
        points = (Point(plate.on, percent, texts.say("county.share", percent=percent)),)
    words = " · ".join(each for each in (joined(row.label, row.figures), row.standing) if each)
    return Series(texts.say("county.goal", n=row.number), words, points, _target(row))


def _weeks(row: Row, texts: Texts) -> Series:
    label = texts.say("county.goal", n=row.number)
    points = tuple(
        Point(day, _percent(share), texts.say("chart.point", percent=_percent(share), day=day))
        for day, share in row.weeks
    )
    target = _target(row)
    aim = "" if target is None else texts.say("chart.target", percent=target)
    words = joined(label, _movement(points, texts), aim, outlook_of(row, texts))
    return Series(label, words, points, target)


def _movement(points: tuple[Point, ...], texts: Texts) -> str:
    """From where to where, or for how long it has been the same."""
    first, last = points[0], points[-1]
    if all(point.percent == last.percent for point in points):
        return texts.say("chart.same", percent=last.percent, since=first.day)
    days: dict[str, date] = {"since": first.day, "day": last.day}
    if first.percent == last.percent:
        return texts.say("chart.back", percent=last.percent, **days)
    return texts.say("chart.moved", before=first.percent, percent=last.percent, **days)


def _target(row: Row) -> int | None:
    return None if row.target is None else int(100 * row.target)


def _percent(share: Fraction) -> int:
    return whole_percent(share.numerator, share.denominator)
