"""A few whole sentences that lead straight to an answer, before anything has to be understood.

- `tack`: a short word back, and no help
- "vilka är klara?": the team for who leads a library; others get the figures, which name nobody
- `ladda ner`: the report of the own library, or of the county for its coordinator
- `intyga`: what a manager can certify
"""

import re
from collections.abc import Callable
from dataclasses import replace

from handlers.access import Kind, check_access, kind_of
from handlers.cards import Reply
from handlers.certify.people import people
from handlers.progress import progress
from handlers.progress.download import download_own
from handlers.request import Request
from handlers.services import Services
from handlers.team.asking import team
from storage.keys import title_key

Answer = Callable[[Request, Services], Reply]

_THANKS = re.compile(
    r"(?:(?:(?:tusen|stort) )?tack(?: så (?:jätte)?mycket)?|tackar)(?: för hjälpen)?(?: kompis)?"
    r"|(?:(?:many )?thanks|thank you)(?: a lot| (?:so|very) much)?(?: for (?:the|your) help)?"
    r"(?: kompis)?"
)
_WHO_IS_DONE = re.compile(
    r"(?:vilka|vem|who) (?:är|har|is|are|has|have)(?P<without> inte| not| ännu inte)?"
    r" (?:klara?|färdiga?|kvar|gjort|gått|done|finished|taken|left|registrerade?|registered)"
    r"(?: .*)?"
)
_LEFT = frozenset({"kvar", "left"})
_DOWNLOAD = frozenset({"ladda ner", "ladda ned", "ladda hem", "download"})
_CERTIFY = frozenset({"intyga", "certify"})


def shortcut(text: str) -> Answer | None:
    """What answers the words, if they are such a sentence."""
    words = title_key(text)
    if _THANKS.fullmatch(words):
        return _welcome
    if words in _DOWNLOAD:
        return _allowed("progress.download", download_own)
    if words in _CERTIFY:
        return _allowed("certify.people", people)
    asked = _WHO_IS_DONE.fullmatch(words)
    if asked is None:
        return None
    left = asked["without"] or _LEFT & set(words.split())
    return _who_is_left if left else _who_is_done


def _allowed(route: str, answer: Answer) -> Answer:
    """The same for those who may use the route that it stands for."""

    def checked(request: Request, services: Services) -> Reply:
        check_access(route, services.who)
        return answer(replace(request, value=""), services)

    return checked


def _welcome(_request: Request, services: Services) -> Reply:
    return services.reply("help.title", services.text("help.thanks"))


def _who_is_done(request: Request, services: Services) -> Reply:
    return _people(replace(request, text=""), services)


def _who_is_left(request: Request, services: Services) -> Reply:
    return _people(replace(request, text="kvar"), services)


def _people(request: Request, services: Services) -> Reply:
    """By name for a manager alone; the coordinator sees libraries, and everybody else the own."""
    if kind_of(services.who) is Kind.MANAGER:
        return team(request, services)
    check_access("progress", services.who)
    return progress(replace(request, text=""), services)
