"""What is stored about the person, in a card: counts and days, and the results that are theirs."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from goals.record import Area
from handlers.cards import Bullets, Button, Buttons, Card, Part, Reply, Style, Text
from handlers.mydata.state import state_text
from handlers.request import Request
from handlers.scope import is_coordinator
from handlers.services import Services
from handlers.texts import Span
from storage.personal.everything import Row, everything_about
from storage.personal.requests import RequestState, latest_request, undecided
from storage.reminders import reminder_settings

Line = tuple[Span, ...]
Sections = dict[str, list[Row]]
_MOST_RESULTS = 5  # self-assessments whose results are shown


def show(_request: Request, services: Services) -> Reply:
    """The card; of somebody whom nobody knows nothing is stored."""
    if services.who is None:
        return services.reply(
            "mydata.title",
            services.text("mydata.nothing"),
            Buttons((services.way_on("kompis.start"),)),
        )
    stored = everything_about(services.session, services.who.member_id, services.coordinators)
    parts: list[Part] = [
        services.heading("mydata.title"),
        Bullets(tuple(_lines(stored, services))),
        *_results(stored, services),
        *_request_state(services),
        Buttons(_buttons(services)),
        services.note("mydata.who_sees"),
    ]
    return Reply(Card(services.say("mydata.title"), tuple(parts)))


def _lines(stored: Sections, services: Services) -> Iterator[Line]:
    """A line a kind; what there is nothing of has none."""
    rich = services.texts.rich
    (member,) = stored["member"]
    yield rich("mydata.name", name=member["name"], email=member["email"] or "–")
    for row in stored["employments"]:
        yield rich("mydata.employment", library=row["library"], day=row["starts_on"])
    yield rich("mydata.accounts", n=len(stored["accounts"]))
    if stored["leaves"]:
        yield rich("mydata.leaves", n=len(stored["leaves"]))
    for row in stored["registrations"]:
        yield rich("mydata.registered", day=row["registered_on"])
    for section, column in _DATED.items():
        if stored[section]:
            latest = max(row[column] for row in stored[section])
            yield rich(f"mydata.{section}", n=len(stored[section]), day=latest)
    invitations = len(stored["invitations_received"]), len(stored["invitations_made"])
    if any(invitations):
        yield rich("mydata.invitations", received=invitations[0], made=invitations[1])
    yield _reminders(services)
    yield rich("mydata.seen", n=len(_by_others(stored)))


_DATED = {
    "completions": "completed_on",
    "self_assessments": "taken_on",
    "growth_reports": "reported_on",
}


def _by_others(stored: Sections) -> list[Row]:
    return [row for row in stored["seen_or_changed_by"] if row["by"] != "self"]


def _reminders(services: Services) -> Line:
    settings = reminder_settings(services.session, services.member.member_id, services.today)
    on = services.say("mydata.on" if settings.on else "mydata.off")
    name = services.say("mydata.name_on" if settings.show_name else "mydata.name_off")
    return services.texts.rich("mydata.reminders", on=on, name=name)


def _results(stored: Sections, services: Services) -> tuple[Part, ...]:
    """The latest self-assessments that have results, each on its line."""
    with_results = [
        row for row in stored["self_assessments"] if any(row[area] is not None for area in Area)
    ]
    if not with_results:
        return ()
    lines = (_result_line(row, services) for row in reversed(with_results[-_MOST_RESULTS:]))
    return services.text("mydata.results"), Bullets(tuple(lines))


def _result_line(row: Row, services: Services) -> Line:
    means = ((services.say(f"area.{area}"), row[area]) for area in Area)
    told = (f"{name} {_number(mean, services)}" for name, mean in means if mean is not None)
    results = " · ".join(told)
    return services.texts.rich("mydata.result_line", day=row["taken_on"], results=results)


def _number(mean: Any, services: Services) -> str:
    return services.texts.number(Decimal(mean))


def _request_state(services: Services) -> tuple[Text, ...]:
    """How far the person's own request has come, if there is one."""
    latest = latest_request(services.session, services.member.member_id, services.today)
    return () if latest is None else (state_text(latest, services),)


def _buttons(services: Services) -> tuple[Button, ...]:
    latest = latest_request(services.session, services.member.member_id, services.today)
    waits = latest is not None and latest.state is not RequestState.REFUSED
    back = (services.button("mydata.withdraw", "mydata.withdraw"),) if waits else ()
    return (
        services.button("mydata.export", "mydata.export", style=Style.PRIMARY),
        services.button("mydata.log", "mydata.log"),
        services.way_on("reminders"),
        *back,
        services.button("mydata.erase", "mydata.erase", style=Style.DANGER),
        *_decisions(services),
    )


def _decisions(services: Services) -> tuple[Button, ...]:
    """For a coordinator, the requests that wait."""
    if not is_coordinator(services):
        return ()
    waiting = len(undecided(services.session, services.region.region_id, services.today))
    return (services.button("mydata.requests", "mydata.requests", n=waiting),) if waiting else ()
