"""`kompis progress` and `kompis understand`: questions whose answers are printed."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from sqlmodel import Session

from bot.cli.data import opened, region_option, the_region
from bot.readiness import CannotStartError
from bot.settings import Settings
from goals.figures import Figure
from goals.programme import PRIVATE, Counts
from goals.progress import Progress, Status
from goals.tutoring import TutoringProgress
from handlers.progress.sentences import detail, summary, tutoring_detail
from handlers.progress.sources import certified_in, source_of, source_words
from handlers.texts import Texts, plain_spaces
from handlers.understanding import Intent, Problem, Title, Titles, Understanding, understand
from storage.catalogue import catalogue
from storage.figures import Group, certified_counts, county_group, library_group_and_certified
from storage.imports import read_table
from storage.regions import RegionSettings, libraries_of, named
from storage.shipped import RESOURCES
from storage.sizes import hidden_in, tells_of_few

_REPORTS = frozenset({Intent.TRAINING, Intent.ASSESSMENT, Intent.REGISTRATION})
_PROBLEMS = {
    Problem.FUTURE_DATE: "error.not_yet",
    Problem.NO_SUCH_DATE: "error.no_such_day",
    Problem.UNCLEAR_DATE: "error.unclear_day",
}


def register(app: typer.Typer, settings: Settings, texts: Texts) -> None:
    """Add the commands."""
    json_help = texts.say("cli.json")
    on_option = typer.Option(
        formats=["%Y-%m-%d"], help=texts.say("cli.on"), metavar="DATE", show_default=False
    )

    @app.command(help=texts.say("cli.progress"))
    def progress(
        library: Annotated[
            str | None, typer.Option(help=texts.say("cli.progress.library"), show_default=False)
        ] = None,
        region: Annotated[str | None, region_option(texts)] = None,
        on: Annotated[datetime | None, on_option] = None,
        as_json: Annotated[bool, typer.Option("--json", help=json_help)] = False,
    ) -> None:
        with opened(settings) as database, database.reading() as session:
            place = the_region(session, region)
            day = _day(on, place.zone)
            asked = _progress(session, place, library, day)
        if as_json:
            typer.echo(json.dumps(_as_json(asked), ensure_ascii=False))
        else:
            typer.echo(plain_spaces(_as_text(asked, texts)))

    @app.command("understand", help=texts.say("cli.understand"))
    def run_understand(
        text: Annotated[str, typer.Argument(help=texts.say("cli.understand.text"))],
        on: Annotated[datetime | None, on_option] = None,
        as_json: Annotated[bool, typer.Option("--json", help=json_help)] = False,
    ) -> None:
        titles, today = _catalogue(settings, on)
        said = understand(text, titles, today)
        if as_json:
            typer.echo(json.dumps(understanding_as_json(said), ensure_ascii=False))
        else:
            typer.echo(plain_spaces(_understanding_as_text(said, texts)))


def _day(on: datetime | None, zone: ZoneInfo) -> date:
    return on.date() if on else datetime.now(UTC).astimezone(zone).date()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A group on a day and its goals; `hidden` where private figures would tell of persons."""

    scope: str
    on: date
    group: Group
    certified: Counts
    hidden: bool

    def certified_of(self, goal: Progress) -> int | None:
        """How many are there by what somebody has certified alone; None where nobody certifies."""
        return certified_in(goal, self.certified)

    def shows(self, goal: Progress) -> bool:
        """Whether a goal's figures may be seen."""
        return not (self.hidden and goal.key in PRIVATE)


def _progress(session: Session, region: RegionSettings, library: str | None, day: date) -> _Asked:
    if library is None:
        group = county_group(session, region, day)
        few = hidden_in(session, region.region_id, day).county
        return _Asked(region.name, day, group, certified_counts(session, region, None, day), few)
    place = named(library, libraries_of(session, region.region_id))
    if place is None:
        raise CannotStartError("cli.progress.unknown_library", library=library)
    group, certified = library_group_and_certified(session, region, place.library_id, day)
    few = tells_of_few(session, region.region_id, place.library_id, group.counts.staff, day)
    return _Asked(place.name, day, group, certified, few)


def _as_json(asked: _Asked) -> dict[str, Any]:
    goals = [
        _goal_as_json(
            each.progress, asked.certified_of(each.progress), shown=asked.shows(each.progress)
        )
        for each in asked.group.figures
    ]
    return {
        "scope": asked.scope,
        "on": asked.on.isoformat(),
        "goals": [*goals, _tutoring_as_json(asked.group.tutoring)],
    }


