"""Goal 8 in words: the official figure, when KB publishes the next, and the own log beside it."""

from collections.abc import Iterable

from goals.progress import Status
from goals.statistics_year import published_by
from goals.tutoring import TutoringProgress
from goals.tutoring_log import LocalLog, years_to_show
from handlers.cards import Text, Tone
from handlers.progress.sentences import summary, tutoring_detail
from handlers.services import Services
from handlers.texts import Span
from storage.tutoring import library_log, library_progress, region_log

_YEARS_TOLD = 2  # of those whose figures KB has still to publish


def library_lines(library_id: int, services: Services) -> list[Text]:
    """A library's own log beside the official figure."""
    session, today = services.session, services.today
    progress = library_progress(session, library_id, services.region.rules.baseline_year, today)
    return lines(progress, library_log(session, library_id, progress, today), services)


def county_lines(progress: TutoringProgress, services: Services) -> list[Text]:
    """The logs of all libraries beside the official figure."""
    logs = region_log(services.session, services.region.region_id, progress, services.today)
    return lines(progress, logs, services)


def lines(progress: TutoringProgress, logs: Iterable[LocalLog], services: Services) -> list[Text]:
    """A line each: the log, the official figure, and what is to come."""
    logged = [_logged(log, services) for log in logs]
    none = services.note("tutoring.log_none", year=str(progress.baseline_year))
    return [*(logged or [none]), _official(progress, services), *_to_come(progress, services)]


def _logged(log: LocalLog, services: Services) -> Text:
    """The same months of both years; of several libraries, how many have logged both."""
    months = [
        services.texts.month_alone(services.today.replace(month=month, day=1))
        for month in log.months
    ]
    return services.text(
        "tutoring.log",
        year=str(log.year),
        baseline=str(log.baseline_year),
        months=services.texts.listed(months),
        adults=log.adults.current or 0,
        adults_then=log.adults.baseline or 0,
        children=log.children.current or 0,
        children_then=log.children.baseline or 0,
    )


def _official(progress: TutoringProgress, services: Services) -> Text:
    if progress.status is Status.NO_DATA:
        return services.text("tutoring.official", figure=tutoring_detail(progress, services.texts))
    figure = f"{summary(progress, services.texts)}. {tutoring_detail(progress, services.texts)}"
    return services.text("tutoring.official", figure=figure)


def _to_come(progress: TutoringProgress, services: Services) -> list[Text]:
    """When KB publishes the years that have no figure yet, on one line."""
    years = [
        year
        for year in years_to_show(progress, services.today)
        if published_by(year) >= services.today
    ]
    told = [
        services.say("tutoring.published", year=str(year), day=published_by(year))
        for year in years[:_YEARS_TOLD]
    ]
    return [Text((Span(" ".join(told)),), Tone.SUBTLE)] if told else []
