"""Who was there: from the accounts that a message mentions to colleagues who can be asked.

Buttons carry the ids of the members before their own value: `+12,15+7@2020-05-26`. None of it is
trusted: who they are is looked up again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from handlers.carried import row_ids
from handlers.errors import OutdatedButtonError
from handlers.request import Request
from handlers.services import Services
from storage.invitations import Colleague, colleagues, mentioned

MOST_ASKED = 20  # colleagues of one report
_MARK = "+"


class Reason(StrEnum):
    """Why somebody is not asked."""

    UNKNOWN = "unknown"
    ELSEWHERE = "elsewhere"  # of another region
    LEFT = "left"  # employed nowhere
    FINISHED = "finished"  # has reported it already
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Refused:
    """Somebody who is not asked."""

    name: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Company:
    """Those who were there as well, and those of them who cannot be asked."""

    colleagues: tuple[Colleague, ...] = ()
    refused: tuple[Refused, ...] = ()


def company_of(accounts: Sequence[str], request: Request, services: Services) -> Company:
    """The colleagues behind accounts, in their order; oneself is left out."""
    if not accounts:
        return Company()
    named = {mention.user_id: mention for mention in request.mentions}
    account = request.account
    known = mentioned(services.session, account.platform, account.tenant, accounts, services.today)
    found: list[Colleague] = []
    refused: list[Refused] = []
    for user_id in dict.fromkeys(accounts):
        if user_id == account.user_id:
            continue
        colleague = known.get(user_id)
        if colleague is None:
            mention = named.get(user_id)
            profile = mention.profile if mention else None
            name = (profile and profile.name) or (mention and mention.name) or user_id
            refused.append(Refused(name, Reason.UNKNOWN))
        elif colleague not in found:
            found.append(colleague)
    return _askable(found, refused, services)


def _askable(found: Iterable[Colleague], refused: Iterable[Refused], services: Services) -> Company:
    """Without oneself, and with the reasons why some cannot be asked."""
    asked: list[Colleague] = []
    turned_down = list(refused)
    for colleague in found:
        reason = _reason(colleague, services, len(asked))
        if colleague.member_id == services.member.member_id:
            continue
        if reason is None:
            asked.append(colleague)
        else:
            turned_down.append(Refused(colleague.name, reason))
    return Company(tuple(asked), tuple(turned_down))


def _reason(colleague: Colleague, services: Services, number: int) -> Reason | None:
    if colleague.region_id != services.region.region_id:
        return Reason.ELSEWHERE
    if not colleague.employed:
        return Reason.LEFT
    return Reason.TOO_MANY if number >= MOST_ASKED else None


def carry_company(company: Company, value: str) -> str:
    """What a button carries, with those who are asked once it is pressed."""
    return carry_ids_of(",".join(str(one.member_id) for one in company.colleagues), value)


def carry_ids_of(ids: str, value: str = "") -> str:
    """A value behind the ids that `parted` gave."""
    return f"{_MARK}{ids}{_MARK}{value}" if ids else value


def parted(value: str) -> tuple[str, str]:
    """The ids that `carry_company` put before a value, as text, and the value itself."""
    if not value.startswith(_MARK):
        return "", value
    ids, mark, rest = value.removeprefix(_MARK).partition(_MARK)
    if not mark:
        raise OutdatedButtonError
    return ids, rest


def company_again(ids: str, services: Services) -> Company:
    """The colleagues whom a button carries. Raises OutdatedButtonError for what are no ids."""
    if not ids:
        return Company()
    found = colleagues(services.session, row_ids(ids), services.today)
    own = [one for one in found if one.region_id == services.region.region_id]
    return _askable(own, (), services)
