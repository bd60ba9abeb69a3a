"""What each kind of delivery says. A new kind is a composer of its own and a line here."""

from collections.abc import Mapping
from types import MappingProxyType

from scheduler.erasure import compose_erasure_news
from scheduler.outbox.channel_broken import compose_channel_broken
from scheduler.outbox.composing import Composer
from storage.tables import DeliveryKind

COMPOSERS: Mapping[DeliveryKind, Composer] = MappingProxyType(
    {
        DeliveryKind.CHANNEL_BROKEN: compose_channel_broken,
        DeliveryKind.ERASURE: compose_erasure_news,
    }
)
