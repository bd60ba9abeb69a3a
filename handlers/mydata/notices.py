"""What is told of a request to be erased: to coordinators that it came, to the person how it went.

Composed when it is sent, from what is stored then; None where there is nothing to tell any more.
"""

from datetime import date
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers.cards import Button, Buttons, Card, Heading, Text
from handlers.texts import Texts
from storage.personal.requests import Asked, RequestState, the_request


def compose_erasure(
    session: Session,
    texts: Texts,
    region_id: int,
    zone: ZoneInfo,
    *,
    request_id: int,
    to_member: int,
    today: date,
) -> Card | None:
    """The card about a request for a coordinator, or for the person whose it is."""
    asked = the_request(session, region_id, request_id, today)
    if asked is None:
        return None
    if asked.member_id == to_member:
        return _decided(asked, texts, zone)
    return _came(asked, texts) if asked.state is RequestState.OPEN else None


def _came(asked: Asked, texts: Texts) -> Card:
    """Without the name: the list has it, and seeing that is written down."""
    title = texts.say("requests.title")
    look = Button(texts.say("requests.look"), "mydata.requests")
    return Card(title, (Heading(title), Text(texts.rich("requests.came")), Buttons((look,))))


def _decided(asked: Asked, texts: Texts, zone: ZoneInfo) -> Card | None:
    title = texts.say("mydata.erase_title")
    if asked.state is RequestState.REFUSED:
        parts = (Text(texts.rich("mydata.told_refused")),)
    elif asked.erased_at is not None:
        day = asked.erased_at.astimezone(zone).date()
        parts = (Text(texts.rich("mydata.told_granted", day=day)),)
    else:
        return None
    mine = Button(texts.say("way_on.mydata"), "mydata")
    return Card(title, (Heading(title), *parts, Buttons((mine,))))