def _goal_as_json(goal: Progress, certified: int | None, *, shown: bool) -> dict[str, Any]:
    """A goal as design §8 has it, with how many are certified; figures not shown are null."""
    more = {"measure": goal.measure, "certified": certified or None}
    return {
        "key": goal.key,
        "numerator": goal.numerator if shown else None,
        "denominator": goal.denominator,
        "target": goal.target,
        "status": goal.status if shown else Status.NO_DATA,
        "missing": goal.missing if shown else None,
        "source": source_of(goal, certified),
    } | {name: value for name, value in more.items() if value is not None}


def _tutoring_as_json(goal: TutoringProgress) -> dict[str, Any]:
    """Goal 8 as design §8 has it, with how many of the libraries have figures for both years."""
    return {
        "key": goal.key,
        "baseline_year": goal.baseline_year,
        "current_year": goal.current_year,
        "adults": {"baseline": goal.adults.baseline, "current": goal.adults.current},
        "children": {"baseline": goal.children.baseline, "current": goal.children.current},
        "status": goal.status,
        "source": goal.source,
        "libraries": goal.libraries,
        "of_libraries": goal.of_libraries,
    }


def _as_text(asked: _Asked, texts: Texts) -> str:
    lines = [texts.say("cli.progress.title", scope=asked.scope, day=asked.on)]
    for figure in asked.group.figures:
        shown = asked.shows(figure.progress)
        number = asked.certified_of(figure.progress)
        said = _said(figure, number, texts) if shown else texts.say("cli.progress.hidden")
        lines.append(f"  {texts.say(f'goal.{figure.progress.key}')}: {said}")
    tutoring = asked.group.tutoring
    lines.append(
        f"  {texts.say(f'goal.{tutoring.key}')}: {summary(tutoring, texts)}."
        f" {tutoring_detail(tutoring, texts)}"
    )
    if tutoring.status is not Status.NO_DATA:
        lines[-1] += f" {_source(tutoring, None, texts)}"
    return "\n".join(lines)


def _said(figure: Figure, certified: int | None, texts: Texts) -> str:
    said = f"{summary(figure.progress, texts)}. {detail(figure, texts)}".rstrip()
    if figure.progress.status is Status.NO_DATA:
        return said
    return f"{said} {_source(figure.progress, certified, texts)}"


def _source(goal: Progress | TutoringProgress, certified: int | None, texts: Texts) -> str:
    return texts.say("cli.progress.source", source=source_words(goal, certified, texts))


def _catalogue(settings: Settings, on: datetime | None) -> tuple[Titles, date]:
    """The region's catalogue and today there; before there is one, the one that we ship."""
    try:
        with opened(settings) as database, database.reading() as session:
            region = the_region(session)
            titles = [
                Title(each.resource_id, each.title, each.url, each.topic, each.approved)
                for each in catalogue(session, region.region_id)
            ]
            return Titles(titles), _day(on, region.zone)
    except CannotStartError:
        rows = read_table(RESOURCES).rows
        titles = [
            Title(row.line, row.values["title"], row.values["url"] or None, row.values["topic"])
            for row in rows
        ]
        return Titles(titles), _day(on, ZoneInfo(settings.timezone))


def understanding_as_json(said: Understanding) -> dict[str, Any]:
    """What a message would lead to, as design §8 has it."""
    answer: dict[str, Any] = {
        "intent": said.intent,
        "certain": said.certain,
        "resources": [title.title for title in said.resources],
        "on": said.on.isoformat() if said.on else None,
    }
    return answer | ({"proposal": said.proposal} if said.proposal else {})


def _understanding_as_text(said: Understanding, texts: Texts) -> str:
    sure = "certain" if said.certain else "uncertain"
    comes = texts.say(f"cli.understand.{sure if said.intent in _REPORTS else 'nothing'}")
    lines = [f"{texts.say(f'intent.{said.intent}')} {comes}"]
    lines += [f"  • {title.title}" for title in said.resources]
    if said.proposal:
        lines.append(texts.say("cli.understand.proposal", title=said.proposal))
    if said.on:
        lines.append(texts.say("cli.understand.day", day=said.on))
    if said.problem:
        lines.append(f"  {texts.say(_PROBLEMS[said.problem])}")
    return "\n".join(lines)
