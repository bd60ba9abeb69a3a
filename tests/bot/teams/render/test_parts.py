"""Each part of a card, as elements of an Adaptive Card."""

from typing import Any

import pytest

from bot.teams.render import DoesNotFit, Message, messages
from goals.progress import Status
from handlers.cards import (
    Bullets,
    Button,
    Buttons,
    Card,
    Divider,
    Fact,
    Facts,
    Heading,
    Part,
    ProgressBar,
    Style,
    Table,
    Text,
    Tone,
)
from handlers.texts import Span


def only(*parts: Part) -> Message:
    """The one message of a card with these parts."""
    (message,) = messages(Card("Framsteg", parts))
    return message


def body(*parts: Part) -> list[dict[str, Any]]:
    """The elements of a card."""
    elements: list[dict[str, Any]] = only(*parts).card["body"]
    return elements


def rich(*inlines: Any, **other: Any) -> dict[str, Any]:
    return {"type": "RichTextBlock", "inlines": list(inlines), **other}


def bar(numerator: int | None, denominator: int, status: Status = Status.OPEN) -> ProgressBar:
    return ProgressBar("Mål 3", "summan", "Målet är 80 %", status, numerator, denominator, 80)


def test_a_card_is_an_adaptive_card_of_its_full_width_with_its_words_beside() -> None:
    message = only(Heading("Nässjö"), Text((Span("9 av *13*"),)))
    assert message.card["type"] == "AdaptiveCard"
    assert message.card["version"] == "1.5"
    assert message.card["msteams"] == {"width": "full"}
    assert message.card["fallbackText"] == "Nässjö\n9 av \\*13\\*"
    assert message.summary == "Nässjö 9 av *13*"


@pytest.mark.parametrize(("title", "said"), [("Framsteg", "Framsteg"), (" ", "Kompis")])
def test_a_card_without_parts_is_its_title(title: str, said: str) -> None:
    (message,) = messages(Card(title, ()))
    assert [element["text"] for element in message.card["body"]] == [said]


def test_a_heading_is_one_for_screen_readers_too() -> None:
    (element,) = body(Heading("Nässjö\nstadsbibliotek"))
    assert (element["type"], element["style"]) == ("TextBlock", "heading")
    assert element["text"] == "Nässjö stadsbibliotek"


@pytest.mark.parametrize(
    "name",
    [
        "*Anna*",
        "_Anna_",
        "[Anna](https://x.se)",
        "<at>Anna</at>",
        "Anna & &lt;b&gt;",
        "- Anna",
        "1. Anna",
        "{{DATE(2020-05-27T08:00:00Z)}}",
        "www.x.se",
    ],
)
def test_what_could_be_read_as_markdown_stands_in_runs_which_know_none(name: str) -> None:
    elements = body(Heading(name), Facts((Fact("Namn", name),)), Table(("Namn",), ((name,),)))
    assert {element["type"] for element in elements} == {"RichTextBlock", "Table"}
    assert "{{" not in str(elements[0]["inlines"])


@pytest.mark.parametrize(
    "title", ["Kultur & fritid", "Nässjö (13)", "Mål 3: 80 %", "3 maj – 5 juni"]
)
def test_a_common_heading_is_a_heading(title: str) -> None:
    assert body(Heading(title))[0]["type"] == "TextBlock"


def test_a_long_heading_goes_on_as_bold_text() -> None:
    first, second = body(Heading("bibliotek " * 30))
    assert first["text"] == " ".join(["bibliotek"] * 20)
    assert second["inlines"][0]["weight"] == "Bolder"


def test_each_line_of_a_text_is_an_element_close_to_the_one_above() -> None:
    elements = body(Text((Span("ett "), Span("två", bold=True), Span("\ntre\n\nfyra"))))
    bold = {"type": "TextRun", "text": "två", "weight": "Bolder"}
    assert elements == [
        rich({"type": "TextRun", "text": "ett "}, bold),
        rich("tre", spacing="None"),
        rich("fyra", spacing="Small"),
    ]


