"""The questions of `/progress`, written by hand for the driver: what ours are held against."""

import sqlite3
from datetime import date
from typing import Any

_STAFF = """
SELECT {groups} member_id, max(chief) AS chief FROM employment
WHERE {where} AND starts_on <= :on AND (ends_on IS NULL OR ends_on > :on)
  AND confirmed_at IS NOT NULL
  AND NOT EXISTS (
    SELECT 1 FROM leave
    WHERE member_id = employment.member_id
      AND starts_on <= :on AND (ends_on IS NULL OR ends_on > :on))
GROUP BY {groups} member_id
"""
_GOALS = """
       count(head.member_id),
       count(head.member_id) FILTER (WHERE chief),
       count(head.member_id) FILTER (WHERE EXISTS (
           SELECT 1 FROM self_assessment
           WHERE member_id = head.member_id AND taken_on <= :on)),
       count(head.member_id) FILTER (WHERE EXISTS (
           SELECT 1 FROM registration
           WHERE member_id = head.member_id AND registered_on <= :on)
         AND EXISTS (
           SELECT 1 FROM completion
           WHERE member_id = head.member_id AND completed_on <= :on
             AND EXISTS (
               SELECT 1 FROM resource
               WHERE id = completion.resource_id AND status = 'approved'
                 AND kind IN ('course', 'course_package') AND region_id = {region})
           LIMIT 1 OFFSET 1)),
       count(head.member_id) FILTER (WHERE coalesce((
           SELECT developed FROM growth_report
           WHERE member_id = head.member_id AND reported_on <= :on
           ORDER BY reported_on DESC LIMIT 1), 0)
         OR coalesce((
           SELECT coalesce(latest.information - first.information, 0)
                + coalesce(latest.communication - first.communication, 0)
                + coalesce(latest.content - first.content, 0)
                + coalesce(latest.safety - first.safety, 0)
                + coalesce(latest.problem_solving - first.problem_solving, 0) > 0
           FROM self_assessment first JOIN self_assessment latest USING (member_id)
           WHERE first.member_id = head.member_id
             AND first.taken_on <= :on AND latest.taken_on <= :on
             AND coalesce(first.information, first.communication, first.content,
                          first.safety, first.problem_solving) IS NOT NULL
             AND coalesce(latest.information, latest.communication, latest.content,
                          latest.safety, latest.problem_solving) IS NOT NULL
           ORDER BY first.taken_on, latest.taken_on DESC LIMIT 1), 0)),
       count(head.member_id) FILTER (WHERE chief AND EXISTS (
           SELECT 1 FROM completion JOIN resource ON resource.id = resource_id
           WHERE member_id = head.member_id AND completed_on <= :on
             AND leadership AND status = 'approved' AND region_id = {region}))
"""
_PLAN = """
       (SELECT valid_until IS NULL OR valid_until >= :on FROM action_plan
        WHERE library_id = {library} AND adopted_on <= :on ORDER BY adopted_on DESC LIMIT 1)
"""
_OWN_REGION = "(SELECT region_id FROM library WHERE id = :library)"
_QUESTION = (
    f"SELECT {_GOALS.format(region=_OWN_REGION)}, {_PLAN.format(library=':library')}"
    f"FROM ({_STAFF.format(groups='', where='library_id = :library')}) head"
)
_CERTIFIED_GOALS = """
       count(head.member_id) FILTER (WHERE EXISTS (
           SELECT 1 FROM self_assessment
           WHERE member_id = head.member_id AND taken_on <= :on AND source = 'confirmed')),
       count(head.member_id) FILTER (WHERE EXISTS (
           SELECT 1 FROM registration
           WHERE member_id = head.member_id AND registered_on <= :on AND source = 'confirmed')
         AND EXISTS (
           SELECT 1 FROM completion
           WHERE member_id = head.member_id AND completed_on <= :on AND source = 'confirmed'
             AND EXISTS (
               SELECT 1 FROM resource
               WHERE id = completion.resource_id AND status = 'approved'
                 AND kind IN ('course', 'course_package') AND region_id = {region})
           LIMIT 1 OFFSET 1)),
       count(head.member_id) FILTER (WHERE chief AND EXISTS (
           SELECT 1 FROM completion JOIN resource ON resource.id = resource_id
           WHERE member_id = head.member_id AND completed_on <= :on AND source = 'confirmed'
             AND leadership AND status = 'approved' AND region_id = {region}))
"""
_CERTIFIED = (
    f"SELECT {_CERTIFIED_GOALS.format(region=_OWN_REGION)}"
    f"FROM ({_STAFF.format(groups='', where='library_id = :library')}) head"
)
_COUNTYS = "library_id IN (SELECT id FROM library WHERE region_id = :region)"
_COUNTY = (
    f"SELECT {_GOALS.format(region=':region')}, (SELECT count(*) FROM library"
    f" WHERE region_id = :region AND {_PLAN.format(library='library.id')})"
    f"FROM ({_STAFF.format(groups='', where=_COUNTYS)}) head"
)
_BY_LIBRARY = (
    f"SELECT library.id, {_GOALS.format(region=':region')}, {_PLAN.format(library='library.id')}"
    f"FROM library LEFT JOIN ({_STAFF.format(groups='library_id,', where=_COUNTYS)}) head"
    " ON head.library_id = library.id WHERE region_id = :region GROUP BY library.id"
)
_HEADS = (
    f" FROM library LEFT JOIN ({_STAFF.format(groups='library_id,', where='TRUE')}) head"
    " ON head.library_id = library.id GROUP BY library.id"
)
_COUNTRYS_GOALS = (
    f"SELECT library.id, {_GOALS.format(region='library.region_id')},"
    f" {_PLAN.format(library='library.id')}"
)
_COUNTRY = _COUNTRYS_GOALS + _HEADS
_WEEKS = """
SELECT {weeks} FROM snapshot
WHERE library_id = {library} AND day IN (
    SELECT max(day) FROM snapshot WHERE library_id = {library} AND day > date(:on, '-63 days')
    GROUP BY CAST((julianday(:on) - julianday(day)) / 7 AS INTEGER))
"""
_TUTORING = """
SELECT {years} FROM official_statistic
WHERE library_id = {library} AND year BETWEEN 2017 AND strftime('%Y', :on) - 1
"""
_WEEK, _YEAR = "goal, day, numerator, denominator, target", "year, term, value"
_ITS_WEEKS = _WEEKS.format(weeks=_WEEK, library=":library")
_ITS_TUTORING = _TUTORING.format(years=_YEAR, library=":library")
# Who was there on every day of the nine weeks that figures are compared over, and how many were
# there on any: what is hidden is told from it.
_LATELY_THERE = """
SELECT json_array(
    group_concat(member_id) FILTER (
        WHERE starts_on <= date(:on, '-63 days') AND (ends_on IS NULL OR ends_on > :on)
          AND confirmed_at < date(:on, '-62 days')
          AND NOT EXISTS (
            SELECT 1 FROM leave
            WHERE member_id = employment.member_id AND starts_on <= :on
              AND (ends_on IS NULL OR ends_on > date(:on, '-63 days')))),
    count(*))
FROM employment
WHERE library_id = library.id AND confirmed_at IS NOT NULL AND starts_on <= :on
  AND (ends_on IS NULL OR ends_on > date(:on, '-63 days'))
"""
_FINISHERS = """
SELECT json_group_array(name) FROM employment JOIN member ON member.id = member_id
WHERE library_id = library.id AND show_name AND confirmed_at IS NOT NULL
  AND starts_on <= :on AND (ends_on IS NULL OR ends_on > :on)
  AND EXISTS (
    SELECT 1 FROM completion
    WHERE member_id = member.id AND completed_on > date(:on, '-7 days') AND completed_on <= :on)
"""
_SUMMARIES = (
    f"{_COUNTRYS_GOALS}, {_CERTIFIED_GOALS.format(region='library.region_id')},"
    f" ({_WEEKS.format(weeks=f'json_group_array(json_array({_WEEK}))', library='library.id')}),"
    f" ({_TUTORING.format(years=f'json_group_array(json_array({_YEAR}))', library='library.id')}),"
    f" ({_LATELY_THERE}), ({_FINISHERS}) {_HEADS}"
)

