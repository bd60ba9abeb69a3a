"""Goals as progress bars with their words."""

from goals.figures import Figure
from goals.programme import PRIVATE, as_share
from goals.progress import Progress, Status
from goals.tutoring import TutoringProgress
from handlers.cards import ProgressBar
from handlers.progress.sentences import detail, summary, tutoring_detail
from handlers.texts import Texts
from storage.figures import Group


def bars(group: Group, texts: Texts, *, private_hidden: bool) -> list[ProgressBar]:
    """Every goal of a group; the private ones without their figures where they tell of persons."""
    shown = [
        _hidden_bar(figure.progress, texts)
        if private_hidden and figure.progress.key in PRIVATE
        else _bar(figure, texts)
        for figure in group.figures
    ]
    return [*shown, _tutoring_bar(group.tutoring, texts)]


def reached_bars(group: Group, texts: Texts) -> list[ProgressBar]:
    """Every goal of a group that is too small for counts in a channel: reached or not."""
    shares = [*(figure.progress for figure in group.figures), as_share(group.tutoring)]
    return [_reached_bar(progress, texts) for progress in shares if progress.key not in PRIVATE]


def _reached_bar(progress: Progress, texts: Texts) -> ProgressBar:
    return ProgressBar(
        label=texts.say(f"goal.{progress.key}"),
        summary=texts.say(
            "progress.no_data"
            if progress.status is Status.NO_DATA
            else "progress.is_reached"
            if progress.status is Status.REACHED
            else "progress.is_not_reached"
        ),
        detail="",
        status=progress.status,
        numerator=int(progress.status is Status.REACHED),
        denominator=1,
        target=progress.target,
    )


def _bar(figure: Figure, texts: Texts) -> ProgressBar:
    """One goal of a group as a bar: how many of how many, the target and what is missing."""
    progress = figure.progress
    return ProgressBar(
        label=texts.say(f"goal.{progress.key}"),
        summary=summary(progress, texts),
        detail=detail(figure, texts),
        status=progress.status,
        numerator=progress.numerator,
        denominator=progress.denominator,
        target=progress.target,
    )


def _tutoring_bar(progress: TutoringProgress, texts: Texts) -> ProgressBar:
    """Goal 8: of the two groups, adults and children, how many are above the baseline."""
    share = as_share(progress)
    return ProgressBar(
        label=texts.say(f"goal.{progress.key}"),
        summary=summary(progress, texts),
        detail=tutoring_detail(progress, texts),
        status=share.status,
        numerator=share.numerator,
        denominator=share.denominator,
        target=share.target,
    )


def _hidden_bar(progress: Progress, texts: Texts) -> ProgressBar:
    """A goal whose figures would tell of single persons."""
    return ProgressBar(
        label=texts.say(f"goal.{progress.key}"),
        summary=texts.say("progress.hidden"),
        detail=texts.say("progress.hidden_why"),
        status=Status.NO_DATA,
        numerator=None,
        denominator=0,
        target=progress.target,
    )
