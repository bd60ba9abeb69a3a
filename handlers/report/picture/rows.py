"""What a picture shows, as values: a row a goal with its bar, its words and its weeks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from goals.figures import Figure
from goals.forecast import Outlook
from goals.programme import NUMBERS, as_share
from goals.progress import Progress, Status
from goals.tutoring import TutoringProgress
from handlers.progress.sentences import is_yes_or_no, summary
from handlers.texts import Texts
from storage.report import Goal, Report

WEEK = timedelta(weeks=1)
SHORTEST_PAST, LONGEST_PAST = 8 * WEEK, 26 * WEEK
SHORTEST_FUTURE = 4 * WEEK

Point = tuple[date, Fraction]


@dataclass(frozen=True, slots=True)
class Row:
    """One goal, by its number. `share` is None where there is none to show, `target` for a yes or
    a no.

    `weeks` are the shares of the past, and `forecast` the day on which the pace reaches the
    target.
    """

    number: int
    label: str
    figures: str
    standing: str
    status: Status
    share: Fraction | None
    target: Fraction | None = None
    weeks: tuple[Point, ...] = ()
    outlook: str = ""
    forecast: date | None = None


@dataclass(frozen=True, slots=True)
class Plate:
    """A whole picture: its title, its rows, and the days that the weeks are drawn between.

    `source` says from what the figures are, and how they are measured where a region can choose.
    """

    title: str
    source: str
    on: date
    rows: tuple[Row, ...]
    starts_on: date
    ends_on: date


def plate_of(report: Report, texts: Texts) -> Plate:
    """What is shown of a report."""
    starts_on = _first_day(report)
    rows = tuple(_rows(report, starts_on, texts))
    ends_on = _last_day(rows, starts_on, report.on)
    source = " ".join((texts.say("picture.source"), *_measures(report, texts)))
    return Plate(report.about.name, source, report.on, rows, starts_on, ends_on)


def _measures(report: Report, texts: Texts) -> Iterator[str]:
    for goal in report.about.goals:
        if goal.measure is not None:
            measure = texts.say(f"measure.{goal.measure}")
            yield texts.say("picture.measure", n=NUMBERS[goal.key], measure=measure)


def _rows(report: Report, since: date, texts: Texts) -> Iterator[Row]:
    for goal in report.about.goals:
        if goal.figure is None:
            yield _hidden(goal, texts)
        else:
            weeks = (one for one in report.history.get(goal.key, ()) if one.day >= since)
            yield _share(goal.figure, tuple((one.day, one.share) for one in weeks), texts)
    yield _tutoring(report.about.tutoring, texts)


def _hidden(goal: Goal, texts: Texts) -> Row:
    return Row(
        number=NUMBERS[goal.key],
        label=texts.say(f"goal.{goal.key}"),
        figures=texts.say("progress.hidden"),
        standing="",
        status=Status.NO_DATA,
        share=None,
    )


def _share(figure: Figure, weeks: tuple[Point, ...], texts: Texts) -> Row:
    progress, forecast = figure.progress, figure.forecast
    yes_or_no = is_yes_or_no(progress)
    known = progress.denominator > 0
    moves = known and not yes_or_no
    return Row(
        number=NUMBERS[progress.key],
        label=texts.say(f"goal.{progress.key}"),
        figures=summary(progress, texts),
        standing=_standing(progress, texts),
        status=progress.status,
        share=Fraction(progress.numerator, progress.denominator) if known else None,
        target=None if yes_or_no else Fraction(progress.target, 100),
        weeks=weeks if moves else (),
        outlook=texts.say(f"foreseen.{forecast.outlook}") if moves else "",
        forecast=forecast.on if forecast.outlook is Outlook.REACHES else None,
    )


def _standing(progress: Progress, texts: Texts) -> str:
    """The target and how far it is: "mål 80 %: 2 saknas, efter tidsplanen"."""
    if progress.status is Status.NO_DATA:
        return ""
    status = texts.say(f"status.{progress.status}")
    if is_yes_or_no(progress):  # "Ja" and "Inte än" say the rest
        return status if progress.status is Status.BEHIND else ""
    percent = progress.target
    if progress.status is Status.REACHED:
        return texts.say("picture.reached", percent=percent, status=status)
    missing = texts.say("picture.missing", percent=percent, missing=progress.missing)
    return missing if progress.status is Status.OPEN else f"{missing}, {status}"


def _tutoring(progress: TutoringProgress, texts: Texts) -> Row:
    """Goal 8 as a yes or a no, of two: adults and children, with their sessions in words."""
    share = as_share(progress)
    known = share.denominator > 0
    said = "yes" if progress.status is Status.REACHED else "no" if known else "no_data"
    return Row(
        number=NUMBERS[progress.key],
        label=texts.say(f"goal.{progress.key}"),
        figures=texts.say(f"progress.{said}"),
        standing=_sessions(progress, texts) if known else "",
        status=progress.status,
        share=Fraction(share.numerator, share.denominator) if known else None,
    )


def _sessions(progress: TutoringProgress, texts: Texts) -> str:
    """The sessions of both years, of which both are known."""
    return texts.say(
        "picture.sessions",
        adults=progress.adults.current or 0,
        adults_then=progress.adults.baseline or 0,
        children=progress.children.current or 0,
        children_then=progress.children.baseline or 0,
        year=str(progress.current_year),
        baseline=str(progress.baseline_year),
    )


def _first_day(report: Report) -> date:
    """As far back as there are figures, between two months and half a year."""
    first = min((weeks[0].day for weeks in report.history.values() if weeks), default=report.on)
    return max(report.on - LONGEST_PAST, min(first, report.on - SHORTEST_PAST))


def _last_day(rows: tuple[Row, ...], starts_on: date, on: date) -> date:
    """As far ahead as the forecasts reach, but no farther than the past."""
    farthest = max((row.forecast for row in rows if row.forecast), default=on)
    return min(max(farthest, on + SHORTEST_FUTURE), on + (on - starts_on))
