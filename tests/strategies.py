"""Any card and any form, for the renderer of any platform: `cards()` and `forms()`.

The texts are what people do write and what they should not: every script, emoji of many parts,
control characters, halves of characters, markup and mentions, nothing at all, and 4,000
characters of it.
"""

from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from goals.progress import Status
from handlers.cards import (
    Bullets,
    Button,
    Buttons,
    Card,
    Chart,
    ChartKind,
    ChoiceField,
    DateField,
    Divider,
    Fact,
    Facts,
    Field,
    Form,
    Heading,
    NumberField,
    Option,
    Part,
    Point,
    ProgressBar,
    Series,
    Style,
    Table,
    Text,
    TextField,
    Tone,
)
from handlers.texts import Span

LONGEST = 4_000
AWKWARD = (
    "<!channel>",
    "<!here|here>",
    "<@U012AB3CD>",
    "<#C012AB3CD>",
    "<https://example.se|klicka>",
    "@channel",
    "*fet* _kursiv_ ~struken~ `kod` ```mer kod```",
    "**fet** [länk](https://example.se) <script>alert(1)</script>",
    "&amp; &lt;!channel&gt;",
    ":smile:",
    "{name} %s ${HOME}",
    "\x00\x07\x1b[31m",
    "abc\u202egnirts",
    "\ud83d",
    "\u200b",
    "👩‍👩‍👧‍👦",
    "🇸🇪🇫🇮",
    "👍🏽",
    "a\u0308o\u0308",
    "\r\n",
    " ",
    "",
    "Hängslen och livrem – grundläggande säkerhet på internet",
)
ROUTES = st.from_regex(r"[a-z]{1,12}(\.[a-z]{1,12}){0,2}", fullmatch=True)
_ANY = st.text(st.characters(exclude_categories=()), max_size=30)


def words(longest: int = LONGEST) -> SearchStrategy[str]:
    """Any text of at most `longest` characters: mostly short, at times as long as it may be."""
    parts = st.lists(_ANY | st.sampled_from(AWKWARD), max_size=5).map(" ".join)
    long = st.builds(_repeated, parts, st.integers(1, LONGEST), st.just(longest))
    return (parts | long).map(lambda text: text[:longest])


def spans(longest: int = LONGEST) -> SearchStrategy[tuple[Span, ...]]:
    """A sentence in runs of two weights."""
    return st.lists(st.builds(Span, words(longest), st.booleans()), max_size=4).map(tuple)


def buttons(longest: int = LONGEST) -> SearchStrategy[Button]:
    """A button that acts, or opens an address, which may not be one."""
    addresses = st.none() | st.just("https://example.se/kurs?p=22556") | words(longest)
    values = words(150).map(lambda value: value.encode(errors="ignore").decode())
    return st.builds(Button, words(longest), ROUTES, values, st.sampled_from(Style), addresses)


def rows_of_buttons(longest: int = LONGEST, most: int = 200) -> SearchStrategy[Buttons]:
    """Up to `most` buttons; only a few have a long label, the others are among the first four."""
    some = st.lists(buttons(40), min_size=1, max_size=4)
    return st.builds(
        lambda first, others, times: Buttons((*first, *others * times)[:most]),
        st.lists(buttons(longest), max_size=2),
        some,
        st.integers(1, most),
    )


