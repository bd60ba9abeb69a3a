"""Forms as modals."""

from datetime import date
from typing import Any

import pytest

from bot.slack.render import DoesNotFit, field_errors, modal, options
from handlers.cards import (
    ChoiceField,
    DateField,
    Field,
    FieldErrors,
    Form,
    NumberField,
    Option,
    Options,
    Text,
    TextField,
)
from handlers.texts import Span


def form(*fields: Field, **other: Any) -> Form:
    words = {
        "title": "Slutförd lärresurs",
        "opened_by": "training.open",
        "submit": "training.record",
        "submit_label": "Spara",
        "close_label": "Avbryt",
    }
    return Form(fields=fields, **(words | other))


def element(field: Field) -> Any:
    """The element of the one field of a form."""
    (block,) = modal(form(field))["blocks"]
    return block["element"]


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def test_a_form_is_a_modal_that_comes_back_with_its_state() -> None:
    view = modal(form(DateField("on", "Datum"), state="m:1", intro=(Text((Span("Hej"),)),)))
    assert view["title"] == plain("Slutförd lärresurs")
    assert (view["submit"], view["close"]) == (plain("Spara"), plain("Avbryt"))
    assert (view["callback_id"], view["private_metadata"]) == ("training.record", "m:1")
    assert [block["type"] for block in view["blocks"]] == ["rich_text", "input"]


def test_a_forms_long_title_stands_in_full_above() -> None:
    view = modal(form(title="Registrera handledningstillfällen"))
    assert view["title"]["text"] == "Registrera…"
    assert view["blocks"][0]["text"]["text"] == "Registrera handledningstillfällen"


def test_a_form_without_words_still_has_a_title_and_a_button() -> None:
    view = modal(form(title="", submit_label=" ", close_label=""))
    assert (view["title"], view["submit"]) == (plain("Kompis"), plain("OK"))
    assert "close" not in view
    assert view["blocks"]


def test_a_line_to_write() -> None:
    (block,) = modal(form(TextField("what", "Vad?", required=False, value="a\nb", hint="h"))).get(
        "blocks", []
    )
    assert block == {
        "type": "input",
        "block_id": "what",
        "label": plain("Vad?"),
        "hint": plain("h"),
        "optional": True,
        "element": {
            "type": "plain_text_input",
            "action_id": "what",
            "multiline": False,
            "max_length": 300,
            "initial_value": "a b",
        },
    }


def test_lines_to_write_keep_their_lines_and_start_within_their_length() -> None:
    lines = TextField("what", "Vad?", value="ett\ntvå tre", longest=8, multiline=True)
    assert element(lines)["initial_value"] == "ett\ntvå"
    assert element(TextField("what", "Vad?", longest=9999))["max_length"] == 3000


@pytest.mark.parametrize(
    ("value", "decimals", "initial"),
    [
        ("12", False, "12"),
        ("12.0", False, "12"),
        ("1,5", True, "1.5"),
        ("1E2", True, "100"),
        ("1,5", False, None),
        ("101", False, None),
        ("-1", False, None),
        ("tre", False, None),
        ("NaN", True, None),
        ("Infinity", True, None),
        ("", False, None),
    ],
)
def test_a_number_starts_with_what_is_one(value: str, decimals: bool, initial: str | None) -> None:
    drawn = element(NumberField("n", "Antal", value=value, highest=100, decimals=decimals))
    assert drawn.get("initial_value") == initial
    assert (drawn["min_value"], drawn["max_value"]) == ("0", "100")
    assert drawn["is_decimal_allowed"] is decimals


def test_a_day_to_pick() -> None:
    assert element(DateField("on", "Datum", date(2020, 5, 26)))["initial_date"] == "2020-05-26"
    assert "initial_date" not in element(DateField("on", "Datum"))


def test_a_menu_with_one_chosen() -> None:
    listed = (Option("Nässjö", "1", "stadsbibliotek"), Option("Eksjö", "2"))
    drawn = element(ChoiceField("at", "Var?", listed, chosen=Option("?", "2"), placeholder="Välj"))
    assert drawn["type"] == "static_select"
    assert drawn["initial_option"] == {"text": plain("Eksjö"), "value": "2"}
    assert drawn["options"][0]["description"] == plain("stadsbibliotek")
    assert drawn["placeholder"] == plain("Välj")


def test_what_is_chosen_but_not_offered_is_left_out() -> None:
    listed = (Option("Nässjö", "1"),)
    drawn = element(ChoiceField("at", "Var?", listed, chosen=Option("Eksjö", "2")))
    assert "initial_option" not in drawn


def test_more_than_a_hundred_options_are_groups_named_by_their_ends() -> None:
    listed = tuple(Option(f"Bibliotek {n}", str(n)) for n in range(250))
    groups = element(ChoiceField("at", "Var?", listed))["option_groups"]
    assert [len(group["options"]) for group in groups] == [100, 100, 50]
    assert groups[0]["label"] == plain("Bibliotek 0 – Bibliotek 99")


def test_a_menu_that_is_searched_asks_its_route() -> None:
    chosen = Option("Hängslen och livrem", "7")
    drawn = element(ChoiceField("what", "Vad?", search="training.search", chosen=chosen))
    assert drawn == {
        "type": "external_select",
        "action_id": "training.search",
        "min_query_length": 0,
        "initial_option": {"text": plain("Hängslen och livrem"), "value": "7"},
    }


def test_a_search_answers_with_at_most_a_hundred() -> None:
    found = Options(tuple(Option("x" * 100, str(n)) for n in range(120)))
    answer = options(found)["options"]
    assert len(answer) == 100
    assert answer[0]["text"] == plain("x" * 74 + "…")


def test_wrong_fields() -> None:
    assert field_errors(FieldErrors({"on": "Datumet har inte varit än."})) == {
        "response_action": "errors",
        "errors": {"on": "Datumet har inte varit än."},
    }


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (form(state="x" * 3001), "the state of a form"),
        (form(submit="x" * 256), "the route of a form"),
        (form(DateField("x" * 256, "Datum")), "the name of a field"),
        (form(DateField("on", "Datum"), DateField("on", "Datum")), "the form training.record"),
        (form(*(DateField(f"d{n}", "Datum") for n in range(100))), "the form training.record"),
        (form(ChoiceField("at", "Var?")), "the menu at"),
        (form(ChoiceField("at", "?", (Option("x", "x"),) * 10_001)), "the menu at"),
        (form(ChoiceField("at", "?", (Option("å" * 75, "x"),) * 999)), "the form training.record"),
        (form(ChoiceField("at", "?", (Option("x", ""),))), "the value of an option"),
        (form(ChoiceField("at", "?", (Option("x", "x" * 151),))), "the value of an option"),
        (form(ChoiceField("at", "?", search="x" * 256)), "the route of a search"),
    ],
)
def test_what_could_not_come_back_is_refused(wrong: Form, what: str) -> None:
    with pytest.raises(DoesNotFit) as refusal:
        modal(wrong)
    assert refusal.value.what == what