def test_a_subtle_text_is_small_and_grey() -> None:
    (element,) = body(Text((Span("självrapporterat"),), Tone.SUBTLE))
    (run,) = element["inlines"]
    assert (run["size"], run["isSubtle"]) == ("Small", True)


def test_bullets_are_lines_and_blank_ones_are_left_out() -> None:
    elements = body(Bullets(((Span("ett"),), (Span(" "),), (Span("två"),))))
    assert elements == [rich("• ett"), rich("• två", spacing="None")]


def test_a_long_bullet_keeps_its_mark_at_its_first_word() -> None:
    first, *_ = body(Bullets(((Span("x" * 3000),),)))
    assert first["inlines"][0].startswith("• xxx")


def test_facts_stand_side_by_side_and_long_ones_as_text() -> None:
    first, second = body(
        Facts((Fact("Kurs", "Hängslen"), Fact("Dag", ""), Fact("Om", "ord " * 99)))
    )
    assert first["facts"] == [
        {"title": "Kurs", "value": "Hängslen"},
        {"title": "Dag", "value": "–"},
    ]
    assert second["inlines"][0] == {"type": "TextRun", "text": "Om: ", "weight": "Bolder"}


def test_facts_with_a_word_that_a_narrow_card_would_cut_are_all_text() -> None:
    address = "robin.dahlberg@nassjo.example"
    lines = body(
        Facts((Fact("Roll", "chef"), Fact("Självskattning", "Ja"), Fact("E-post", address)))
    )
    assert [each["type"] for each in lines] == ["RichTextBlock"] * 3
    assert lines[2]["inlines"][1]["text"] == address


def test_facts_without_a_label_or_anything_are_their_value_or_nothing() -> None:
    assert body(Facts((Fact("", "bara"), Fact("", "")))) == [rich("bara")]


def test_a_bar_is_teams_own_with_a_drawing_where_there_is_none() -> None:
    label, summary, drawn, detail = body(bar(9, 13, Status.BEHIND))
    assert label["inlines"][0]["text"] == "Mål 3"
    assert summary == rich("summan", spacing="None")
    assert (drawn["type"], drawn["value"], drawn["max"]) == ("ProgressBar", 9, 13)
    assert drawn["color"] == "Warning"
    assert drawn["fallback"] == rich("▰▰▰▰▰▰▱▱▱▱", spacing="Small")
    assert detail["inlines"][0]["text"] == "Målet är 80 %"


@pytest.mark.parametrize(("numerator", "denominator"), [(None, 13), (0, 0), (3, 0)])
def test_a_bar_without_a_share_does_not_move_as_if_at_work(
    numerator: int | None, denominator: int
) -> None:
    assert body(bar(numerator, denominator))[2] == rich("▱▱▱▱▱▱▱▱▱▱", spacing="Small")


def test_a_bar_is_never_over_the_whole() -> None:
    assert body(bar(14, 13))[2]["value"] == 13


def test_a_screen_reader_is_spared_the_bar() -> None:
    assert only(bar(9, 13)).card["fallbackText"] == "Mål 3\nsumman\nMålet är 80 %"


def test_a_table_has_bold_headers_and_figures_to_the_right() -> None:
    message = only(Table(("Bibliotek", "Mål 3"), (("Nässjö", "69 %"), ("Eksjö", ""))))
    (table,) = message.card["body"]
    assert table["columns"] == [
        {"width": 52},
        {"width": 26, "horizontalCellContentAlignment": "Right"},
    ]
    header, first, second = ([cell["items"] for cell in row["cells"]] for row in table["rows"])
    assert [items[0]["inlines"][0]["weight"] for items in header] == ["Bolder", "Bolder"]
    assert first == [[rich("Nässjö")], [rich("69 %")]]
    assert second == [[rich("Eksjö")], []]
    assert message.card["fallbackText"] == "Nässjö · Mål 3: 69 %\nEksjö · Mål 3: –"


