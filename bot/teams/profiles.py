"""Who an unknown account is, as its tenant tells it.

The address ties an account to the roster. A user principal name ends in a domain that Microsoft
has seen proof of; the mail address beside it is what the tenant's administrator has written. So
it counts at once where its domain is the same, and else only when the person says that it is
theirs. Source: https://learn.microsoft.com/entra/identity-platform/claims-validation
"""

from bot.teams.activities import Json, text
from handlers.request import Profile

_GUESTS = frozenset({"guest", "anonymous"})


def read_profile(member: Json, tenant: str, locale: str | None) -> Profile:
    """A member of a conversation, as the connector tells it.

    Guests of the tenant and people of another one are nobody that its addresses speak for.
    """
    known = text(member, "name") or text(member, "givenName") or text(member, "id")
    home = text(member, "tenantId").lower() or tenant
    if home != tenant or text(member, "userRole").lower() in _GUESTS:
        return Profile(known, None, locale)
    principal = _address(text(member, "userPrincipalName"))
    mail = _address(text(member, "email"))
    if "#ext#" in principal.casefold():  # a guest's, made up by the tenant
        return Profile(known, None, locale)
    if not principal or (mail and _domain(mail) != _domain(principal)):
        return Profile(known, principal or None, locale, unproven=mail or None)
    return Profile(known, mail or principal, locale, also=principal if mail else None)


def entra_id(member: Json) -> str:
    """The Entra object id of a member; empty where it is not told."""
    return (text(member, "aadObjectId") or text(member, "objectId")).lower()


def _address(said: str) -> str:
    return said.strip() if "@" in said else ""


def _domain(address: str) -> str:
    return address.rpartition("@")[2].casefold()
