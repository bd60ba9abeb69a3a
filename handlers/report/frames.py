"""A report as pandas frames: every goal of every group in one, and the weeks as columns.

Sheets are cut out of them: those of a goal and those of a library are the same rows, sorted in two
ways.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from goals.programme import NUMBERS, PRIVATE, SHARES
from handlers.progress.sentences import whole_percent
from handlers.report.cells import log_cells, share_cells, tutoring_cells, tutoring_in_words
from handlers.report.columns import Cell
from handlers.report.measures import measured
from handlers.texts import Texts
from storage.report import Goal, Report, Told

if TYPE_CHECKING:
    from pandas import DataFrame

IN_A_WEEK = ("done", "all", "share")
COUNTY = -1  # the place of the county among the libraries


def figures(report: Report, texts: Texts) -> "DataFrame":
    """A row a group and goal, the county first; `place` is the library's number, or COUNTY."""
    from pandas import DataFrame  # noqa: PLC0415

    county = (COUNTY, report.county, texts.say("county.whole"))
    groups = [(place, each, each.name) for place, each in enumerate(report.libraries)]
    rows = [
        {"place": place, "library": name, **row}
        for place, told, name in [county, *groups]
        for row in _goals(told, report, texts)
    ]
    return DataFrame(rows, dtype=object)


def _goals(told: Told, report: Report, texts: Texts) -> Iterator[dict[str, Cell]]:
    for goal in told.goals:
        yield {
            "key": goal.key,
            "goal": texts.say(f"goal.{goal.key}"),
            **share_cells(goal, texts),
            **measured(goal.key, goal.source, report.rules, texts),
            "note": _note(goal, report, texts),
        }
    tutoring = told.tutoring
    yield {
        "key": tutoring.key,
        "goal": texts.say(f"goal.{tutoring.key}"),
        **tutoring_cells(tutoring, texts),
        **measured(tutoring.key, tutoring.source, report.rules, texts),
        "note": tutoring_in_words(tutoring, texts),
    }


def _note(goal: Goal, report: Report, texts: Texts) -> str | None:
    """Why there is no figure, or when a milestone was reached and where that can be read."""
    if goal.figure is None:
        return texts.say("progress.hidden_why")
    reached = report.milestones.get(goal.key)
    if reached is None:
        return None
    return f"{texts.say('report.done_on', day=reached.done_on)} {reached.link or ''}".strip()


def log(report: Report) -> "DataFrame":
    """A row a year without an official figure."""
    from pandas import DataFrame  # noqa: PLC0415

    return DataFrame([log_cells(each) for each in report.log], dtype=object)


def weeks(report: Report, texts: Texts) -> "DataFrame":
    """A row a week, oldest first: `day` and for each share `done`, `all` and `share`, as `share_4`.

    On a day whose private figures are left out they say so.
    """
    from pandas import DataFrame  # noqa: PLC0415

    rows = [*_weeks(report), *_left_out(report, texts)]
    columns = ["day", "key", *IN_A_WEEK]
    wide = DataFrame(rows, columns=columns, dtype=object).pivot(index="day", columns="key")
    order = [(name, goal.key) for goal in SHARES for name in IN_A_WEEK]
    wide = wide.reindex(columns=order).sort_index()
    wide.columns = [f"{name}_{NUMBERS[key]}" for name, key in order]
    return wide.reset_index()


def _weeks(report: Report) -> Iterator[dict[str, Cell]]:
    for key, of_weeks in report.history.items():
        for one in of_weeks:
            yield {
                "day": one.day,
                "key": key,
                "done": one.numerator,
                "all": one.denominator,
                "share": whole_percent(one.numerator, one.denominator) / 100,
            }


def _left_out(report: Report, texts: Texts) -> Iterator[dict[str, Cell]]:
    hidden = texts.say("report.hidden")
    for day in report.hidden_days:
        for key in PRIVATE:
            yield {"day": day, "key": key, "done": hidden, "share": hidden}
