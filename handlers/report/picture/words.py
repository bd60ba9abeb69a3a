"""A picture in words, for those who do not see it."""

from handlers.report.picture.rows import Plate, Row
from handlers.texts import Texts


def in_words(plate: Plate, texts: Texts) -> str:
    """The title, a sentence a goal with everything that its row shows, and the source."""
    title = texts.say("report.scope", scope=plate.title, day=plate.on)
    goals = (
        joined(row.label, row.figures, row.standing, outlook_of(row, texts)) for row in plate.rows
    )
    return " ".join((*(f"{said}." for said in (title, *goals)), plate.source))


def joined(label: str, *said: str) -> str:
    """What is said of something, after its name; what is empty is left out."""
    return f"{label}: {', '.join(each for each in said if each)}"


def outlook_of(row: Row, texts: Texts) -> str:
    """Where the pace leads, with the day where there is one."""
    return row.outlook if row.forecast is None else f"{row.outlook} {texts.day(row.forecast)}"
