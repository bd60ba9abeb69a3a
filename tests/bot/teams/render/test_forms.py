"""Forms as cards to fill in, and what comes back of them."""

from datetime import date
from typing import Any

import pytest

from bot.teams.render import CLOSE, DoesNotFit, Pressed, dialog, options, pressed
from bot.teams.render import form as rendered
from handlers.cards import (
    ChoiceField,
    DateField,
    Field,
    Form,
    Heading,
    NumberField,
    Option,
    Options,
    Text,
    TextField,
)
from handlers.texts import Span, texts_in

SWEDISH = texts_in("sv")


def form(*fields: Field, **other: Any) -> Form:
    words = {
        "title": "Slutförd lärresurs",
        "opened_by": "training.open",
        "submit": "training.record",
        "submit_label": "Spara",
        "close_label": "Avbryt",
    }
    return Form(fields=fields, **(words | other))


def body(*fields: Field, **other: Any) -> list[dict[str, Any]]:
    """What stands between the title and the buttons."""
    elements: list[dict[str, Any]] = rendered(form(*fields), SWEDISH, **other).card["body"]
    return elements[1:-1]


def buttons(shown: dict[str, Any]) -> list[dict[str, Any]]:
    actions: list[dict[str, Any]] = shown["body"][-1]["actions"]
    return actions


def test_a_form_has_its_title_its_fields_and_two_buttons() -> None:
    shown = rendered(form(DateField("on", "Datum"), intro=(Text((Span("Hej"),)),)), SWEDISH).card
    kinds = [element["type"] for element in shown["body"]]
    assert kinds == ["TextBlock", "RichTextBlock", "Input.Date", "ActionSet"]
    save, close = buttons(shown)
    assert (save["title"], save["style"]) == ("Spara", "positive")
    assert (close["title"], close["associatedInputs"]) == ("Avbryt", "none")
    assert close["data"] == {"action": CLOSE}


def test_a_title_that_stands_in_the_intro_is_not_said_twice() -> None:
    one = form(title="Hej", intro=(Heading("Hej"),))
    assert [element["type"] for element in rendered(one, SWEDISH).card["body"]].count(
        "TextBlock"
    ) == 1


def test_a_form_in_a_dialog_leaves_title_and_closing_to_it() -> None:
    shown = dialog(form(DateField("on", "Datum")), SWEDISH)
    assert shown.title == "Slutförd lärresurs"
    assert [element["type"] for element in shown.card["body"]] == ["Input.Date", "ActionSet"]
    assert len(buttons(shown.card)) == 1


def test_a_form_without_words_still_has_a_button() -> None:
    one = form(title="", submit_label=" ", close_label="")
    assert [button["title"] for button in buttons(rendered(one, SWEDISH).card)] == ["OK"]
    assert dialog(one, SWEDISH).title == "Kompis"


def test_what_is_filled_in_comes_back_with_the_route_and_the_state() -> None:
    """A field may be called as our own keys are."""
    shown = rendered(
        form(TextField("state", "Läge"), TextField("action", "?"), state="m:1"), SWEDISH
    )
    ids = [each["id"] for each in shown.card["body"] if each["type"] == "Input.Text"]
    sent = buttons(shown.card)[0]["data"] | dict(zip(ids, ("klart", "ja"), strict=True))
    assert pressed(sent) == Pressed(
        "training.record",
        state="m:1",
        opened_by="training.open",
        values={"state": "klart", "action": "ja"},
    )


def test_nothing_of_what_is_sent_is_relied_on() -> None:
    assert pressed({}) == Pressed("")
    sent = {
        "action": ["a"],
        "value": 7,
        "state": None,
        "field.n": 1.5,
        "field.x": {},
        "field.b": True,
    }
    assert pressed(sent) == Pressed("", value="7", values={"n": "1.5"})


def test_a_line_to_write() -> None:
    first, hint = body(TextField("what", "Vad?", required=False, value="a\nb", hint="h", longest=9))
    assert first == {
        "type": "Input.Text",
        "id": "field.what",
        "label": "Vad?",
        "isRequired": False,
        "errorMessage": "Skriv något här, eller korta texten.",
        "maxLength": 9,
        "isMultiline": False,
        "value": "a b",
    }
    assert hint["inlines"][0]["text"] == "h"


