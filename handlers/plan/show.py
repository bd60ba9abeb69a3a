"""A library's action plan and its earlier ones; for a coordinator, each library's."""

from collections.abc import Iterable

from goals.action_plan import Plan
from handlers.cards import Bullets, Button, Buttons, Heading, Part, Reply, Style, Table
from handlers.carried import row_id
from handlers.plan.carried import Entry
from handlers.plan.sentences import described, plan_line, standing_line, state_of
from handlers.request import Request
from handlers.scope import is_coordinator, libraries_for, library_for
from handlers.services import Services
from storage.plans import DRAFT, LibraryPlans, plans_by_library, plans_of
from storage.regions import LibraryName

MOST_SHOWN = 10  # plans of a library


def overview(services: Services) -> Reply:
    """The own library's plan; for a coordinator who works at none every library's."""
    places = libraries_for("plan", services)
    if is_coordinator(services) and services.member.workplace is None:
        return _county(places, services)
    return of_library(places[0], services)


def pressed(request: Request, services: Services) -> Reply:
    """The plan of the library that a button carries; without one, of the own."""
    if not request.value:
        return overview(services)
    return of_library(library_for("plan", row_id(request.value), services), services)


def of_library(place: LibraryName, services: Services) -> Reply:
    """A library's plan, with the ways to change it for whoever leads the library."""
    plans = plans_of(services.session, place.library_id)
    leads = place in libraries_for("plan.form", services)
    return services.reply(
        "plan.title",
        Heading(place.name),
        plan_line(plans, services),
        *_history(plans, services),
        standing_line(services),
        *_buttons(place, plans, services, leads=leads),
    )


def _history(plans: LibraryPlans, services: Services) -> list[Part]:
    """Every plan that there has been, where there has been more than one thing."""
    lines = [
        services.texts.rich("plan.line", plan=described(plan, services)) for plan in _shown(plans)
    ]
    if plans.draft is not None:
        lines = [services.texts.rich("plan.line", plan=services.say("plan.draft")), *lines]
    if len(lines) < 2:
        return []
    return [services.text("plan.history"), Bullets(tuple(lines))]


def _shown(plans: LibraryPlans) -> Iterable[Plan]:
    return plans.adopted[:MOST_SHOWN]


def _buttons(
    place: LibraryName, plans: LibraryPlans, services: Services, *, leads: bool
) -> list[Part]:
    """To open what is linked; for who leads, to note another plan and to correct each."""
    buttons = [
        Button(services.say("plan.open", day=plan.adopted_on), url=plan.link)
        for plan in _shown(plans)
        if plan.link
    ][:1]
    if plans.draft is not None and plans.draft.link:
        buttons.append(Button(services.say("plan.open_draft"), url=plans.draft.link))
    if leads:
        new = Entry(place.library_id).carried()
        buttons.append(services.button("way_on.plan.form", "plan.form", new, Style.PRIMARY))
        buttons += _corrections(place, plans, services)
    buttons += _others(place, services)
    return [Buttons(tuple(buttons))] if buttons else []


def _corrections(place: LibraryName, plans: LibraryPlans, services: Services) -> Iterable[Button]:
    if plans.draft is not None:
        entry = Entry(place.library_id, DRAFT).carried()
        yield services.button("plan.change_draft", "plan.form", entry)
    for plan in _shown(plans):
        entry = Entry(place.library_id, plan.adopted_on.isoformat()).carried()
        yield services.button("plan.change", "plan.form", entry, day=plan.adopted_on)


def _others(place: LibraryName, services: Services) -> list[Button]:
    """The other libraries where the person works; a coordinator has the county's table."""
    if is_coordinator(services):
        return [services.way_on("plan.county")]
    return [
        Button(each.name, "plan.library", str(each.library_id))
        for each in libraries_for("plan", services)
        if each != place
    ]


def county_pressed(_request: Request, services: Services) -> Reply:
    """Every library's plan."""
    return _county(libraries_for("plan", services), services)


def _county(places: Iterable[LibraryName], services: Services) -> Reply:
    plans = plans_by_library(services.session, services.region.region_id)
    nothing = LibraryPlans((), None)
    rows = [
        (place.name, state_of(plans.get(place.library_id, nothing), services)) for place in places
    ]
    columns = (services.say("tutoring.column_library"), services.say("plan.column_state"))
    return services.reply(
        "plan.title",
        services.heading("plan.heading_county", county=services.region.name),
        Table(columns, tuple(rows)),
        standing_line(services),
        services.note("plan.of_library"),
        Buttons((services.way_on("plan.form", Style.PRIMARY),)),
    )
