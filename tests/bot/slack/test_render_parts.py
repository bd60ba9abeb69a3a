"""Each part of a card, drawn."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.slack.render import DoesNotFit, Message, home, messages, modal_card, route_of
from goals.progress import Status
from handlers.cards import (
    Bullets,
    Button,
    Buttons,
    Card,
    Chart,
    ChartKind,
    Divider,
    Fact,
    Facts,
    Heading,
    Part,
    Point,
    ProgressBar,
    Series,
    Style,
    Table,
    Text,
    Tone,
)
from handlers.texts import Span
from tests.bot.render.reading import texts


def only(*parts: Part) -> Message:
    """The one message of a card with these parts."""
    (message,) = messages(Card("Framsteg", parts))
    return message


def said(*parts: Part) -> str:
    """The words of a card's blocks."""
    return "".join(texts(only(*parts).blocks))


def bar(numerator: int | None, denominator: int) -> ProgressBar:
    return ProgressBar("Mål 3", "summan", "Målet är 80 %", Status.OPEN, numerator, denominator, 80)


def test_a_heading_is_a_header_on_one_line() -> None:
    message = only(Heading("Nässjö\nstadsbibliotek"))
    text = {"type": "plain_text", "text": "Nässjö stadsbibliotek", "emoji": False}
    assert message == Message([{"type": "header", "text": text}], "Nässjö stadsbibliotek")


def test_what_is_over_a_headers_length_goes_on_as_bold_text() -> None:
    blocks = only(Heading("bibliotek " * 20)).blocks
    assert [block["type"] for block in blocks] == ["header", "rich_text"]
    assert blocks[0]["text"]["text"] == " ".join(["bibliotek"] * 15)
    assert run(blocks[1]) == {
        "type": "text",
        "text": " ".join(["bibliotek"] * 5),
        "style": {"bold": True},
    }


def test_what_somebody_wrote_is_text_and_not_markup() -> None:
    message = only(Text((Span("<!channel> *hej* & <@U1>"),)))
    assert run(message.blocks[0]) == {"type": "text", "text": "<!channel> *hej* & <@U1>"}
    assert message.text == "&lt;!channel&gt; *hej* &amp; &lt;@U1&gt;"


def test_bold_words_are_bold_across_a_cut() -> None:
    first, second = only(Text((Span("a " * 1000), Span("b " * 700, bold=True)))).blocks
    assert [bool(one.get("style")) for one in first["elements"][0]["elements"]] == [False, True]
    assert second["elements"][0]["elements"][0]["style"] == {"bold": True}


def test_a_subtle_text_stands_in_a_context() -> None:
    (block,) = only(Text((Span("Själv"), Span("rapporterat", bold=True)), Tone.SUBTLE)).blocks
    assert block["type"] == "context"
    assert block["elements"][0]["text"] == "Självrapporterat"


def test_bullets_are_a_list_and_blank_ones_are_left_out() -> None:
    message = only(Bullets(((Span("ett"),), (Span(" "),), (Span("två"),))))
    assert len(message.blocks[0]["elements"][0]["elements"]) == 2
    assert message.text == "• ett\n• två"


def test_many_bullets_are_several_lists() -> None:
    blocks = only(Bullets(((Span("x"),),) * 250)).blocks
    assert [len(block["elements"][0]["elements"]) for block in blocks] == [100, 100, 50]


def test_long_bullets_go_on_below() -> None:
    long = (Span("ord " * 800),)
    blocks = only(Bullets(((Span("först"),), long, (Span("sist"),)))).blocks
    kinds = [block["elements"][0]["type"] for block in blocks]
    assert kinds == ["rich_text_list", "rich_text_list", "rich_text_section", "rich_text_list"]


def test_facts_are_lines_with_a_bold_label() -> None:
    facts = Facts((Fact("Kurs", "Hängslen"), Fact("Datum", ""), Fact("", "bara"), Fact("", "")))
    assert only(facts).text == "Kurs: Hängslen\nDatum: –\nbara"


@pytest.mark.parametrize(
    ("numerator", "denominator", "drawing"),
    [
        (0, 13, "▱▱▱▱▱▱▱▱▱▱"),
        (1, 1000, "▰▱▱▱▱▱▱▱▱▱"),
        (9, 13, "▰▰▰▰▰▰▱▱▱▱"),
        (999, 1000, "▰▰▰▰▰▰▰▰▰▱"),
        (13, 13, "▰▰▰▰▰▰▰▰▰▰"),
        (14, 13, "▰▰▰▰▰▰▰▰▰▰"),
        (0, 0, "▱▱▱▱▱▱▱▱▱▱"),
        (3, 0, "▱▱▱▱▱▱▱▱▱▱"),
        (None, 13, "▱▱▱▱▱▱▱▱▱▱"),
    ],
)
def test_a_bar_is_full_only_for_the_whole(
    numerator: int | None, denominator: int, drawing: str
) -> None:
    assert said(bar(numerator, denominator)) == f"Mål 3\n{drawing} summan\nMålet är 80 %"


