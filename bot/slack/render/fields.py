"""The fields of a form as input blocks. A block's id is its field's name."""

from bot.render.errors import held
from bot.render.numbers import figure
from bot.render.wording import beginning, clean, is_blank, one_line, shorten
from bot.slack.render.choices import choice
from bot.slack.render.drawn import Block, plain_text
from bot.slack.render.limits import BLOCK_ID, INPUT_HINT, INPUT_LABEL, PLAIN_TEXT_INPUT
from handlers.cards import ChoiceField, DateField, Field, NumberField, TextField


def field(one: Field) -> Block:
    """An input block. Raises DoesNotFit for a name or a value that Slack cannot carry."""
    block: Block = {
        "type": "input",
        "block_id": held("the name of a field", one.name, BLOCK_ID),
        "label": plain_text(shorten(one.label, INPUT_LABEL)),
        "optional": not one.required,
        "element": _element(one),
    }
    if not is_blank(clean(one.hint)):
        block["hint"] = plain_text(shorten(one.hint, INPUT_HINT))
    return block


def _element(one: Field) -> Block:
    match one:
        case TextField():
            return _text(one)
        case NumberField():
            return _number(one)
        case DateField():
            return _date(one)
        case ChoiceField():
            return choice(one)


def _text(one: TextField) -> Block:
    longest = max(1, min(one.longest, PLAIN_TEXT_INPUT))
    element: Block = {
        "type": "plain_text_input",
        "action_id": one.name,
        "max_length": longest,
        "multiline": one.multiline,
    }
    value = clean(one.value) if one.multiline else one_line(one.value)
    initial = beginning(value, longest)
    return element | {"initial_value": initial} if initial else element


def _number(one: NumberField) -> Block:
    element: Block = {
        "type": "number_input",
        "action_id": one.name,
        "is_decimal_allowed": one.decimals,
        "min_value": str(one.lowest),
        "max_value": str(one.highest),
    }
    value = figure(one)
    return element if value is None else element | {"initial_value": value}


def _date(one: DateField) -> Block:
    element: Block = {"type": "datepicker", "action_id": one.name}
    return element if one.value is None else element | {"initial_date": one.value.isoformat()}
