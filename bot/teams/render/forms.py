"""Forms as cards to fill in where they stand, or in a window of their own."""

from collections.abc import Mapping

from bot.render.errors import DoesNotFit
from bot.render.wording import is_blank, one_line
from bot.teams.render.buttons import execute
from bot.teams.render.drawn import Drawn, Element
from bot.teams.render.fields import field
from bot.teams.render.filled import filled
from bot.teams.render.limits import CARD_BYTES
from bot.teams.render.messages import Message, cost, fitted, message
from bot.teams.render.paragraphs import heading
from bot.teams.render.parts import drawn
from bot.teams.render.pressed import CLOSE, form_data
from handlers.cards import Form, Heading, Style
from handlers.texts import Texts

_OK = "OK"  # the same word in both languages, for a form that names its button with nothing
Named = Mapping[str, str]  # what belongs to a field, by its name
_NOTHING: Named = {}


def form(
    one: Form,
    texts: Texts,
    values: Named = _NOTHING,
    errors: Named = _NOTHING,
) -> Message:
    """A form as a message, with `values` filled in and `errors` at their fields.

    Raises DoesNotFit for what cannot come back through Teams.
    """
    title = () if one.intro[:1] == (Heading(one.title),) else heading(one.title)
    actions = [_submit(one)]
    if not is_blank(one_line(one.close_label)):
        close = execute(one.close_label, {"action": CLOSE})
        actions.append(close | {"associatedInputs": "none"})
    return _message(filled(one, values), texts, errors, [*title], actions)


def form_card(one: Form, texts: Texts, values: Named, errors: Named) -> Element:
    """The same without title and closing, for a window that has its own."""
    return _message(filled(one, values), texts, errors, [], [_submit(one)]).card


def _submit(one: Form) -> Element:
    label = _OK if is_blank(one_line(one.submit_label)) else one.submit_label
    return execute(label, form_data(one), Style.PRIMARY)


def _message(
    one: Form, texts: Texts, errors: Named, title: list[Drawn], actions: list[Element]
) -> Message:
    what = f"the form {one.submit}"
    if len({each.name for each in one.fields}) < len(one.fields):
        raise DoesNotFit(what, "every field has a name of its own")
    fields = [
        each for asked in one.fields for each in field(asked, texts, errors.get(asked.name, ""))
    ]
    labels = " · ".join(action["title"] for action in actions)
    fields.append(Drawn({"type": "ActionSet", "actions": actions}, labels))
    room = CARD_BYTES - sum(map(cost, fields))
    if room < 0:
        raise DoesNotFit(what, f"at most {CARD_BYTES} bytes; let long menus be searched")
    return message([*fitted([*title, *drawn(one.intro)], room), *fields])
