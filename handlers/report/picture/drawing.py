"""Drawing a picture: above the legend, then a row a goal with its bar, its words and its weeks."""

from fractions import Fraction

from goals.progress import Status
from handlers.report.picture import looks
from handlers.report.picture.board import Board, FileType, board
from handlers.report.picture.looks import LEFT, RIGHT, ROW, TOP, WIDTH
from handlers.report.picture.rows import Plate, Row
from handlers.report.picture.weeks import Weeks
from handlers.report.picture.words import in_words
from handlers.texts import Texts, plain_spaces


def draw(plate: Plate, texts: Texts, file_type: FileType) -> bytes:
    """The picture's file."""
    bottom = TOP + ROW * len(plate.rows)
    with board(WIDTH, bottom + looks.FOOT) as paper:
        _head(paper, plate, texts)
        weeks = Weeks(paper, plate, texts)
        weeks.frame(bottom)
        for number, row in enumerate(plate.rows):
            y = TOP + ROW * number
            paper.line([(LEFT, y), (RIGHT, y)], **looks.RULE)
            _row(paper, y, row)
            weeks.row(y, row)
        _percents(paper, bottom, texts)
        title = plain_spaces(texts.say("report.scope", scope=plate.title, day=plate.on))
        return paper.stored(file_type, title, in_words(plate, texts))


def _head(paper: Board, plate: Plate, texts: Texts) -> None:
    """Of whom and when, from what, and what the signs mean."""
    title = plate.title
    if len(title) > looks.LONGEST_TITLE:
        title = f"{title[: looks.LONGEST_TITLE - 1]}…"
    paper.write(LEFT, 36, title, **looks.TITLE)
    paper.write(LEFT, 58, f"{texts.day(plate.on)}. {plate.source}", **looks.PLAIN)
    y = TOP - 24
    paper.box(LEFT, y - 10, 22, 12, **looks.REACHED)
    paper.write(LEFT + 30, y, texts.say("picture.legend.reached"), **looks.SMALL)
    paper.box(LEFT + 100, y - 10, 22, 12, **looks.NOT_REACHED)
    paper.write(LEFT + 130, y, texts.say("picture.legend.left"), **looks.SMALL)
    paper.line([(LEFT + 222, y - 12), (LEFT + 222, y + 2)], **looks.MARK)
    paper.line([(LEFT + 222, y + 4)], **looks.ARROW)
    paper.write(LEFT + 234, y, texts.say("picture.legend.target"), **looks.SMALL)


def _row(paper: Board, y: float, row: Row) -> None:
    paper.write(LEFT, y + 19, row.label, **looks.STRONG)
    _bar(paper, y + looks.BAR_DOWN, row)
    middle = y + looks.BAR_DOWN + looks.BAR_HEIGHT / 2
    paper.write(looks.WORDS_LEFT, middle - (2 if row.standing else -4), row.figures, **looks.STRONG)
    if row.standing:
        paper.write(looks.WORDS_LEFT, middle + 14, row.standing, **looks.PLAIN)


def _bar(paper: Board, y: float, row: Row) -> None:
    """The share of the whole width, and the target as a mark that stands out at both sides."""
    whole, height = looks.BAR_WIDTH, looks.BAR_HEIGHT
    paper.box(LEFT, y, whole, height, **(looks.UNKNOWN if row.share is None else looks.TRACK))
    if row.share:
        look = looks.REACHED if row.status is Status.REACHED else looks.NOT_REACHED
        paper.box(LEFT, y, float(whole * row.share), height, **look)
    if row.target is not None:
        x = LEFT + float(whole * row.target)
        mark = [(x, y - 3), (x, y + height + 5)]
        paper.line(mark, **looks.HALO)
        paper.line(mark, **looks.MARK)
        paper.line([(x, y + height + 7)], **looks.ARROW)


def _percents(paper: Board, y: float, texts: Texts) -> None:
    """What the bars' widths are, and a line to end with."""
    paper.line([(LEFT, y), (RIGHT, y)], **looks.RULE)
    for percent, side in ((0, "left"), (50, "center"), (100, "right")):
        x = LEFT + float(looks.BAR_WIDTH * Fraction(percent, 100))
        words = texts.say("county.share", percent=percent)
        paper.write(x, y + 18, words, horizontalalignment=side, **looks.SMALL)
