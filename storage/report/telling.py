"""Leaving out of a group's goals what may not be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goals.figures import Figure, figure
from goals.privacy import LATELY
from goals.programme import CERTIFIABLE, PRIVATE, SHARES, Counts
from goals.rules import Rules
from goals.trend import Snapshot
from storage.figures import Group
from storage.report.private import Private
from storage.report.values import Goal, Told
from storage.snapshots import Trends

History = Mapping[str, tuple[Snapshot, ...]]


@dataclass(frozen=True, slots=True)
class Both:
    """A group by all that is reported, and its counts by what is certified alone."""

    all: Group
    certified: Counts


def told(name: str, group: Both, private: Private, on: date, rules: Rules) -> Told:
    """A group's goals; of the private ones what may be told, in a trend of such days alone."""
    goals = tuple(_goal(each, group.certified, private, on, rules) for each in group.all.figures)
    return Told(name, group.all.counts.staff, goals, group.all.tutoring)


def _goal(each: Figure, certified: Counts, private: Private, on: date, rules: Rules) -> Goal:
    key = each.progress.key
    if key not in PRIVATE:
        return Goal.shown(each, certified.done[key] if key in CERTIFIABLE else None)
    if private.hidden:
        return Goal.hidden(each.progress)
    trend = (one for one in private.snapshots[key] if one.day > on - LATELY)
    return Goal.shown(figure(each.progress, trend, on, rules))


def told_history(
    about: Told, weeks: Trends, private: Private, on: date
) -> tuple[History, frozenset[date]]:
    """The shares of every week with somebody in the group, and the days that are left out."""
    known = {goal.key: [one for one in weeks[goal.key] if one.denominator] for goal in SHARES}
    shown = {
        key: [one for one in known[key] if private.tells(key, one)]
        if key in PRIVATE
        else known[key]
        for key in known
    }
    left_out = {one.day for key in PRIVATE for one in set(known[key]) - set(shown[key])}
    for each in about.goals:
        if each.figure is None:
            left_out.add(on)
        elif each.key in shown and each.denominator:
            shown[each.key].append(Snapshot.of(each.figure.progress, on))
    return {key: tuple(of_weeks) for key, of_weeks in shown.items()}, frozenset(left_out)
