"""Whose goals are told: one library's or the county's, and what of them may be shown."""

from dataclasses import dataclass

from goals.figures import Figure
from goals.programme import NUMBERS, OF_A_LIBRARY, PRIVATE, Counts
from handlers.carried import row_id
from handlers.errors import OutdatedButtonError, UnconfirmedError
from handlers.scope import is_coordinator, libraries_for, library_for
from handlers.services import Services
from storage.figures import Group, certified_counts, county_group, library_group
from storage.regions import LibraryName
from storage.sizes import hidden_in, tells_of_few

_COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Scope:
    """A library, or the whole county."""

    place: LibraryName | None

    def name(self, services: Services) -> str:
        """What it is called."""
        return services.region.name if self.place is None else self.place.name

    @property
    def goals(self) -> tuple[str, ...]:
        """The keys of the goals that it has, in their order: the milestones are the county's."""
        return tuple(NUMBERS) if self.place is None else OF_A_LIBRARY

    def carried(self, goal: str = "") -> str:
        """As a button carries it, with a goal's key or without: `digiteket|7`."""
        return f"{goal}|{_COUNTY if self.place is None else self.place.library_id}"

    def group(self, services: Services) -> Group:
        """The goals on the day of the request."""
        session, region, today = services.session, services.region, services.today
        if self.place is None:
            return county_group(session, region, today)
        return library_group(session, region, self.place.library_id, today)

    def certified(self, services: Services) -> Counts:
        """How many have achieved the goals by what somebody has certified alone."""
        library_id = None if self.place is None else self.place.library_id
        return certified_counts(services.session, services.region, library_id, services.today)

    def hides(self, figure: Figure, group: Group, services: Services) -> bool:
        """Whether a figure would tell of single persons."""
        heads = group.counts.staff
        if figure.progress.key not in PRIVATE:
            return False
        session, region_id, today = services.session, services.region.region_id, services.today
        if self.place is None:
            return hidden_in(session, region_id, today).county
        return tells_of_few(session, region_id, self.place.library_id, heads, today)


def is_shown_figures(services: Services) -> bool:
    """Whether the person sees figures at all: who waits to be confirmed does not."""
    who = services.member
    return is_coordinator(services) or (who.workplace is not None and who.workplace.confirmed)


def own_scope(services: Services) -> Scope:
    """The person's library; of a coordinator who works at none, the county."""
    if is_coordinator(services) and services.member.workplace is None:
        return Scope(None)
    return Scope(libraries_for("goals.explain", services)[0])


def carried_scope(value: str, services: Services) -> tuple[str, Scope]:
    """A goal's key, or nothing, and the scope that a button carries.

    Raises OutdatedButtonError for a goal that there is not, and OtherLibraryError or
    UnconfirmedError for a library that is out of reach.
    """
    goal, _, whose = value.partition("|")
    if not is_shown_figures(services):
        raise UnconfirmedError
    if whose == _COUNTY:
        scope = Scope(None)
    elif whose:
        scope = Scope(library_for("goals.explain", row_id(whose), services))
    else:
        scope = own_scope(services)
    if goal and goal not in NUMBERS:
        raise OutdatedButtonError
    if goal and goal not in scope.goals:
        scope = Scope(None)
    return goal, scope
