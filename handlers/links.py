"""Addresses that people give in a form or in words."""

from handlers.cards import TextField
from handlers.errors import NoLinkError
from handlers.request import Request
from handlers.services import Services
from storage.links import LONGEST_LINK, https_link


def checked_link(text: str) -> str | None:
    """An address that anybody can open, or None for none. Raises NoLinkError for another."""
    if not text.strip():
        return None
    link = https_link(text)
    if link is None:
        raise NoLinkError
    return link


def link_in(field: str, request: Request) -> str | None:
    """The address in a field of a form; what is wrong with it is told at the field."""
    try:
        return checked_link(request.values.get(field, ""))
    except NoLinkError as error:
        raise error.at(field) from error


def link_field(value: str | None, services: Services) -> TextField:
    """A field for an address."""
    return TextField(
        "link",
        services.say("links.field"),
        required=False,
        value=value or "",
        hint=services.say("links.hint"),
        longest=LONGEST_LINK,
    )