ROOM = 3  # characters that the room around a text is as wide as


def test_a_column_is_as_wide_as_its_widest_word_and_a_little_more_for_its_lines() -> None:
    names = ("Jönköpings stadsbibliotek", "Habo bibliotek")
    (table,) = only(Table(("Bibliotek", "Barn"), tuple((name, "7") for name in names))).card["body"]
    name, figure = (column["width"] for column in table["columns"])
    assert name == 4 * (len("stadsbibliotek") + ROOM) + len("Jönköpings ")
    assert figure == 4 * (4 + ROOM)


def test_words_that_a_hard_space_holds_together_are_one() -> None:
    (table,) = only(Table(("A", "B"), (("77\N{NO-BREAK SPACE}% nu", "77 %"),))).card["body"]
    first, second = (column["width"] for column in table["columns"])
    assert first == 4 * (len("77 %") + ROOM) + len(" nu")
    assert second == 4 * (2 + ROOM) + 2


def both_forms(message: Message) -> tuple[dict[str, Any], dict[str, Any]]:
    """The lines and the table of a table with many columns."""
    (both,) = message.card["body"]
    lines, table = both["items"]
    return lines, table


def test_a_table_of_many_columns_is_lines_where_cards_are_narrow() -> None:
    message = only(Table(tuple("ABCDE"), (("Nässjö", "69 %", "", "nej", "13"),) * 2))
    lines, table = both_forms(message)
    assert (lines["targetWidth"], table["targetWidth"]) == ("atMost:Narrow", "atLeast:Standard")
    first, second = lines["items"]
    name, values = first["inlines"]
    assert name == {"type": "TextRun", "text": "Nässjö", "weight": "Bolder"}
    said = " · B: 69 % · C: – · D: nej · E: 13"
    assert values["text"] == said.replace(": ", ":\N{NO-BREAK SPACE}")
    assert first == second
    assert len(table["rows"]) == 1 + 2


def test_a_table_of_few_columns_whose_words_crowd_each_other_is_lines_too() -> None:
    columns = ("Bibliotek", "Personal", "Väntar", "Enligt KB")
    row = ("Jönköpings stadsbibliotek", "24", "0", "26 (2025)")
    lines, table = both_forms(only(Table(columns, (row,))))
    assert lines["items"][0]["inlines"][0]["text"] == row[0]
    assert table["rows"][1]["cells"][1]["items"][0]["size"] == "Small"


def test_a_table_whose_rows_are_parted_has_the_same_form_in_every_part() -> None:
    """One word that is too wide for a narrow card decides for all rows."""
    rows = (*((f"{number}", "x" * 200) for number in range(150)), ("y" * 30, "x"))
    elements = [
        each for one in messages(Card("", (Table(("A", "B"), rows),))) for each in one.card["body"]
    ]
    assert len(elements) > 1
    assert {each["type"] for each in elements} == {"Container"}


def test_a_table_of_many_columns_is_read_aloud_once() -> None:
    message = only(Table(tuple("ABCDE"), (("Nässjö", "69 %", "", "nej", "13"),)))
    assert message.card["fallbackText"] == "Nässjö · B: 69 % · C: – · D: nej · E: 13"


@pytest.mark.parametrize(
    "table", [Table(tuple("ABCD"), (tuple("abcd"),)), Table(tuple("ABCDE"), ())]
)
def test_a_table_that_fits_anywhere_is_a_table_alone(table: Table) -> None:
    (element,) = body(table)
    assert element["type"] == "Table"
    assert "targetWidth" not in element


def test_a_long_table_of_many_columns_never_parts_its_lines_from_its_rows() -> None:
    rows = tuple((f"Bibliotek {number}", *"bcdefgh") for number in range(100))
    shown = messages(Card("", (Table(tuple("ABCDEFGH"), rows),)))
    assert len(shown) > 1
    forms = [both["items"] for message in shown for both in message.card["body"]]
    assert sum(len(lines["items"]) for lines, _ in forms) == len(rows)
    assert all(len(lines["items"]) == len(table["rows"]) - 1 for lines, table in forms)


