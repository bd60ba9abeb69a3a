"""Every table, so that importing this package registers them all."""

from storage.tables.changes import Change
from storage.tables.conversations import Conversation, ConversationKind
from storage.tables.deliveries import Delivery, DeliveryKind, DeliveryState
from storage.tables.journal import AuditEvent, ErasureRequest, EventClaim, ProcessedEvent
from storage.tables.learning import (
    Completion,
    GrowthReport,
    Invitation,
    Registration,
    Resource,
    ResourceStatus,
    SelfAssessment,
)
from storage.tables.organisation import Channel, Installation, Library, Platform, Region
from storage.tables.people import Employment, Identity, Leave, Member, Role
from storage.tables.programme import (
    ActionPlan,
    GoalSetting,
    Milestone,
    OfficialStatistic,
    PlanStatus,
    Snapshot,
    TutoringCount,
)
from storage.tables.schema import METADATA

__all__ = [
    "METADATA",
    "ActionPlan",
    "AuditEvent",
    "Change",
    "Channel",
    "Completion",
    "Conversation",
    "ConversationKind",
    "Delivery",
    "DeliveryKind",
    "DeliveryState",
    "Employment",
    "ErasureRequest",
    "EventClaim",
    "GoalSetting",
    "GrowthReport",
    "Identity",
    "Installation",
    "Invitation",
    "Leave",
    "Library",
    "Member",
    "Milestone",
    "OfficialStatistic",
    "PlanStatus",
    "Platform",
    "ProcessedEvent",
    "Region",
    "Registration",
    "Resource",
    "ResourceStatus",
    "Role",
    "SelfAssessment",
    "Snapshot",
    "TutoringCount",
]
