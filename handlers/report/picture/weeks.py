"""The weeks of a goal as a line over 0 to 100 %, and its forecast as a dashed one to the target."""

from datetime import date
from fractions import Fraction

from handlers.report.picture import looks
from handlers.report.picture.board import Board
from handlers.report.picture.looks import WEEKS_LEFT, WEEKS_WIDTH
from handlers.report.picture.rows import Plate, Row
from handlers.texts import Texts

_RIGHT = WEEKS_LEFT + WEEKS_WIDTH


class Weeks:
    """The right side of a picture, where every row has the same days."""

    def __init__(self, paper: Board, plate: Plate, texts: Texts) -> None:
        self._paper = paper
        self._plate = plate
        self._texts = texts

    def frame(self, bottom: float) -> None:
        """What the signs mean, and the days."""
        paper, say, y = self._paper, self._texts.say, looks.TOP - 24
        paper.line([(WEEKS_LEFT + step, y - 4) for step in (0, 14, 28)], **looks.WEEKS)
        paper.write(WEEKS_LEFT + 36, y, say("picture.legend.weeks"), **looks.SMALL)
        after = WEEKS_LEFT + 146
        paper.line([(after, y - 4), (after + 32, y - 4)], **looks.FORECAST)
        paper.line([(after + 35, y - 4)], **looks.THERE)
        paper.write(after + 46, y, say("picture.legend.forecast"), **looks.SMALL)
        for day in (self._plate.starts_on, self._plate.ends_on):
            words, below = self._texts.day(day), bottom + 18
            paper.write(self._x(day), below, words, horizontalalignment="center", **looks.SMALL)

    def row(self, top: float, row: Row) -> None:
        """A goal's weeks, and in words where they lead."""
        if not row.weeks or row.target is None:
            return
        paper = self._paper
        lowest, highest, today = _y(top, Fraction(0)), _y(top, Fraction(1)), self._x(self._plate.on)
        for y in (lowest, highest):
            paper.line([(WEEKS_LEFT, y), (_RIGHT, y)], **looks.RULE)
        paper.line([(today, lowest), (today, highest)], **looks.RULE)
        y = _y(top, row.target)
        paper.line([(WEEKS_LEFT, y), (_RIGHT, y)], **looks.TARGET)
        paper.line([(self._x(day), _y(top, share)) for day, share in row.weeks], **looks.WEEKS)
        self._forecast(top, row, row.target)
        self._outlook(top, row)

    def _forecast(self, top: float, row: Row, target: Fraction) -> None:
        """On from the last week to the target; what lies beyond the last day is cut off."""
        if row.forecast is None:
            return
        (now, share), end = row.weeks[-1], min(row.forecast, self._plate.ends_on)
        gained = (target - share) * Fraction((end - now).days, (row.forecast - now).days)
        then = (self._x(end), _y(top, share + gained))
        self._paper.line([(self._x(now), _y(top, share)), then], **looks.FORECAST)
        self._paper.line([then], **(looks.THERE if end == row.forecast else looks.BEYOND))

    def _outlook(self, top: float, row: Row) -> None:
        middle = _y(top, Fraction(1, 2))
        write, left = self._paper.write, looks.OUTLOOK_LEFT
        write(left, middle - (3 if row.forecast else -4), row.outlook, **looks.PLAIN)
        if row.forecast is not None:
            write(left, middle + 13, self._texts.day(row.forecast), **looks.STRONG)

    def _x(self, day: date) -> float:
        since, until = self._plate.starts_on, self._plate.ends_on
        return WEEKS_LEFT + WEEKS_WIDTH * (day - since) / (until - since)


def _y(top: float, share: Fraction) -> float:
    return float(top + looks.WEEKS_DOWN + looks.WEEKS_HEIGHT * (1 - share))
