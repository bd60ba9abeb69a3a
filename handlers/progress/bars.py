"""Goals as progress bars with their words."""

from goals.figures import Figure
from goals.programme import PRIVATE, as_share
from goals.progress import Progress, Status
from goals.tutoring import TutoringProgress
from handlers.cards import ProgressBar
from handlers.progress.sentences import detail, summary, tutoring_detail
from handlers.services import Services
from storage.figures import Group


def bars(group: Group, services: Services, *, private_hidden: bool) -> list[ProgressBar]:
    """Every goal of a group; the private ones without their figures where they tell of persons."""
    shown = [
        _hidden_bar(figure.progress, services)
        if private_hidden and figure.progress.key in PRIVATE
        else _bar(figure, services)
        for figure in group.figures
    ]
    return [*shown, _tutoring_bar(group.tutoring, services)]


def _bar(figure: Figure, services: Services) -> ProgressBar:
    """One goal of a group as a bar: how many of how many, the target and what is missing."""
    progress = figure.progress
    return ProgressBar(
        label=services.say(f"goal.{progress.key}"),
        summary=summary(progress, services.texts),
        detail=detail(figure, services.texts),
        status=progress.status,
        numerator=progress.numerator,
        denominator=progress.denominator,
        target=progress.target,
    )


def _tutoring_bar(progress: TutoringProgress, services: Services) -> ProgressBar:
    """Goal 8: of the two groups, adults and children, how many are above the baseline."""
    share = as_share(progress)
    return ProgressBar(
        label=services.say(f"goal.{progress.key}"),
        summary=summary(progress, services.texts),
        detail=tutoring_detail(progress, services.texts),
        status=share.status,
        numerator=share.numerator,
        denominator=share.denominator,
        target=share.target,
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
