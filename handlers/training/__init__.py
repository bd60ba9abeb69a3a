"""`/training`: a finished resource.

- words name one or several resources and a day: recorded at once when certain
- uncertain words are asked about with at most three buttons
- a course that the catalogue lacks can be proposed; it counts once a coordinator approves it
- no words: a form with search and date; `list`: what the person has finished
- every record can be undone, put back and moved to another day by who made it
"""

from handlers.cards import Reply
from handlers.request import Request
from handlers.routes import Command, Route
from handlers.services import Services
from handlers.training.asking import answer_understood, pick
from handlers.training.form import open_form, save, search
from handlers.training.own_list import change, open_change, show_list
from handlers.training.record import move, propose_pressed, record_pressed, undo
from handlers.understanding import read_training
from storage.keys import title_key

_DONE_WORDS = frozenset(
    {
        *("klar", "klart", "klar med", "jag är klar", "färdig", "färdig med", "jag är färdig"),
        *("complete", "completed", "done", "done with", "i am done", "finished", "finished with"),
    }
)
_LIST_WORDS = frozenset({"list", "lista", "listan", "mina", "min lista", "my list"})


def wants_list(text: str) -> bool:
    """Whether words ask for what the person has finished."""
    return title_key(text) in _LIST_WORDS


def wants_form(text: str) -> bool:
    """Whether words say that something is finished, and not what."""
    return title_key(text) in _DONE_WORDS


def training(request: Request, services: Services) -> Reply:
    """Record what the words after `/training` say; without words, give the form."""
    words = request.text.strip()
    if not words or wants_form(words):
        return open_form(request, services)
    if wants_list(words):
        return show_list(request, services)
    said = read_training(words, services.titles, services.today)
    return answer_understood(said, request, services)


COMMAND = Command(
    name="training",
    aliases=("utbildning",),
    slash=True,
    routes={
        "": Route(training, writes=True),
        "form": Route(open_form),
        "search": Route(search),
        "save": Route(save, writes=True),
        "record": Route(record_pressed, writes=True),
        "pick": Route(pick, writes=True),
        "propose": Route(propose_pressed, writes=True),
        "undo": Route(undo, writes=True),
        "move": Route(move, writes=True),
        "list": Route(show_list),
        "change": Route(open_change),
        "changed": Route(change, writes=True),
    },
)
