"""Forms as modals, and what is wrong with a filled-in one."""

from bot.render.errors import DoesNotFit, held
from bot.render.wording import clean, is_blank, shorten
from bot.slack.render.drawn import Block, plain_text
from bot.slack.render.fields import field
from bot.slack.render.limits import (
    CALLBACK_ID,
    FIELD_ERROR,
    PRIVATE_METADATA,
    VIEW_BLOCKS,
    VIEW_BUTTON,
    VIEW_BYTES,
)
from bot.slack.render.messages import named
from bot.slack.render.parts import drawn
from bot.slack.render.views import fitted, long_title, title, weight
from handlers.cards import FieldErrors, Form

_OK = "OK"  # the same word in both languages, for a form that names its button with nothing


def modal(form: Form) -> Block:
    """The modal of a form. Raises DoesNotFit for what cannot come back through Slack."""
    view: Block = {
        "type": "modal",
        "callback_id": held("the route of a form", form.submit, CALLBACK_ID),
        "private_metadata": held("the state of a form", form.state, PRIVATE_METADATA),
        "title": title(form.title),
        "submit": _label(form.submit_label, _OK),
        "blocks": _blocks(form),
    }
    if not is_blank(clean(form.close_label)):
        view["close"] = _label(form.close_label, _OK)
    return view


def field_errors(wrong: FieldErrors) -> Block:
    """The answer to a submission that keeps the form open and says what is wrong where."""
    errors = {name: shorten(text, FIELD_ERROR) for name, text in wrong.errors.items()}
    return {"response_action": "errors", "errors": errors}


def _blocks(form: Form) -> list[Block]:
    what = f"the form {form.submit}"
    if len({one.name for one in form.fields}) < len(form.fields):
        raise DoesNotFit(what, "every field has a name of its own")
    fields = [field(one) for one in form.fields]
    room, left = VIEW_BLOCKS - len(fields), VIEW_BYTES - weight(fields)
    if room < 1:
        raise DoesNotFit(what, f"fewer than {VIEW_BLOCKS} fields")
    if left < 0:
        raise DoesNotFit(what, f"at most {VIEW_BYTES} bytes; let long menus be searched")
    before = [*long_title(form.title, form.intro), *drawn(form.intro, tables=False)]
    return [*fitted(before, room, left), *fields] or [named(form.title).block]


def _label(text: str, otherwise: str) -> Block:
    return plain_text(otherwise if is_blank(clean(text)) else shorten(text, VIEW_BUTTON))
