"""What members say of their own growth, and when they were last asked."""

from datetime import date, datetime

from sqlmodel import Session, select

from storage.tables import GrowthReport, Member

_MONTHS = 3  # at most one question in as many


def may_ask(session: Session, member_id: int, on: date, request_id: str) -> bool:
    """Whether a member can be asked on a day: again in answer to the same request, else after
    three months.
    """
    member = session.get_one(Member, member_id)
    asked_on = member.growth_asked_on
    if asked_on is None or member.growth_asked_by == request_id:
        return True
    return on >= _months_later(asked_on, _MONTHS)


def remember_asked(session: Session, member_id: int, on: date, request_id: str) -> None:
    """A member is asked on a day, in answer to a request."""
    member = session.get_one(Member, member_id)
    if member.growth_asked_by != request_id:
        member.growth_asked_on, member.growth_asked_by = on, request_id
        session.add(member)


def report_growth(  # noqa: PLR0917
    session: Session, member_id: int, on: date, developed: bool, now: datetime, request_id: str
) -> None:
    """Keep what a member says on a day; a second answer of a day takes the first one's place."""
    report = _of_day(session, member_id, on)
    if report is None:
        report = GrowthReport(member_id=member_id, reported_on=on, developed=developed)
    report.developed, report.reported_at, report.request_id = developed, now, request_id
    session.add(report)
    session.flush()


def undo_growth(session: Session, member_id: int, on: date) -> bool | None:
    """Take a member's own answer of a day back; what it was, or None if there was none."""
    report = _of_day(session, member_id, on)
    if report is None:
        return None
    session.delete(report)
    session.flush()
    return report.developed


def _of_day(session: Session, member_id: int, on: date) -> GrowthReport | None:
    return session.exec(
        select(GrowthReport).where(
            GrowthReport.member_id == member_id, GrowthReport.reported_on == on
        )
    ).first()


def _months_later(day: date, months: int) -> date:
    """The same day some months later, or the first of the next month where there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    try:
        return day.replace(year=day.year + years, month=month + 1)
    except ValueError:  # 30 November has no 30 February
        return date(day.year + years, month + 2, 1)
