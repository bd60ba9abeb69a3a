"""What the bot owes and whether it is out: the one truth about every message that it sends itself.

A message is owed in the transaction that causes it, claimed with a lease, sent outside of any
transaction, and marked by whoever still holds the lease.
"""

from storage.deliveries.answered import answered
from storage.deliveries.channels import (
    BrokenChannel,
    break_channel,
    broken_channel,
    broken_channels,
    keepers,
    leaders,
    mend_channel,
    mend_channel_at,
)
from storage.deliveries.claiming import Claim, claim, next_try
from storage.deliveries.condition import (
    Condition,
    Outgoing,
    condition,
    outgoing,
    touched,
    uncertain,
)
from storage.deliveries.forgetting import (
    EXPIRED,
    ORPHANED,
    expire,
    forget_deliveries,
    forget_deliveries_to,
)
from storage.deliveries.languages import languages
from storage.deliveries.marking import Out, back_off, close, doubt, give_back, mark_sent
from storage.deliveries.owed import owed_keys
from storage.deliveries.owing import (
    LATE,
    ChannelAddress,
    Due,
    MemberAddress,
    channel_key,
    member_key,
    owe_channel,
    owe_member,
    owe_members,
    owes,
    something_is_owed,
)
from storage.deliveries.tenant import Tenant

__all__ = [
    "EXPIRED",
    "LATE",
    "ORPHANED",
    "BrokenChannel",
    "ChannelAddress",
    "Claim",
    "Condition",
    "Due",
    "MemberAddress",
    "Out",
    "Outgoing",
    "Tenant",
    "answered",
    "back_off",
    "break_channel",
    "broken_channel",
    "broken_channels",
    "channel_key",
    "claim",
    "close",
    "condition",
    "doubt",
    "expire",
    "forget_deliveries",
    "forget_deliveries_to",
    "give_back",
    "keepers",
    "languages",
    "leaders",
    "mark_sent",
    "member_key",
    "mend_channel",
    "mend_channel_at",
    "next_try",
    "outgoing",
    "owe_channel",
    "owe_member",
    "owe_members",
    "owed_keys",
    "owes",
    "something_is_owed",
    "touched",
    "uncertain",
]
