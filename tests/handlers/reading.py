"""A reply as plain text, so that a test can say what somebody reads."""

from collections.abc import Iterator

from handlers.cards import (
    Bullets,
    Button,
    Buttons,
    Card,
    Chart,
    Divider,
    Facts,
    FieldErrors,
    Form,
    Heading,
    Options,
    Part,
    ProgressBar,
    Reply,
    Table,
    Text,
)


def plain(reply: Reply) -> str:
    """Every word of a reply, a line a part; a button as `[its label]`, hard spaces as spaces."""
    return _plain(reply).replace("\N{NO-BREAK SPACE}", " ")


def _plain(reply: Reply) -> str:
    match reply.body:
        case Card(parts=parts):
            return "\n".join(line for part in parts for line in _lines(part))
        case Form() as form:
            intro = [line for part in form.intro for line in _lines(part)]
            fields = [f"{field.label} {field.hint}".strip() for field in form.fields]
            return "\n".join([form.title, *intro, *fields, f"[{form.submit_label}]"])
        case FieldErrors(errors):
            return "\n".join(f"{field}: {text}" for field, text in errors.items())
        case Options(options):
            return "\n".join(option.label for option in options)


def _lines(part: Part) -> Iterator[str]:
    match part:
        case Heading(text):
            yield text
        case Text(spans):
            yield "".join(span.text for span in spans)
        case Bullets(items):
            yield from ("".join(span.text for span in item) for item in items)
        case Facts(facts):
            yield from (f"{fact.label}: {fact.value}" for fact in facts)
        case ProgressBar(label, summary, detail):
            yield f"{label}: {summary}. {detail}".rstrip()
        case Table(columns, rows):
            yield from (" | ".join(cells) for cells in (columns, *rows))
        case Chart(title, series=series):
            yield from (title, *(each.words for each in series))
        case Buttons(buttons):
            yield " ".join(f"[{button.label}]" for button in buttons)
        case Divider():
            yield "---"


def buttons_of(reply: Reply) -> tuple[Button, ...]:
    """The buttons of a card, in order."""
    if not isinstance(reply.body, Card):
        return ()
    return tuple(
        button for part in reply.body.parts if isinstance(part, Buttons) for button in part.buttons
    )
