"""Sweden's holidays as an almanac lists them, worked out in plain loops."""

from datetime import date, timedelta

# Påskdagen, as printed.
EASTER = {
    2005: date(2005, 3, 27),
    2008: date(2008, 3, 23),
    2011: date(2011, 4, 24),
    2012: date(2012, 4, 8),
    2024: date(2024, 3, 31),
    2025: date(2025, 4, 20),
    2026: date(2026, 4, 5),
    2027: date(2027, 3, 28),
    2028: date(2028, 4, 16),
    2029: date(2029, 4, 1),
    2030: date(2030, 4, 21),
    2031: date(2031, 4, 13),
    2032: date(2032, 3, 28),
    2033: date(2033, 4, 17),
    2034: date(2034, 4, 9),
    2035: date(2035, 3, 25),
    2036: date(2036, 4, 13),
    2037: date(2037, 4, 5),
    2038: date(2038, 4, 25),
}
FIXED = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
FROM_EASTER = (-2, 0, 1, 39, 49)  # långfredagen, påskdagen, annandagen, Kristi himmelsfärd, pingst


def free_days(year: int) -> dict[date, bool]:
    """Every day of the year: whether it is a holiday or one of the three eves."""
    free = {date(year, month, day) for month, day in FIXED}
    free |= {EASTER[year] + timedelta(days=days) for days in FROM_EASTER}
    midsummer = _first_saturday(date(year, 6, 20))
    free |= {midsummer - timedelta(days=1), midsummer, _first_saturday(date(year, 10, 31))}
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]
    return {day: day in free for day in days if day.year == year}


def _first_saturday(day: date) -> date:
    while day.strftime("%w") != "6":
        day += timedelta(days=1)
    return day