def test_a_screen_reader_is_spared_the_bar() -> None:
    assert only(bar(9, 13)).text == "Mål 3\nsumman\nMålet är 80 %"


def test_a_bar_without_words_has_no_empty_lines() -> None:
    assert said(ProgressBar("", "", "", Status.NO_DATA, None, 0, 80)) == "▱▱▱▱▱▱▱▱▱▱"


def test_a_bar_with_very_long_words_is_several_blocks() -> None:
    message = only(ProgressBar("mål", "x " * 900, "y " * 900, Status.OPEN, 1, 2, 80))
    assert len(message.blocks) == 2


def test_a_table_is_slacks_own_with_figures_to_the_right() -> None:
    message = only(Table(("Bibliotek", "Mål 3"), (("Nässjö", "69 %"), ("Eksjö", ""))))
    (block,) = message.blocks
    assert block["type"] == "table"
    assert block["column_settings"] == [
        {"align": "left", "is_wrapped": True},
        {"align": "right", "is_wrapped": False},
    ]
    assert list(texts(block["rows"])) == ["Bibliotek", "Mål 3", "Nässjö", "69 %", "Eksjö", " "]
    assert message.text == "Nässjö · Mål 3: 69 %\nEksjö · Mål 3: –"


def test_a_dash_among_figures_leaves_them_to_the_right() -> None:
    (block,) = only(Table(("Bibliotek", "KB"), (("Nässjö", "13"), ("Aneby", "–")))).blocks
    assert [each["align"] for each in block["column_settings"]] == ["left", "right"]


def test_a_table_without_rows_is_its_header() -> None:
    message = only(Table(("Bibliotek", "Mål 3"), ()))
    assert "column_settings" not in message.blocks[0]
    assert message.text == "Bibliotek · Mål 3"


def test_a_long_table_is_several_messages_each_with_the_header() -> None:
    shown = messages(Card("", (Table(("A", "B"), (("a", "b"),) * 300),)))
    assert [len(message.blocks[0]["rows"]) - 1 for message in shown] == [99, 99, 99, 3]
    assert all(list(texts(m.blocks[0]["rows"][0])) == ["A", "B"] for m in shown)


def test_a_second_table_is_a_second_message() -> None:
    table = Table(("A",), (("a",),))
    assert len(messages(Card("", (table, table)))) == 2


@pytest.mark.parametrize(
    "table",
    [
        Table(tuple("ABCDEFGHIJKLMNOPQRSTU"), (tuple("abcdefghijklmnopqrstu"),)),
        Table(("A" * 1001,), (("a",),)),
        Table(("A", "B"), (("a", "ord " * 900),)),
    ],
)
def test_what_slacks_table_cannot_hold_is_lines(table: Table) -> None:
    blocks = [block for message in messages(Card("", (table,))) for block in message.blocks]
    assert {block["type"] for block in blocks} == {"rich_text"}


@pytest.mark.parametrize("render", [home, modal_card])
def test_views_draw_tables_as_lines(render: Any) -> None:
    (block,) = render(Card("", (Table(("A", "B"), (("a", "b"), ("c", "d"))),)))["blocks"]
    assert "".join(texts(block)) == "a · B: b\nc · B: d"
    (empty,) = render(Card("", (Table(("A", "B"), ()),)))["blocks"]
    assert "".join(texts(empty)) == "A · B"


def test_a_button_carries_its_route_value_and_style() -> None:
    (block,) = only(Buttons((Button("Ångra", "training.undo", "17", Style.DANGER),))).blocks
    assert block["elements"] == [
        {
            "type": "button",
            "action_id": "training.undo",
            "text": {"type": "plain_text", "text": "Ångra", "emoji": False},
            "value": "17",
            "style": "danger",
        }
    ]


def test_the_route_is_found_again_though_every_id_is_its_own() -> None:
    row = (*(Button("x", "training.choose", str(n)) for n in range(3)), Button("y", "other"))
    elements = only(Buttons(row)).blocks[0]["elements"]
    ids = [element["action_id"] for element in elements]
    assert ids == ["training.choose", "training.choose#2", "training.choose#3", "other"]
    assert [route_of(one) for one in ids] == ["training.choose"] * 3 + ["other"]


def test_a_button_that_opens_an_address_has_the_route_link() -> None:
    (element,) = only(Buttons((Button("Öppna", url="https://digiteket.se/"),))).blocks[0][
        "elements"
    ]
    assert (element["action_id"], element["url"]) == ("link", "https://digiteket.se/")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "digiteket.se", "https://a b", "https://" + "x" * 3000]
)
def test_an_address_that_slack_would_refuse_is_text(url: str) -> None:
    message = only(Buttons((Button("Öppna", url=url),)))
    assert {block["type"] for block in message.blocks} == {"rich_text"}
    assert "".join(texts(message.blocks)).replace(" ", "") == f"Öppna{url}".replace(" ", "")


