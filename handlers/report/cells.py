"""A goal as the cells of a row, by column."""

from goals.figures import Figure
from goals.forecast import Outlook
from goals.progress import Status
from goals.sessions import Compared
from goals.tutoring import TutoringProgress
from goals.tutoring_log import LocalLog
from handlers.progress.sentences import is_yes_or_no, summary, tutoring_detail, whole_percent
from handlers.report.columns import CERTIFIED, Cell
from handlers.texts import Texts
from storage.report import Goal

Cells = dict[str, Cell]


def share_cells(goal: Goal, texts: Texts) -> Cells:
    """A share: heads, percent cut off as in the chat, and where it leads.

    What may not be told says so in every cell that would have a figure.
    """
    if goal.figure is None:
        hidden = texts.say("report.hidden")
        told: Cells = dict.fromkeys(("done", "share", "status", "missing"), hidden)
        return told | {"all": goal.denominator, "target": goal.target / 100}
    progress = goal.figure.progress
    cells: Cells = {
        "done": progress.numerator,
        CERTIFIED: goal.certified,
        "all": progress.denominator,
        "status": texts.say(f"status.{progress.status}"),
    }
    if is_yes_or_no(progress):
        return cells | {"share": summary(progress, texts)}
    cells["target"] = progress.target / 100
    if progress.status is Status.NO_DATA:
        return cells | {"share": texts.say("status.no_data")}
    share = whole_percent(progress.numerator, progress.denominator) / 100
    return cells | {"share": share, "missing": progress.missing} | _moving(goal.figure, texts)


def _moving(figure: Figure, texts: Texts) -> Cells:
    change, forecast = figure.change, figure.forecast
    cells: Cells = {"outlook": texts.say(f"foreseen.{forecast.outlook}")}
    if change is not None:
        cells |= {"change": change.heads, "since": change.since}
    if forecast.outlook is Outlook.REACHES:
        cells["forecast"] = forecast.on
    return cells


def tutoring_cells(progress: TutoringProgress, texts: Texts) -> Cells:
    """Goal 8: the sessions of both years, for adults and for children."""
    return {
        "baseline_year": progress.baseline_year,
        "current_year": progress.current_year,
        **_compared("adults", progress.adults),
        **_compared("children", progress.children),
        "status": texts.say(f"status.{progress.status}"),
        "libraries": progress.libraries,
        "of_libraries": progress.of_libraries,
    }


def log_cells(log: LocalLog) -> Cells:
    """The libraries' own count of the same months of two years."""
    return {
        "baseline_year": log.baseline_year,
        "current_year": log.year,
        "months": ", ".join(map(str, log.months)),
        **_compared("adults", log.adults),
        **_compared("children", log.children),
        "libraries": log.libraries,
    }


def _compared(group: str, compared: Compared) -> Cells:
    return {
        f"{group}_then": compared.baseline,
        f"{group}_now": compared.current,
        f"{group}_missing": compared.missing,
    }


def tutoring_in_words(progress: TutoringProgress, texts: Texts) -> str:
    """The same in a sentence, for a table of shares."""
    return f"{summary(progress, texts)}. {tutoring_detail(progress, texts)}".strip()
