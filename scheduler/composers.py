"""What each kind of delivery says. A new kind is a composer of its own and a line here."""

from collections.abc import Mapping
from types import MappingProxyType

from scheduler.digests import compose_digest, compose_plan_expiring
from scheduler.erasure import compose_erasure_news
from scheduler.outbox.channel_broken import compose_channel_broken
from scheduler.outbox.composing import Composer
from scheduler.outbox.invitation import compose_invitation
from scheduler.outbox.joined import compose_joined
from scheduler.reminders import compose_reminder
from scheduler.summaries import (
    compose_county_summary,
    compose_tutoring_reminder,
    compose_weekly_summary,
)
from storage.tables import DeliveryKind

COMPOSERS: Mapping[DeliveryKind, Composer] = MappingProxyType(
    {
        DeliveryKind.WEEKLY_SUMMARY: compose_weekly_summary,
        DeliveryKind.COUNTY_SUMMARY: compose_county_summary,
        DeliveryKind.REMINDER: compose_reminder,
        DeliveryKind.DIGEST: compose_digest,
        DeliveryKind.PLAN_EXPIRING: compose_plan_expiring,
        DeliveryKind.TUTORING_REMINDER: compose_tutoring_reminder,
        DeliveryKind.CHANNEL_BROKEN: compose_channel_broken,
        DeliveryKind.ERASURE: compose_erasure_news,
        DeliveryKind.INVITATION: compose_invitation,
        DeliveryKind.JOINED: compose_joined,
    }
)
