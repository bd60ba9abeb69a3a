"""The fields of a form as inputs, each with what is wrong with it and its hint below."""

from collections.abc import Iterator

from bot.render.numbers import figure
from bot.render.wording import beginning, clean, is_blank, one_line, shorten
from bot.teams.render.choices import choice
from bot.teams.render.drawn import Drawn, Element
from bot.teams.render.limits import FIELD_ERROR, FIELD_HINT, FIELD_LABEL, FIELD_TEXT
from bot.teams.render.paragraphs import paragraph, remark
from bot.teams.render.pressed import field_id
from handlers.cards import ChoiceField, DateField, Field, NumberField, TextField
from handlers.texts import Span, Texts


def field(one: Field, texts: Texts, wrong: str = "") -> Iterator[Drawn]:
    """An input. Raises DoesNotFit for a name or a value that Teams cannot carry.

    What Teams itself finds wrong it says in our words, since it has none of its own.
    """
    label = shorten(one.label, FIELD_LABEL)
    frame: Element = {
        "id": field_id(one.name),
        "label": label,
        "isRequired": one.required,
        "errorMessage": _error_message(one, texts),
    }
    yield Drawn(_input(one) | frame, label)
    yield from _below(paragraph([Span(_short(wrong, FIELD_ERROR), bold=True)], _WRONG))
    yield from _below(remark([Span(_short(one.hint, FIELD_HINT))]))


_WRONG: Element = {"color": "Attention"}


def _below(lines: Iterator[Drawn]) -> Iterator[Drawn]:
    return (Drawn(line.element | {"spacing": "Small"}, line.reading) for line in lines)


def _short(text: str, longest: int) -> str:
    return "" if is_blank(clean(text)) else shorten(text, longest)


def _error_message(one: Field, texts: Texts) -> str:
    match one:
        case TextField():
            return texts.say("field.text")
        case NumberField():
            return texts.say("field.number", lowest=one.lowest, highest=one.highest)
        case DateField():
            return texts.say("field.day")
        case ChoiceField():
            return texts.say("field.choice")


def _input(one: Field) -> Element:
    match one:
        case TextField():
            return _text(one)
        case NumberField():
            return _number(one)
        case DateField():
            day = {"value": one.value.isoformat()} if one.value else {}
            return {"type": "Input.Date", **day}
        case ChoiceField():
            return choice(one)


def _text(one: TextField) -> Element:
    longest = max(1, min(one.longest, FIELD_TEXT))
    element = {"type": "Input.Text", "maxLength": longest, "isMultiline": one.multiline}
    value = clean(one.value) if one.multiline else one_line(one.value)
    initial = beginning(value, longest)
    return element | {"value": initial} if initial else element


def _number(one: NumberField) -> Element:
    element: Element = {"type": "Input.Number", "min": one.lowest, "max": one.highest}
    value = figure(one)
    if value is None:
        return element
    return element | {"value": float(value) if one.decimals else int(value)}
