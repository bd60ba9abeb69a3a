"""What each kind of delivery says. A new kind is a composer of its own and a line here."""

from collections.abc import Mapping
from types import MappingProxyType

from scheduler.outbox.channel_broken import compose_channel_broken
from scheduler.outbox.composing import Composer
from scheduler.outbox.invitation import compose_invitation
from scheduler.outbox.joined import compose_joined
from storage.tables import DeliveryKind

COMPOSERS: Mapping[DeliveryKind, Composer] = MappingProxyType(
    {
        DeliveryKind.CHANNEL_BROKEN: compose_channel_broken,
        DeliveryKind.INVITATION: compose_invitation,
        DeliveryKind.JOINED: compose_joined,
    }
)
