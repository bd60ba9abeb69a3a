"""Every table, so that importing this package registers them all."""

from storage.tables.journal import AuditEvent, ProcessedEvent
from storage.tables.learning import (
    Completion,
    GrowthReport,
    Registration,
    Resource,
    ResourceStatus,
    SelfAssessment,
)
from storage.tables.organisation import Channel, Installation, Library, Platform, Region
from storage.tables.people import Employment, Identity, Leave, Member, Role
from storage.tables.schema import METADATA

__all__ = [
    "METADATA",
    "AuditEvent",
    "Channel",
    "Completion",
    "Employment",
    "GrowthReport",
    "Identity",
    "Installation",
    "Leave",
    "Library",
    "Member",
    "Platform",
    "ProcessedEvent",
    "Region",
    "Registration",
    "Resource",
    "ResourceStatus",
    "Role",
    "SelfAssessment",
]
