"""`/progress`: how far from the goals.

- nothing said: the own library; a coordinator gets the county, who waits to be confirmed the own
- `me`, `library` or a library's name, `county`
- a member of one library never sees another's figures; the coordinator sees every library's
- who leads a library goes on from there to its team (see `handlers.team`)
- growth (goal 5) is shown only for groups large enough to tell of nobody
- what is seen can be taken along as a workbook and a picture: a button, or `download`
"""

from dataclasses import replace

from handlers.access import check_access
from handlers.cards import Reply
from handlers.progress.county import county
from handlers.progress.download import download, download_own
from handlers.progress.library import library, library_among
from handlers.progress.own import own
from handlers.request import Request
from handlers.routes import Command, Route
from handlers.services import Services
from storage.keys import name_key, title_key
from storage.tables import Role

_ME = frozenset({"me", "mig", "jag", "mitt", "min", "mina"})
_COUNTY = frozenset({"county", "länet", "lanet", "län", "lan", "region", "regionen"})
_DOWNLOAD = frozenset({"download", "ladda ner", "ladda ned"})
_ASKING_OF_ME = frozenset({"jag", "mig", "me", "am"})  # "hur ligger jag till?", "how am I doing?"


def progress(request: Request, services: Services) -> Reply:
    """The view that the words after `/progress` name, or the one that suits the person."""
    words = name_key(request.text)
    if words in _ME:
        return own(request, services)
    if words in _COUNTY:
        return county(request, services)
    if words in _DOWNLOAD:
        check_access("progress.download", services.member)
        return download_own(request, services)
    if words:
        return library(request, services)
    who = services.member
    if who.role is Role.COORDINATOR:
        return county(request, services)
    confirmed = who.workplace is not None and who.workplace.confirmed
    return library(request, services) if confirmed else own(request, services)


def answer_question(request: Request, services: Services) -> Reply:
    """A question in whole words, such as "hur går det för oss?": about whom do they ask?"""
    words = set(title_key(request.text).split())
    if words & _COUNTY:
        return county(request, services)
    text = "me" if words & _ASKING_OF_ME else library_among(words, services)
    return progress(replace(request, text=text), services)


COMMAND = Command(
    name="progress",
    aliases=("framsteg",),
    slash=True,
    routes={
        "": Route(progress),
        "me": Route(own),
        "library": Route(library),
        "county": Route(county),
        "download": Route(download),
    },
)
