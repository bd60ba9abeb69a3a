"""A message to Kompis: a command's word, a report, a question, or something to help with.

- what is understood is answered at once; what is uncertain is asked; the rest gets help
- the same understanding serves direct messages and mentions in a channel
"""

from dataclasses import replace

from handlers import assessment, progress, registration, training, welcome
from handlers.cards import Reply
from handlers.request import Request
from handlers.routes import Access, Command, Route, check_access
from handlers.services import Services
from handlers.training.asking import answer_understood as answer_training
from handlers.understanding import Intent, Understanding, understand

_WORDS = {
    word: command.routes[""]
    for command in (training.COMMAND, assessment.COMMAND, progress.COMMAND, welcome.COMMAND)
    for word in (command.name, *command.aliases)
}


def message(request: Request, services: Services) -> Reply:
    """Answer a message; never with silence."""
    text = request.text.strip()
    word, _, rest = text.lstrip("/").partition(" ")
    route = _WORDS.get(word.casefold())
    if route is not None:
        check_access(route.access, services.who)
        return route.handle(replace(request, text=rest.strip()), services)
    return _answer(understand(text, services.titles, services.today), request, services)


def _answer(said: Understanding, request: Request, services: Services) -> Reply:
    if said.intent is Intent.HELP:
        return welcome.show_help(services, "help.greeting")
    if said.intent is Intent.NONE:
        return welcome.show_help(services, "help.not_understood")
    check_access(Access.ACTIVE, services.who)
    match said.intent:
        case Intent.TRAINING:
            return answer_training(said, request, services)
        case Intent.ASSESSMENT:
            return assessment.answer_understood(said, request, services)
        case Intent.REGISTRATION:
            return registration.answer_understood(said, request, services)
        case Intent.PROGRESS:
            return progress.progress(replace(request, text=""), services)


COMMAND = Command(name="message", routes={"": Route(message, Access.ANYONE, writes=True)})
