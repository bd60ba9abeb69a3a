"""A goal's figure in words: how far it is, what is missing, how it moves and where that leads."""

from collections.abc import Iterator

from goals.figures import Figure
from goals.forecast import Outlook
from goals.programme import OF, Of
from goals.progress import Progress, Status
from goals.sessions import Compared
from goals.trend import WEEK
from goals.tutoring import TutoringProgress
from handlers.texts import Texts

_MISSING = {
    Of.STAFF: "progress.missing",
    Of.CHIEFS: "progress.missing_chiefs",
    Of.LIBRARIES: "progress.missing_libraries",
}


def whole_percent(numerator: int, denominator: int) -> int:
    """The share in whole percent, cut off: 79.9 is not shown as the 80 that it has not reached."""
    return 100 * numerator // denominator


def summary(progress: Progress | TutoringProgress, texts: Texts) -> str:
    """The figure itself: "9 av 13 (69 %)", or a yes or a no where it is of one."""
    if progress.status is Status.NO_DATA:
        return texts.say("progress.no_data")
    if isinstance(progress, TutoringProgress):
        return _sessions(progress, texts)
    if is_yes_or_no(progress):
        return texts.say("progress.yes" if progress.numerator else "progress.no")
    return texts.say(
        "progress.share",
        done=progress.numerator,
        all=progress.denominator,
        percent=whole_percent(progress.numerator, progress.denominator),
    )


def detail(figure: Figure, texts: Texts) -> str:
    """The target, what is missing, the way of counting, the movement and the forecast."""
    progress = figure.progress
    said = [
        *_target(progress, texts),
        *([texts.say(f"measure.{progress.measure}")] if progress.measure else []),
        *change_words(figure, texts),
        *outlook_words(figure, texts),
    ]
    return " ".join(said)


def is_yes_or_no(progress: Progress) -> bool:
    """Whether a figure is of one: a milestone, a library's plan, its only chief."""
    return progress.denominator == 1 and OF.get(progress.key) is not Of.STAFF


def _target(progress: Progress, texts: Texts) -> Iterator[str]:
    if is_yes_or_no(progress):
        return
    if progress.status is Status.REACHED:
        yield texts.say("progress.reached", percent=progress.target)
        return
    yield texts.say("progress.target", percent=progress.target)
    if progress.status is not Status.NO_DATA:
        yield texts.say(_MISSING[OF[progress.key]], n=progress.missing)


def change_words(figure: Figure, texts: Texts) -> Iterator[str]:
    """The change since last week in heads, or since the latest figure before it."""
    change = figure.change
    stands_still = figure.forecast.outlook is Outlook.STANDS_STILL and not (change and change.heads)
    if change is None or is_yes_or_no(figure.progress) or stands_still:
        return
    word = "same" if not change.heads else "up" if change.heads > 0 else "down"
    if figure.on - change.since == WEEK:
        yield texts.say(f"change.{word}", n=abs(change.heads))
    else:
        yield texts.say(f"change_since.{word}", n=abs(change.heads), day=change.since)


def outlook_words(figure: Figure, texts: Texts) -> Iterator[str]:
    """Where the pace leads, and whether that is in time."""
    forecast = figure.forecast
    if forecast.outlook is Outlook.REACHES and forecast.on is not None:
        yield texts.say("outlook.reaches", day=forecast.on)
    elif forecast.outlook in {Outlook.STANDS_STILL, Outlook.FALLS, Outlook.TOO_SLOW}:
        yield texts.say(f"outlook.{forecast.outlook}")
    if figure.progress.status in {Status.ON_TRACK, Status.BEHIND}:
        yield texts.say(f"outlook.{figure.progress.status}")


def tutoring_detail(progress: TutoringProgress, texts: Texts) -> str:
    """What is missing for each group, and of how many libraries the figures are."""
    if progress.status is Status.NO_DATA:
        missing = "baseline" if progress.adults.baseline is None else "current"
        return texts.say(f"tutoring.no_{missing}", year=str(progress.baseline_year))
    said = (
        [texts.say("tutoring.reached")]
        if progress.status is Status.REACHED
        else [
            texts.say(f"tutoring.missing_{group}", n=compared.missing or 0)
            for group, compared in _groups(progress)
            if compared.missing
        ]
    )
    if progress.of_libraries > 1:
        said.append(
            texts.say("tutoring.libraries", n=progress.libraries, all=progress.of_libraries)
        )
    return " ".join(said)


def _sessions(progress: TutoringProgress, texts: Texts) -> str:
    return texts.listed(
        [
            texts.say(
                f"tutoring.{group}",
                now=compared.current or 0,
                then=compared.baseline or 0,
                year=str(progress.current_year),
                baseline=str(progress.baseline_year),
            )
            for group, compared in _groups(progress)
        ]
    )


def _groups(progress: TutoringProgress) -> tuple[tuple[str, Compared], ...]:
    return (("adults", progress.adults), ("children", progress.children))
