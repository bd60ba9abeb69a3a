"""The county's goals; for the coordinator each library beside the others."""

from handlers.access import check_access
from handlers.cards import Button, Buttons, Card, Heading, Part, Reply
from handlers.progress.bars import bars
from handlers.progress.download import COUNTY, download_button
from handlers.progress.sources import sources_note
from handlers.progress.table import libraries_table
from handlers.request import Request
from handlers.scope import is_coordinator
from handlers.services import Services
from storage.figures import certified_counts, county_group, groups
from storage.regions import libraries_of
from storage.sizes import hidden_in


def county(_request: Request, services: Services) -> Reply:
    """The region's goals as bars and, for the coordinator, a table of its libraries."""
    check_access("progress.county", services.member)
    session, region, today = services.session, services.region, services.today
    hidden = hidden_in(session, region.region_id, today)
    if is_coordinator(services):
        whole, libraries = groups(session, region, today, with_trends=False)
        table: tuple[Part, ...] = (
            libraries_table(
                whole, libraries, hidden, libraries_of(session, region.region_id), services.texts
            ),
            services.note("county.note"),
        )
    else:
        whole, table = county_group(session, region, today), ()
    certified = certified_counts(session, region, None, today)
    staff = whole.counts.staff
    parts: tuple[Part, ...] = (
        Heading(region.name),
        *bars(whole, services.texts, private_hidden=hidden.county),
        sources_note(
            whole, certified, services.texts, services.say("progress.staff", n=staff, day=today)
        ),
        *table,
        Buttons(_buttons(services)),
    )
    return Reply(Card(services.say("progress.title"), parts))


def _buttons(services: Services) -> tuple[Button, ...]:
    own = () if services.member.workplace is None else (services.way_on("progress.library"),)
    explain = services.button("way_on.goals.explain", "goals.explain", "|county")
    report = download_button(COUNTY, services)
    coordinates = is_coordinator(services)
    teams = (services.way_on("team"),) if coordinates else ()
    return (services.way_on("progress.me"), *own, *teams, explain, report)
