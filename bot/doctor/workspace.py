"""What Slack tells: the tokens, the rights of the app, and the channels that it should be in."""

from collections.abc import Iterator, Sequence

from bot.doctor.elsewhere import elsewhere
from bot.doctor.finding import Finding, note, right, wrong
from bot.readiness import CannotStartError
from bot.slack.errors import SlackError
from bot.slack.examining import Examined, examine
from bot.slack.keys import SlackKeys
from storage.deliveries import Tenant
from storage.served import ServedChannel
from storage.tables import Platform


async def examine_workspace(
    keys: SlackKeys, tenants: Sequence[Tenant], channels: Sequence[ServedChannel]
) -> list[Finding]:
    """Ask Slack; `tenants` and `channels` are those of Slack that the database knows."""

    def in_order(team_id: str) -> list[ServedChannel]:
        here = Tenant(Platform.SLACK, team_id)
        return [each for each in channels if each.tenant == here and each.broken_code is None]

    try:
        found = await examine(keys, lambda team: [each.channel_id for each in in_order(team)])
    except CannotStartError as error:
        return [wrong(error.key, **error.values)]
    except SlackError as error:
        return [wrong("start.slack_refuses", code=error.code or type(error).__name__)]
    here = Tenant(Platform.SLACK, found.team_id)
    return [
        right("doctor.tokens", team=found.team),
        *_scopes(found),
        *_memberships(found, in_order(found.team_id)),
        *elsewhere("other", [each for each in tenants if each != here], channels),
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
