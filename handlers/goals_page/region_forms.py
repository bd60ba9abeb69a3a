"""The forms of what holds for all goals: what counts, and when the programme is."""

from datetime import date, timedelta

from goals.record import ResourceKind
from goals.rules import GrowthMeasure
from goals.statistics_year import FIRST_YEAR_OF_PUBL
from handlers.cards import ChoiceField, DateField, NumberField, Option, Reply
from handlers.errors import (
    BaselineYearError,
    EndsBeforeItBeginsError,
    NoKindsError,
    NothingChosenError,
)
from handlers.goals_page.goal_forms import day_in
from handlers.goals_page.settings import save
from handlers.request import Request
from handlers.services import Services

_YES, _NO = "yes", "no"
_ONE_DAY = timedelta(days=1)


def open_counting(_request: Request, services: Services) -> Reply:
    """Which kinds count, what growth is measured by, and which year is compared with."""
    rules = services.region.rules
    measures = {
        each: Option(services.say(f"settings.measure_{each}"), each) for each in GrowthMeasure
    }
    return Reply(
        services.form(
            "settings.counting_title",
            "goals.counting",
            "goals.counting_save",
            (
                *(
                    _yes_no(
                        f"kind_{kind}",
                        services.say("settings.field_kind", kind=services.say(f"kind.{kind}")),
                        services,
                        yes=kind in rules.counted_kinds,
                    )
                    for kind in ResourceKind
                ),
                ChoiceField(
                    "growth_measure",
                    services.say("settings.field_measure"),
                    tuple(measures.values()),
                    chosen=measures[rules.growth_measure],
                ),
                NumberField(
                    "baseline_year",
                    services.say("settings.field_baseline_year"),
                    value=str(rules.baseline_year),
                    lowest=FIRST_YEAR_OF_PUBL,
                    highest=services.today.year - 1,
                ),
            ),
        )
    )


def _yes_no(name: str, label: str, services: Services, *, yes: bool) -> ChoiceField:
    options = tuple(Option(services.say(f"settings.{each}"), each) for each in (_YES, _NO))
    return ChoiceField(name, label, options, chosen=options[0 if yes else 1])


def _is_yes(name: str, request: Request) -> bool:
    value = request.values.get(name, "")
    if value not in {_YES, _NO}:
        raise NothingChosenError().at(name)
    return value == _YES


def save_counting(request: Request, services: Services) -> Reply:
    """Keep what the form says."""
    kinds = [kind for kind in ResourceKind if _is_yes(f"kind_{kind}", request)]
    if not kinds:
        raise NoKindsError().at(f"kind_{ResourceKind.COURSE}")
    after = {
        "region:counted_kinds": ",".join(sorted(kinds)),
        "region:growth_measure": _measure(request),
        "region:baseline_year": _baseline_year(request, services),
    }
    return save(after, request, services)


def _measure(request: Request) -> str:
    try:
        return GrowthMeasure(request.values.get("growth_measure", "")).value
    except ValueError as error:
        raise NothingChosenError().at("growth_measure") from error


def _baseline_year(request: Request, services: Services) -> int:
    """A year that KB counts as it does now, and that is over."""
    typed, last = request.values.get("baseline_year", "").strip(), services.today.year - 1
    plain = typed.isascii() and typed.isdecimal() and len(typed) == 4
    if not plain or not FIRST_YEAR_OF_PUBL <= int(typed) <= last:
        raise BaselineYearError(first=str(FIRST_YEAR_OF_PUBL), last=str(last)).at("baseline_year")
    return int(typed)


def open_programme(_request: Request, services: Services) -> Reply:
    """The first and the last day of the programme, and whether July is quiet."""
    region = services.region
    last = region.rules.ends_on and region.rules.ends_on - _ONE_DAY
    return Reply(
        services.form(
            "settings.programme_title",
            "goals.programme",
            "goals.programme_save",
            (
                DateField(
                    "first", services.say("settings.field_first"), region.starts_on, required=False
                ),
                DateField(
                    "last",
                    services.say("settings.field_last"),
                    last,
                    required=False,
                    hint=services.say("settings.hint_last"),
                ),
                _yes_no(
                    "july_pause",
                    services.say("settings.field_july_pause"),
                    services,
                    yes=region.july_pause,
                ),
            ),
        )
    )


def save_programme(request: Request, services: Services) -> Reply:
    """Keep what the form says; the last day is stored as the first one after it."""
    first, last = day_in("first", request), day_in("last", request)
    if first is not None and last is not None and last < first:
        raise EndsBeforeItBeginsError(first=first, last=last).at("last")
    if last == date.max:
        last = None  # as good as no end
    after = {
        "region:starts_on": first and first.isoformat(),
        "region:ends_on": last and (last + _ONE_DAY).isoformat(),
        "region:july_pause": _is_yes("july_pause", request),
    }
    return save(after, request, services)
