"""What the chat tells: the tokens, the rights of the app, and the channels that it should be in."""

from collections.abc import Iterator, Sequence

from bot.doctor.finding import Finding, note, right, wrong
from bot.readiness import CannotStartError
from bot.slack.examining import Examined, examine
from bot.slack.keys import SlackKeys
from storage.deliveries import Tenant
from storage.served import ServedChannel
from storage.tables import Platform


async def examine_workspace(
    keys: SlackKeys, tenants: Sequence[Tenant], channels: Sequence[ServedChannel]
) -> list[Finding]:
    """Ask Slack; `tenants` and `channels` are those that the database knows."""
    to_try = [each.channel_id for each in channels if each.broken_code is None]
    try:
        found = await examine(keys, to_try)
    except CannotStartError as error:
        return [wrong(error.key, **error.values)]
    here = Tenant(Platform.SLACK, found.team_id)
    mine = [each for each in channels if each.tenant == here]
    return [
        right("doctor.tokens", team=found.team),
        *_scopes(found),
        *_memberships(found, mine),
        *(wrong("doctor.not_served", tenant=each.id) for each in tenants if each != here),
    ]


def _scopes(found: Examined) -> Iterator[Finding]:
    if found.missing_scopes is None:
        yield note("doctor.scopes_unknown")
    elif found.missing_scopes:
        yield wrong("doctor.scopes_missing", scopes=", ".join(found.missing_scopes))
    else:
        yield right("doctor.scopes")


def _memberships(found: Examined, channels: Sequence[ServedChannel]) -> Iterator[Finding]:
    shut = [each for each in channels if each.channel_id in found.closed]
    for each in shut:
        code = found.closed[each.channel_id]
        yield wrong("doctor.channel_shut", whose=each.whose, channel=each.channel_id, code=code)
    if channels and not shut:
        yield right("doctor.channels", n=len(channels))