def test_a_wide_table_is_in_small_letters() -> None:
    _, table = both_forms(only(Table(tuple("ABCDE"), (("Mål", "*", "", "77 %", "5"),))))
    header, row = table["rows"]
    [name] = header["cells"][0]["items"]
    assert name == {
        "type": "TextBlock", "text": "A", "wrap": True, "size": "Small", "weight": "Bolder"
    }  # fmt: skip
    words, marks, nothing, *_ = (cell["items"] for cell in row["cells"])
    assert words[0]["text"] == "Mål"
    assert marks == [rich({"type": "TextRun", "text": "*", "size": "Small"})]
    assert nothing == []


def test_a_table_without_rows_is_its_header() -> None:
    message = only(Table(("Bibliotek", "Mål 3"), ()))
    assert len(message.card["body"][0]["rows"]) == 1
    assert message.card["fallbackText"] == "Bibliotek · Mål 3"


def test_a_long_table_is_several_each_with_the_header() -> None:
    shown = messages(Card("", (Table(("A", "B"), (("a", "b"),) * 300),)))
    tables = [element for message in shown for element in message.card["body"]]
    assert len(shown) > 1
    assert sum(len(table["rows"]) - 1 for table in tables) == 300
    headers = [table["rows"][0]["cells"][0]["items"][0]["inlines"][0]["text"] for table in tables]
    assert set(headers) == {"A"}


@pytest.mark.parametrize(
    "table",
    [
        Table(tuple("ABCDEFGHIJKLM"), (tuple("abcdefghijklm"),)),
        Table(("A" * 4001,), (("a",),)),
        Table(("A", "B"), (("a", "ord " * 3000),)),
    ],
)
def test_what_no_table_can_hold_is_lines(table: Table) -> None:
    elements = [each for message in messages(Card("", (table,))) for each in message.card["body"]]
    assert {element["type"] for element in elements} == {"RichTextBlock"}


def test_a_button_carries_its_route_value_and_style_and_sends_no_field() -> None:
    (element,) = body(Buttons((Button("Ångra", "training.undo", "17", Style.DANGER),)))
    assert element["actions"] == [
        {
            "type": "Action.Execute",
            "title": "Ångra",
            "verb": "training.undo",
            "data": {"action": "training.undo", "value": "17"},
            "style": "destructive",
            "associatedInputs": "none",
        }
    ]


def test_a_button_that_opens_an_address() -> None:
    (element,) = body(Buttons((Button("Öppna", url="https://digiteket.se/"),)))
    assert element["actions"] == [
        {"type": "Action.OpenUrl", "title": "Öppna", "url": "https://digiteket.se/"}
    ]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "digiteket.se", "https://" + "x" * 3000])
def test_an_address_that_must_not_be_opened_is_text(url: str) -> None:
    elements = body(Buttons((Button("Öppna", url=url),)))
    assert {element["type"] for element in elements} == {"RichTextBlock"}


def test_more_buttons_than_teams_shows_are_several_sets() -> None:
    elements = body(Buttons(tuple(Button("x", "a", str(n)) for n in range(14))))
    assert [len(element["actions"]) for element in elements] == [6, 6, 2]


def test_a_divider_is_a_line_over_what_follows() -> None:
    first, second = body(Heading("a"), Divider(), Divider(), Text((Span("b"),)), Divider())
    assert "separator" not in first
    assert second == rich("b", separator=True, spacing="Medium")


def test_what_a_button_could_not_bring_back_is_refused() -> None:
    with pytest.raises(DoesNotFit, match="the value of a button: at most 2000 characters"):
        only(Buttons((Button("x", "a", "x" * 2001),)))
    with pytest.raises(DoesNotFit, match="the route of a button"):
        only(Buttons((Button("x", "a" * 256),)))
