"""Goals as progress bars with their words."""

from goals.programme import GOALS, of_counts
from goals.progress import Progress, Status
from handlers.cards import ProgressBar
from handlers.services import Services
from storage.progress import Counts

PRIVATE = frozenset(goal.key for goal in GOALS if goal.private)


def bars(counts: Counts, services: Services, *, private_hidden: bool) -> list[ProgressBar]:
    """Every goal of a group; the private ones without their figures where they tell of persons."""
    return [
        _hidden_bar(progress, services)
        if private_hidden and progress.key in PRIVATE
        else _bar(progress, services)
        for progress in of_counts(counts.staff, counts.done, services.region.rules)
    ]


def _bar(progress: Progress, services: Services) -> ProgressBar:
    """One goal of a group as a bar: how many of how many, the target and what is missing."""
    return ProgressBar(
        label=services.say(f"goal.{progress.key}"),
        summary=_summary(progress, services),
        detail=_detail(progress, services),
        status=progress.status,
        numerator=progress.numerator,
        denominator=progress.denominator,
        target=progress.target,
    )


def _hidden_bar(progress: Progress, services: Services) -> ProgressBar:
    """A goal whose figures would tell of single persons."""
    return ProgressBar(
        label=services.say(f"goal.{progress.key}"),
        summary=services.say("progress.hidden"),
        detail=services.say("progress.hidden_why"),
        status=Status.NO_DATA,
        numerator=None,
        denominator=0,
        target=progress.target,
    )


def whole_percent(numerator: int, denominator: int) -> int:
    """The share in whole percent, cut off: 79.9 is not shown as the 80 that it has not reached."""
    return 100 * numerator // denominator


def _summary(progress: Progress, services: Services) -> str:
    if progress.status is Status.NO_DATA:
        return services.say("progress.no_data")
    return services.say(
        "progress.share",
        done=progress.numerator,
        all=progress.denominator,
        percent=whole_percent(progress.numerator, progress.denominator),
    )


def _detail(progress: Progress, services: Services) -> str:
    """The target, what is missing and, where the region chose one, the way of counting."""
    parts = [services.say("progress.target", percent=progress.target)]
    if progress.status is Status.REACHED:
        parts = [services.say("progress.reached", percent=progress.target)]
    elif progress.status is not Status.NO_DATA:
        parts.append(services.say("progress.missing", n=progress.missing))
    if progress.measure is not None:
        parts.append(services.say(f"measure.{progress.measure}"))
    return " ".join(parts)
