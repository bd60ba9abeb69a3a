"""An account whose mail address stands on the roster, but that nobody has proof of: is it you?

- who says yes is tied to the member, and that is written down
- who leads a library or a region is not asked: what they may see wants more than a word, so they
  begin as everybody does, and are confirmed
"""

from handlers.cards import Buttons, Reply, Style
from handlers.errors import OutdatedButtonError
from handlers.request import Request
from handlers.services import Services
from storage.journal import audit
from storage.keys import email_key
from storage.people import Person, add_identity, member_by_email, person_of
from storage.tables import Role


def recognised(request: Request, services: Services) -> Person | None:
    """The member whose address stands on an account that is nobody's yet."""
    profile, region_id = request.profile, services.region.region_id
    if services.who is not None or profile is None or not profile.unproven:
        return None
    key = email_key(profile.unproven)
    member_id = member_by_email(services.session, region_id, key)
    if member_id is None or key in services.coordinators:
        return None
    found = person_of(services.session, region_id, member_id)
    return found if found is not None and found.role is Role.STAFF else None


def ask(person: Person, request: Request, services: Services) -> Reply:
    """Is it you?"""
    address = (request.profile and request.profile.unproven) or ""
    yes = services.button(
        "recognised.yes", "kompis.mine", str(person.member_id), style=Style.PRIMARY
    )
    return services.reply(
        "recognised.title",
        services.text("recognised.question", name=person.name, address=address),
        Buttons((yes, services.button("recognised.no", "kompis.other"))),
    )


def mine(request: Request, services: Services) -> Reply:
    """Tie the account to the member whom the button carries. A second press changes nothing."""
    if services.who is not None and str(services.who.member_id) == request.value:
        return _tied(services.who.name, services)
    person, account = recognised(request, services), request.account
    if person is None or str(person.member_id) != request.value:
        raise OutdatedButtonError
    locale = request.profile.locale if request.profile else None
    add_identity(
        services.session,
        person.member_id,
        account.platform,
        account.tenant,
        account.user_id,
        locale,
    )
    audit(
        services.session,
        request.now,
        "kompis.mine",
        actor=person.member_id,
        subject=person.member_id,
    )
    return _tied(person.name, services)


def _tied(name: str, services: Services) -> Reply:
    return services.reply(
        "recognised.title",
        services.text("recognised.tied", name=name),
        Buttons((services.way_on("training.form", Style.PRIMARY), services.way_on("progress"))),
        replaces=True,
    )