def test_a_number_says_what_it_takes() -> None:
    (field,) = body(NumberField("n", "Antal", value="1,5", highest=2000, decimals=True))
    assert (field["min"], field["max"], field["value"]) == (0, 2000, 1.5)
    said = field["errorMessage"].replace("\N{NO-BREAK SPACE}", " ")
    assert said == "Skriv ett tal från 0 till 2 000."
    assert "value" not in body(NumberField("n", "Antal", value="tre"))[0]
    assert body(NumberField("n", "Antal", value="3"))[0]["value"] == 3


def test_a_day_to_pick() -> None:
    assert body(DateField("on", "Datum", date(2020, 5, 26)))[0]["value"] == "2020-05-26"
    assert "value" not in body(DateField("on", "Datum"))[0]


def test_a_menu_with_one_chosen() -> None:
    listed = (Option("Nässjö", "1", "stadsbibliotek"), Option("Eksjö", "2"))
    menu = ChoiceField("at", "Var?", listed, chosen=Option("?", "2"), placeholder="Välj")
    (field,) = body(menu)
    assert field["choices"] == [
        {"title": "Nässjö – stadsbibliotek", "value": "1"},
        {"title": "Eksjö", "value": "2"},
    ]
    assert (field["value"], field["placeholder"]) == ("2", "Välj")


def test_a_menu_that_is_searched_asks_its_route() -> None:
    (field,) = body(ChoiceField("what", "Vad?", search="training.search", chosen=Option("x", "7")))
    assert field["choices.data"] == {"type": "Data.Query", "dataset": "training.search"}
    assert (field["style"], field["value"]) == ("filtered", "7")
    assert field["choices"] == [{"title": "x", "value": "7"}]


def test_a_search_answers_with_as_many_as_teams_shows() -> None:
    found = options(Options(tuple(Option(str(n), str(n)) for n in range(20))))
    assert found["type"] == "application/vnd.microsoft.search.searchResponse"
    assert len(found["value"]["results"]) == 15


def test_what_was_wrong_stands_at_its_field_and_what_was_filled_in_stays() -> None:
    asked = (
        DateField("on", "Datum", hint="h"),
        DateField("to", "Till", date(2020, 1, 1)),
        NumberField("n", "Antal"),
        ChoiceField("at", "Var?", (Option("a", "1"), Option("b", "2"))),
        TextField("what", "Vad?", value="orört"),
    )
    values = {"on": "2030-01-01", "to": "snart", "n": "7", "at": "2"}
    on, wrong, hint, to, n, at, what = body(*asked, values=values, errors={"on": "Inte än."})
    (run,) = wrong["inlines"]
    assert (run["text"], run["color"], run["weight"]) == ("Inte än.", "Attention", "Bolder")
    assert hint["inlines"][0]["text"] == "h"
    assert [each.get("value") for each in (on, to, n, at, what)] == [
        "2030-01-01",
        None,
        7,
        "2",
        "orört",
    ]


def test_of_what_a_search_found_only_what_is_known_stays() -> None:
    asked = ChoiceField("what", "Vad?", search="training.search", chosen=Option("x", "7"))
    assert body(asked, values={"what": "7"})[0]["value"] == "7"
    assert "value" not in body(asked, values={"what": "8"})[0]


def test_a_long_intro_gives_way_to_the_fields() -> None:
    shown = rendered(
        form(DateField("on", "?"), intro=(Text((Span("ord " * 9000),)),)), SWEDISH
    ).card
    kinds = [element["type"] for element in shown["body"]]
    assert kinds[-2:] == ["Input.Date", "ActionSet"]
    assert shown["body"][-3]["inlines"][0]["text"] == "…"


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (form(state="x" * 3001), "the state of a form"),
        (form(submit="x" * 256), "the route of a form"),
        (form(opened_by="x" * 256), "the route that opens a form"),
        (form(DateField("x" * 256, "Datum")), "the name of a field"),
        (form(DateField("on", "Datum"), DateField("on", "Datum")), "the form training.record"),
        (form(ChoiceField("at", "?", (Option("å" * 75, "x"),) * 99)), "the form training.record"),
        (form(ChoiceField("at", "Var?")), "the menu at"),
        (form(ChoiceField("at", "?", (Option("x", ""),))), "the value of an option"),
        (form(ChoiceField("at", "?", (Option("x", "x" * 151),))), "the value of an option"),
        (form(ChoiceField("at", "?", search="x" * 256)), "the route of a search"),
    ],
)
def test_what_could_not_come_back_is_refused(wrong: Form, what: str) -> None:
    with pytest.raises(DoesNotFit) as refusal:
        rendered(wrong, SWEDISH)
    assert refusal.value.what == what
