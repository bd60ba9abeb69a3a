"""Replies as a tree of few parts, which every platform has one renderer for.

What is a sentence stands as spans (see `handlers.texts`), so that a renderer never has to guess
what is markup and what somebody wrote.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from goals.progress import Status
from handlers.texts import Span


class Tone(StrEnum):
    """How much a text wants to be seen."""

    NORMAL = "normal"
    SUBTLE = "subtle"


class Style(StrEnum):
    """What a button does to things."""

    DEFAULT = "default"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a card or of a part of it."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    spans: tuple[Span, ...]
    tone: Tone = Tone.NORMAL


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short lines."""

    items: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values, side by side."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ProgressBar:
    """A share of a whole against a target in percent, with its words.

    `summary` says the figures ("9 av 13, 69 %") and `detail` what they mean. A bar whose share
    must not be shown has `numerator` None and is drawn without its fill.
    """

    label: str
    summary: str
    detail: str
    status: Status
    numerator: int | None
    denominator: int
    target: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; every row has as many cells as there are columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class ChartKind(StrEnum):
    """How a chart is drawn."""

    BARS = "bars"  # the last point of each series, beside its target
    LINES = "lines"  # all points of each series, over time


@dataclass(frozen=True, slots=True)
class Point:
    """A share on a day, in whole percent; `words` say it as people write it ("69 %")."""

    day: date
    percent: int
    words: str


@dataclass(frozen=True, slots=True)
class Series:
    """What is followed, by a short name; its points by day, oldest first, and where it is to get.

    `words` say by themselves what is drawn. What must not be shown has no points.
    """

    label: str
    words: str
    points: tuple[Point, ...] = ()
    target: int | None = None  # percent


@dataclass(frozen=True, slots=True)
class Chart:
    """Shares against their targets. `across` and `up` say what the axes mean, where their labels
    do not; `now` and `aim` what the two bars of a series are. `pictured` says that a file of the
    same reply shows it too: a platform that draws no charts leaves it to the file.
    """

    title: str
    kind: ChartKind
    across: str
    up: str
    series: tuple[Series, ...]
    now: str = ""
    aim: str = ""
    pictured: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: it sends `value` to the route `action`, or opens `url`."""

    label: str
    action: str = ""
    value: str = ""
    style: Style = Style.DEFAULT
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Buttons:
    """Buttons side by side."""

    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Divider:
    """A line between parts."""


Part = Heading | Text | Bullets | Facts | ProgressBar | Table | Chart | Buttons | Divider


@dataclass(frozen=True, slots=True)
class Card:
    """A reply to read and press. `title` names it where a platform wants a short name."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values to choose among."""

    label: str
    value: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TextField:
    """A line, or several, to write."""

    name: str
    label: str
    required: bool = True
    value: str = ""
    hint: str = ""
    longest: int = 300  # characters
    multiline: bool = False


@dataclass(frozen=True, slots=True)
class NumberField:
    """A number to write, with decimals or without."""

    name: str
    label: str
    required: bool = True
    value: str = ""
    hint: str = ""
    lowest: int = 0
    highest: int = 1_000_000
    decimals: bool = False


@dataclass(frozen=True, slots=True)
class DateField:
    """A day to pick."""

    name: str
    label: str
    value: date | None = None
    required: bool = True
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of `options`, or, with `search`, of what that route finds for the typed words."""

    name: str
    label: str
    options: tuple[Option, ...] = ()
    search: str = ""
    chosen: Option | None = None
    required: bool = True
    hint: str = ""
    placeholder: str = ""


Field = TextField | NumberField | DateField | ChoiceField


@dataclass(frozen=True, slots=True)
class Form:
    """Fields to fill in; `submit` is the route that gets them, `state` comes back with them.

    `opened_by` is the route that opens the form, for where it must be opened by a button.
    """

    title: str
    opened_by: str
    submit: str
    submit_label: str
    close_label: str
    fields: tuple[Field, ...]
    intro: tuple[Part, ...] = ()
    state: str = ""


@dataclass(frozen=True, slots=True)
class FieldErrors:
    """What is wrong with a form, by field name; the form stays open."""

    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class Options:
    """What a search found."""

    options: tuple[Option, ...]


class Audience(StrEnum):
    """Who sees a reply in a channel."""

    PRIVATE = "private"
    EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that comes with a reply, such as an export or a picture.

    `media_type` is of RFC 2046 (`application/json`); `alt` describes a picture for those who do
    not see it. The content is kept out of every text that shows the value.
    """

    name: str
    media_type: str
    content: bytes = field(repr=False)
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What Kompis answers; `replaces` puts it where the pressed button stood.

    `files` come after the answer, always in the person's own conversation with Kompis.
    """

    body: Card | Form | FieldErrors | Options
    audience: Audience = Audience.PRIVATE
    replaces: bool = False
    files: tuple[Attachment, ...] = ()
