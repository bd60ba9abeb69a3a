"""Goal 6: libraries with an adopted action plan that is valid on the day.

A library has one plan at a time: another replaces it from the day it is adopted, also where the
replaced one would have lasted longer. One library is one of one or none, and reads as yes or no.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

KEY = "action_plan"
NUMBER = 6
TARGET = 75  # percent of libraries


@dataclass(frozen=True, slots=True)
class Plan:
    """An adopted plan. `valid_until` is its last day; without one it lasts until it is replaced."""

    adopted_on: date
    valid_until: date | None = None
    link: str | None = None


def latest(plans: Iterable[Plan], on: date) -> Plan | None:
    """The plan last adopted by the day, which may have expired since; None without any."""
    adopted = (plan for plan in plans if plan.adopted_on <= on)
    return max(adopted, key=_order, default=None)


def _order(plan: Plan) -> tuple[date, date, str]:
    """Of plans adopted the same day the one that lasts longest counts, in whatever order told."""
    return plan.adopted_on, plan.valid_until or date.max, plan.link or ""


def current(plans: Iterable[Plan], on: date) -> Plan | None:
    """The plan that is valid on the day; None without one."""
    plan = latest(plans, on)
    return None if plan is None or _expired(plan, on) else plan


def _expired(plan: Plan, on: date) -> bool:
    return plan.valid_until is not None and plan.valid_until < on


def valid(plans: Iterable[Plan], on: date) -> bool:
    """Whether the library with these plans has a valid one on the day."""
    return current(plans, on) is not None
