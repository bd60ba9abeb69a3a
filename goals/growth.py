"""Goal 5: staff whose digital competence has developed.

Measured by results, by the members' own word, or by either, as the region has chosen. Results
are compared over the areas that both self-assessments have; without one in common nothing is
known, and nothing is claimed.
"""

from datetime import date
from decimal import Decimal

from goals.record import Assessed, Record
from goals.rules import GrowthMeasure, Rules

KEY = "growth"
NUMBER = 5
TARGET = 75  # percent of staff


def measured_by(rules: Rules) -> GrowthMeasure:
    """The measure that the region has chosen, which every figure names."""
    return rules.growth_measure


def paired(record: Record, on: date) -> bool:
    """Whether the mean of the latest self-assessment with results is above the first's."""
    with_results = sorted(
        (assessed for assessed in record.assessed if assessed.on <= on and assessed.results),
        key=lambda assessed: (assessed.on, sorted(assessed.results.items())),
    )
    return len(with_results) > 1 and _rise(with_results[0], with_results[-1]) > 0


def _rise(first: Assessed, latest: Assessed) -> Decimal:
    """The sum of the differences over the areas in common: above 0 just when the mean rose."""
    common = first.results.keys() & latest.results.keys()
    return sum((latest.results[area] - first.results[area] for area in common), Decimal(0))


def reported(record: Record, on: date) -> bool:
    """Whether the latest growth report by the day says yes."""
    told = [growth for growth in record.growth if growth.on <= on]
    return bool(told) and max(told, key=lambda growth: (growth.on, growth.developed)).developed


def achieved(record: Record, on: date, rules: Rules) -> bool:
    """Whether the competence had developed by the day, by the region's measure."""
    match rules.growth_measure:
        case GrowthMeasure.PAIRED:
            return paired(record, on)
        case GrowthMeasure.REPORTED:
            return reported(record, on)
        case GrowthMeasure.EITHER:
            return paired(record, on) or reported(record, on)
