"""An action plan in words: what stands, until when, and how far the county is with goal 6."""

from goals.action_plan import Plan, current
from goals.programme import ACTION_PLAN
from handlers.cards import Text
from handlers.progress.sentences import summary
from handlers.services import Services
from storage.plans import LibraryPlans
from storage.progress import county_counts


def described(plan: Plan, services: Services) -> str:
    """A plan in a few words: "antagen 3 maj 2026, gäller till och med 31 december 2028"."""
    if plan.valid_until is None:
        return services.say("plan.adopted", day=plan.adopted_on)
    over = plan.valid_until < services.today
    key = "plan.adopted_expired" if over else "plan.adopted_until"
    return services.say(key, day=plan.adopted_on, last=plan.valid_until)


def state_of(plans: LibraryPlans, services: Services) -> str:
    """How a library stands with its plan, in a few words."""
    valid = current(plans.adopted, services.today)
    if valid is not None:
        return described(valid, services)
    if plans.draft is not None:
        return services.say("plan.draft")
    return described(plans.adopted[0], services) if plans.adopted else services.say("plan.none")


def plan_line(plans: LibraryPlans, services: Services) -> Text:
    """How a library stands, as a paragraph with its mark."""
    valid = current(plans.adopted, services.today) is not None
    key = "plan.stands_valid" if valid else "plan.stands_not"
    return services.text(key, state=state_of(plans, services))


def standing_line(services: Services) -> Text:
    """How many of the county's libraries have a valid plan, and how many are to."""
    session, region, today = services.session, services.region, services.today
    counts = county_counts(session, region.region_id, today, region.rules)
    progress = ACTION_PLAN.progress(counts, today, region.rules)
    return services.note(
        "plan.county", figure=summary(progress, services.texts), percent=progress.target
    )