_WHO = """
SELECT region.id, region.language, region.timezone, member.id, member.role, member.language,
       identity.locale, employment.library_id, employment.confirmed_at, library.name
FROM installation
JOIN region ON region.id = installation.region_id
JOIN identity ON identity.platform = installation.platform
             AND identity.tenant = installation.tenant AND identity.user_id = :user
JOIN member ON member.id = identity.member_id
JOIN employment ON employment.member_id = member.id
               AND employment.starts_on <= :on
               AND (employment.ends_on IS NULL OR employment.ends_on > :on)
JOIN library ON library.id = employment.library_id
WHERE installation.platform = 'slack' AND installation.tenant = :tenant
"""
# Whether another library is the smallest that may be shown: else its figures could be this one's.
# Neither may have changed in the nine weeks that figures are compared over.
_ANOTHER_IS_SMALLER = """
SELECT library.id FROM library
WHERE region_id = :region AND library.id <> :library AND (
    SELECT count(DISTINCT member_id) FROM employment
    WHERE library_id = library.id AND starts_on <= :on AND (ends_on IS NULL OR ends_on > :on)
      AND confirmed_at IS NOT NULL
      AND NOT EXISTS (
        SELECT 1 FROM leave
        WHERE member_id = employment.member_id
          AND starts_on <= :on AND (ends_on IS NULL OR ends_on > :on))
) BETWEEN 5 AND :heads - (library.id > :library)
  AND NOT EXISTS (
    SELECT 1 FROM employment
    WHERE library_id IN (library.id, :library) AND confirmed_at IS NOT NULL AND (
        starts_on BETWEEN date(:on, '-62 days') AND :on
        OR ends_on BETWEEN date(:on, '-62 days') AND :on
        OR confirmed_at >= date(:on, '-63 days')
        OR EXISTS (
            SELECT 1 FROM leave
            WHERE member_id = employment.member_id
              AND (starts_on BETWEEN date(:on, '-62 days') AND :on
                   OR ends_on BETWEEN date(:on, '-62 days') AND :on))))
LIMIT 1
"""