def tables(longest: int = LONGEST, most_rows: int = 300) -> SearchStrategy[Table]:
    """A table of up to 22 columns and a few different rows, again and again."""
    return st.integers(1, 22).flatmap(
        lambda columns: st.builds(
            lambda header, first, rows, times: Table(
                header, (*first, *(rows * times)[: min(most_rows, 1500 // columns)])
            ),
            _row(columns, longest),
            st.lists(_row(columns, longest), max_size=1),
            st.lists(_row(columns, 12), max_size=4),
            st.integers(1, most_rows),
        )
    )


def charts(longest: int = LONGEST) -> SearchStrategy[Chart]:
    """A chart of a few series again and again, with no points or a great many."""
    some = words(longest)
    days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))
    points = st.lists(st.builds(Point, days, st.integers(-5, 120), words(40)), max_size=3)
    many = st.builds(lambda few, times: tuple(few * times), points, st.integers(1, 80))
    targets = st.none() | st.integers(0, 100)
    series = st.lists(st.builds(Series, words(40), some, many, targets), max_size=3)
    repeated = st.builds(lambda few, times: tuple(few * times), series, st.integers(1, 4))
    kinds, short = st.sampled_from(ChartKind), words(40)
    return st.builds(Chart, some, kinds, short, short, repeated, short, short, st.booleans())


def parts(longest: int = LONGEST, most_rows: int = 300) -> SearchStrategy[Part]:
    """Any part of a card."""
    some = words(longest)
    bar = st.builds(
        ProgressBar,
        some,
        some,
        some,
        st.sampled_from(Status),
        st.none() | st.integers(0, 40),
        st.integers(0, 40),
        st.integers(0, 100),
    )
    return st.one_of(
        st.builds(Heading, some),
        st.builds(Text, spans(longest), st.sampled_from(Tone)),
        st.builds(Bullets, st.lists(spans(longest), max_size=12).map(tuple)),
        st.builds(Facts, st.lists(st.builds(Fact, some, some), max_size=12).map(tuple)),
        bar,
        tables(longest, most_rows),
        charts(longest),
        rows_of_buttons(longest, most_rows),
        st.builds(Divider),
    )


def cards() -> SearchStrategy[Card]:
    """Any card: of a few parts as large as they come, or of many small ones."""
    few = st.lists(parts(), max_size=3)
    many = st.builds(
        lambda some, times: some * times, st.lists(parts(40, 3), max_size=4), st.integers(1, 40)
    )
    return st.builds(Card, words(), (few | many).map(tuple))


def options() -> SearchStrategy[Option]:
    """Any option that can come back: its value is not empty."""
    return st.builds(Option, words(), st.text(min_size=1, max_size=100), words())


def fields(name: str) -> SearchStrategy[Field]:
    """Any field of this name."""
    some = st.lists(options(), min_size=1, max_size=4)
    many = st.builds(lambda few, times: tuple(few * times), some, st.integers(1, 60))
    number = st.integers(-1000, 1000).map(str) | st.sampled_from(("1,5", "0.25", "tre", "NaN", ""))
    return st.one_of(
        st.builds(
            TextField,
            st.just(name),
            words(),
            st.booleans(),
            words(),
            words(),
            st.integers(1, 5000),
            st.booleans(),
        ),
        st.builds(
            NumberField,
            st.just(name),
            words(),
            st.booleans(),
            number,
            words(),
            decimals=st.booleans(),
        ),
        st.builds(
            DateField,
            st.just(name),
            words(),
            st.none() | st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)),
            st.booleans(),
            words(),
        ),
        st.builds(
            ChoiceField,
            st.just(name),
            words(),
            many,
            st.just("") | ROUTES,
            st.none() | options(),
            st.booleans(),
            words(),
            words(),
        ),
    )


def forms() -> SearchStrategy[Form]:
    """Any form whose fields have names of their own."""
    some = st.integers(0, 6).flatmap(
        lambda count: st.tuples(*(fields(f"field_{number}") for number in range(count)))
    )
    intro = st.lists(parts(), max_size=2).map(tuple)
    state = st.text(max_size=100)
    return st.builds(
        Form,
        title=words(),
        opened_by=ROUTES,
        submit=ROUTES,
        submit_label=words(),
        close_label=words(),
        fields=some,
        intro=intro,
        state=state,
    )


def _row(columns: int, longest: int) -> SearchStrategy[tuple[str, ...]]:
    return st.builds(
        lambda first, others: tuple((first + others * columns)[:columns]),
        st.lists(words(longest), max_size=1),
        st.lists(words(20), min_size=1, max_size=3),
    )


def _repeated(text: str, times: int, longest: int) -> str:
    return (text * times)[:longest]
