"""A page of Digiteket that somebody posts in a channel: one press for each who has finished it.

- a page of the catalogue gets its title and a button; one that it lacks is proposed by the button
- who presses is answered privately: recorded today, with another day and undo at hand
- Digiteket's front page and its lists are no resources: see `storage.keys.address_key`
"""

from collections.abc import Iterator

from handlers.cards import Audience, Button, Buttons, Card, DateField, Part, Reply, Style
from handlers.carried import row_id
from handlers.days import picked_day
from handlers.errors import NothingChosenError, OutdatedButtonError
from handlers.request import Request
from handlers.routes import Command, Route
from handlers.services import Services
from handlers.training.record import (
    Recorded,
    answer_moved,
    answer_recorded,
    record_one,
    record_proposal,
)
from handlers.understanding import Title
from storage.catalogue import LONGEST_TITLE
from storage.keys import address_key
from storage.learning import completed_on

MOST_PAGES = 5  # of one message


def shared(request: Request, services: Services) -> Reply:
    """What stands under a message with addresses, one a line; for everybody, as the region reads.

    Raises OutdatedButtonError where none of them is a page of Digiteket.
    """
    here = services.speaking(services.region.language)
    pages = list(dict.fromkeys(filter(None, map(address_key, request.text.split()))))
    if not pages:
        raise OutdatedButtonError
    parts = [part for page in pages[:MOST_PAGES] for part in _page(page, here)]
    parts.append(here.note("link.note"))
    return Reply(Card(here.say("link.title"), tuple(parts)), Audience.EVERYONE)


def _page(address: str, services: Services) -> Iterator[Part]:
    """A page's title, and the button for those who have finished it."""
    title = title_at(address, services)
    if title is not None:
        yield services.text("link.known", title=title.title)
        yield _done(services.button("link.done", "link.done", str(title.resource_id)))
    elif len(address) <= LONGEST_TITLE:
        yield services.text("link.unknown", address=address)
        yield _done(services.button("link.done", "link.propose", address))


def _done(button: Button) -> Buttons:
    return Buttons((Button(button.label, button.action, button.value, Style.PRIMARY),))


def title_at(address: str, services: Services) -> Title | None:
    """The one resource of the catalogue at an address."""
    found = services.titles.named_at(address)
    return found[0] if len(found) == 1 else None


def record(request: Request, services: Services) -> Reply:
    """Whoever presses has finished it today."""
    recorded = record_one(row_id(request.value), services.today, request, services)
    return _answer(recorded, request, services)


def propose(request: Request, services: Services) -> Reply:
    """The same of a page that the catalogue lacks, or lacked when the button was made."""
    address = address_key(request.value)
    if address is None:
        raise OutdatedButtonError
    try:
        recorded = record_proposal(address, services.today, request, services)
    except NothingChosenError as error:
        raise OutdatedButtonError from error
    return _answer(recorded, request, services)


def _answer(recorded: Recorded, request: Request, services: Services) -> Reply:
    """Privately; another day is one press away."""
    reply = answer_recorded([recorded], request, services)
    assert isinstance(reply.body, Card)  # noqa: S101 (what is recorded is answered with a card)
    other = services.button("day.other", "link.day", str(recorded.completion_id))
    return Reply(Card(reply.body.title, (*reply.body.parts, Buttons((other,)))))


def open_day(request: Request, services: Services) -> Reply:
    """A form with the day of one of the person's own completions."""
    completion_id = row_id(request.value)
    day = completed_on(services.session, services.member.member_id, completion_id)
    if day is None:
        raise OutdatedButtonError
    return Reply(
        services.form(
            "link.day_title",
            "link.day",
            "link.moved",
            (DateField("day", services.say("training.field_day"), day),),
            state=str(completion_id),
        )
    )


def save_day(request: Request, services: Services) -> Reply:
    """Move the completion to the day that the form says."""
    return answer_moved(row_id(request.state), picked_day("day", request, services), services)


COMMAND = Command(
    name="link",
    routes={
        "": Route(shared),
        "done": Route(record, writes=True),
        "propose": Route(propose, writes=True),
        "day": Route(open_day),
        "moved": Route(save_day, writes=True),
    },
)