def test_many_buttons_are_several_blocks() -> None:
    blocks = only(Buttons((Button("x", "a"),) * 60)).blocks
    assert [len(block["elements"]) for block in blocks] == [25, 25, 10]


def test_a_label_that_is_too_long_stands_before_its_button_in_full() -> None:
    label = "Grundläggande säkerhet på internet " * 4
    first, text, second = only(Buttons((Button("Ja", "a"), Button(label, "b")))).blocks
    assert list(texts(first)) == ["Ja"]
    assert list(texts(text)) == [label.strip()]
    (shortened,) = texts(second)
    assert shortened == "Grundläggande säkerhet på internet Grundläggande säkerhet på internet…"


def test_a_button_without_a_word_can_still_be_pressed() -> None:
    assert said(Buttons((Button("\u200b", "a"),))) == "…"


def test_values_are_never_cut() -> None:
    with pytest.raises(DoesNotFit, match="the value of a button: at most 2000 characters"):
        only(Buttons((Button("x", "a", "v" * 2001),)))
    with pytest.raises(DoesNotFit, match="the route of a button"):
        only(Buttons((Button("x", "a" * 256),)))


def test_a_card_without_words_shows_its_title_or_the_bots_name() -> None:
    assert [m.text for m in messages(Card("Hjälp", ()))] == ["Hjälp"]
    assert [m.text for m in messages(Card(" ", (Text((Span("\x00"),)), Heading(""))))] == ["Kompis"]
    assert home(Card("Hjälp", ()))["blocks"][0]["text"]["text"] == "Hjälp"
    assert modal_card(Card("", ()))["title"]["text"] == "Kompis"


def test_a_message_of_lines_alone_reads_as_its_title() -> None:
    assert only(Divider()).text == "Framsteg"


def test_a_hundred_parts_are_two_messages() -> None:
    shown = messages(Card("", (Text((Span("hej"),)),) * 100))
    assert [len(message.blocks) for message in shown] == [50, 50]


def test_a_view_says_that_there_was_more() -> None:
    blocks = home(Card("", (Text((Span("hej"),)),) * 101))["blocks"]
    assert len(blocks) == 100
    assert list(texts(blocks[-1])) == ["…"]


def test_a_modals_long_title_stands_in_full_above() -> None:
    view = modal_card(Card("Lägg till en slutförd lärresurs", (Divider(),)))
    assert view["title"]["text"] == "Lägg till en slutförd…"
    assert view["blocks"][0]["text"]["text"] == "Lägg till en slutförd lärresurs"


def test_a_modals_long_title_is_not_said_twice() -> None:
    title = "Lägg till en slutförd lärresurs"
    assert list(texts(modal_card(Card(title, (Heading(title),)))["blocks"])) == [title]


def run(block: dict[str, Any]) -> dict[str, Any]:
    """The one run of a rich text's one section."""
    (section,) = block["elements"]
    (one,) = section["elements"]
    assert isinstance(one, dict)
    return one


def chart(kind: ChartKind) -> Chart:
    """One series with figures, and one that is hidden."""
    monday = date(2026, 11, 23)
    points = (
        Point(monday - timedelta(weeks=1), 40, "40 %"),
        Point(monday, 69, "69 %"),
    )
    some = (Series("Mål 3", "Mål 3: 69 %", points, 80), Series("Mål 5", "Mål 5: visas inte"))
    return Chart("Målen", kind, "Dag", "Procent", some, "så långt", "målet")


@pytest.mark.parametrize(
    ("kind", "drawn"), [(ChartKind.BARS, "▰▰▰▰▰▰▱▱▱▱"), (ChartKind.LINES, "▃▅")]
)
def test_a_chart_is_small_bars_and_its_words(kind: ChartKind, drawn: str) -> None:
    assert said(chart(kind)) == f"Målen{drawn}\nMål 3: 69 %Mål 5: visas inte"


@pytest.mark.parametrize("kind", ChartKind)
def test_a_screen_reader_is_spared_the_bars_of_a_chart(kind: ChartKind) -> None:
    assert only(chart(kind)).text == "Målen\nMål 3: 69 %\nMål 5: visas inte"


@pytest.mark.parametrize("kind", ChartKind)
def test_a_chart_that_comes_as_a_picture_is_left_to_it(kind: ChartKind) -> None:
    pictured = replace(chart(kind), pictured=True)
    (message,) = messages(Card("Målen", (Heading("Målen"), pictured)))
    assert message.text == "Målen"
