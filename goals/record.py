"""What a member has done: the facts that goals 3, 4, 5 and 7 are decided from.

A record holds everything ever reported; every rule takes the day it is asked for and looks only
at what was done on or before that day, so any past day can be answered.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class ResourceKind(StrEnum):
    """The kinds of resource on Digiteket, and what is found elsewhere."""

    COURSE = "course"
    COURSE_PACKAGE = "course_package"
    ARTICLE = "article"
    ESSAY = "essay"
    THEME = "theme"
    OTHER = "other"


class Area(StrEnum):
    """DigComp's five areas, in the order of the self-assessment."""

    INFORMATION = "information"
    COMMUNICATION = "communication"
    CONTENT = "content"
    SAFETY = "safety"
    PROBLEM_SOLVING = "problem_solving"


LOWEST_RESULT = Decimal(1)  # mycket osäker
HIGHEST_RESULT = Decimal(7)  # mycket säker


@dataclass(frozen=True, slots=True)
class Finished:
    """A resource that a member finished. Only approved resources ever count.

    `leadership` says that it counts as leadership training, `certified` that a manager or a
    certificate has confirmed it.
    """

    resource_id: int
    kind: ResourceKind
    approved: bool
    on: date
    leadership: bool = False
    certified: bool = False


@dataclass(frozen=True, slots=True)
class Assessed:
    """A self-assessment that was taken; results are area means from 1 to 7, all optional."""

    on: date
    results: dict[Area, Decimal] = field(default_factory=dict)
    certified: bool = False


@dataclass(frozen=True, slots=True)
class Growth:
    """A member's own word on whether the digital competence has developed."""

    on: date
    developed: bool


@dataclass(frozen=True, slots=True)
class Record:
    """Everything one member has reported, in any order and possibly repeated."""

    finished: tuple[Finished, ...] = ()
    registered_on: date | None = None
    assessed: tuple[Assessed, ...] = ()
    growth: tuple[Growth, ...] = ()
    registration_certified: bool = False
