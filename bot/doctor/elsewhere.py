"""Tenants that the database knows and the settings have no keys of: nobody here can ask them."""

from collections.abc import Iterator, Sequence

from bot.doctor.finding import Finding, note, wrong
from storage.deliveries import Tenant
from storage.served import ServedChannel

_KEYS = {
    "other": "doctor.not_served",  # the settings have another workspace's
    "slack": "doctor.slack_not_served",
    "teams": "doctor.teams_unserved",
}


def elsewhere(
    which: str, tenants: Sequence[Tenant], channels: Sequence[ServedChannel]
) -> Iterator[Finding]:
    """Each of the tenants, and how many of its channels are not asked about."""
    for tenant in tenants:
        yield wrong(_KEYS[which], tenant=tenant.id)
        untried = sum(each.tenant == tenant for each in channels)
        if untried:
            yield note("doctor.channels_untried", tenant=tenant.id, n=untried)