def library_question(connection: sqlite3.Connection, library_id: int, on: date) -> tuple[int, ...]:
    """The staff of a library on a day, its goals, the weeks before and KB's figures."""
    given = {"library": library_id, "on": on.isoformat()}
    answer: tuple[int, ...] = connection.execute(_QUESTION, given).fetchone()
    connection.execute(_ITS_WEEKS, given).fetchall()
    connection.execute(_ITS_TUTORING, given).fetchall()
    return answer


def county_question(connection: sqlite3.Connection, region_id: int, on: date) -> list[Any]:
    """The same of a county and of each of its libraries, without weeks and figures of KB."""
    given = {"region": region_id, "on": on.isoformat()}
    return [
        *connection.execute(_COUNTY, given).fetchall(),
        *connection.execute(_BY_LIBRARY, given).fetchall(),
    ]


def whole_question(
    connection: sqlite3.Connection, tenant: str, user_id: str, on: date
) -> tuple[int, ...]:
    """All that `/progress` has to ask: who it is, the library's goals, how much of them is
    certified, and what may be shown.
    """
    given: dict[str, str | int] = {"tenant": tenant, "user": user_id, "on": on.isoformat()}
    who = connection.execute(_WHO, given).fetchone()
    region_id, library_id = who[0], who[7]
    counts = library_question(connection, library_id, on)
    given |= {"region": region_id, "library": library_id, "heads": counts[0]}
    connection.execute(_CERTIFIED, given).fetchone()
    connection.execute(_ANOTHER_IS_SMALLER, given).fetchone()
    return counts


def best_statement(connection: sqlite3.Connection, on: date) -> int:
    """Every library of the country in one statement (design §10); how many there are."""
    return len(connection.execute(_COUNTRY, {"on": on.isoformat()}).fetchall())


def summaries_statement(connection: sqlite3.Connection, on: date) -> int:
    """All that every library's weekly summary needs, in one statement; how many there are.

    Its goals, what of them is certified, its weeks, KB's figures of it, who has been there lately
    (for what is hidden), and who may be named.
    """
    return len(connection.execute(_SUMMARIES, {"on": on.isoformat()}).fetchall())
