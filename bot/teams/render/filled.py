"""A form with what was filled in, to show once more beside what was wrong."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from handlers.cards import ChoiceField, DateField, Field, Form, Option


def filled(form: Form, values: Mapping[str, str]) -> Form:
    """The form with `values` in its fields; a field that is not among them stays as it was."""
    return replace(form, fields=tuple(_with(each, values) for each in form.fields))


def _with(one: Field, values: Mapping[str, str]) -> Field:
    value = values.get(one.name)
    if value is None:
        return one
    if isinstance(one, DateField):
        return replace(one, value=_day(value))
    if isinstance(one, ChoiceField):
        return replace(one, chosen=_chosen(one, value))
    return replace(one, value=value)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _chosen(one: ChoiceField, value: str) -> Option | None:
    """The option of this value; none for what a search found, of which only the value is known."""
    known = (*one.options, one.chosen) if one.chosen else one.options
    return next((option for option in known if option.value == value), None)
