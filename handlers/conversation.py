"""A message to Kompis: a command's word, a report, a question, or something to help with.

- what is understood is answered at once; what is uncertain is asked; the rest gets help
- the same understanding serves direct messages, mentions in a channel and the words after `/kompis`
"""

import re
from dataclasses import replace

from handlers import assessment, growth, progress, registration, training, welcome
from handlers.access import check_access, name_of
from handlers.cards import Reply
from handlers.request import Request
from handlers.routes import Command, Route
from handlers.services import Services
from handlers.shortcuts import shortcut
from handlers.training.asking import answer_understood as answer_training
from handlers.training.form import open_form as open_training
from handlers.training.own_list import show_list
from handlers.understanding import Intent, Understanding, understand
from handlers.words import spoken

_GREETING = re.compile(r"\A(?:\s*/?(?:kompis|hej|hejsan|hi|hello)\b[\s,:!.]*)*", re.IGNORECASE)

_ROUTES = {
    Intent.TRAINING: "training.record",
    Intent.ASSESSMENT: "assessment.record",
    Intent.REGISTRATION: "registration.record",
    Intent.PROGRESS: "progress",
}


def message(request: Request, services: Services) -> Reply:
    """Answer a message; never with silence."""
    text = _without_greeting(request.text)
    if not text or welcome.wants_help(text):
        return welcome.show_help(services, "help.greeting")
    if welcome.wants_start(text):
        return welcome.open_start(request, services)
    straight = shortcut(text)
    if straight is not None:
        return straight(request, services)
    return _own_wish(text, request, services) or _act(replace(request, text=text), services)


def _own_wish(text: str, request: Request, services: Services) -> Reply | None:
    """The answer to a few whole sentences, which nothing has to be understood for."""
    developed, language = growth.said(text), welcome.wanted_language(text)
    wants_form, wants_list = training.wants_form(text), training.wants_list(text)
    if not (wants_form or wants_list or language) and developed is None:
        return None
    check_access("training", services.who)
    if developed is not None:
        return growth.record(request, services, developed=developed)
    if language:
        return welcome.answer_in(language, services)
    return open_training(request, services) if wants_form else show_list(request, services)


def _without_greeting(text: str) -> str:
    """What comes after "hej Kompis, "."""
    return _GREETING.sub("", text, count=1).strip()


def _act(request: Request, services: Services) -> Reply:
    """What a command's word asks for, else what the words are understood as."""
    called = spoken(request.text)
    if called is None:
        said = understand(request.text, services.titles, services.today)
        return _answer(said, request, services)
    command, rest = called
    part = "help" if welcome.wants_help(rest) else ""
    if part not in command.routes:
        return welcome.show_help(services, "help.greeting")
    check_access(name_of(command.name, part), services.who)
    return command.routes[part].handle(replace(request, text=rest), services)


def _answer(said: Understanding, request: Request, services: Services) -> Reply:
    if said.intent is Intent.HELP:
        return welcome.show_help(services, "help.greeting")
    if said.intent is Intent.NONE:
        return welcome.show_help(services, "help.not_understood")
    check_access(_ROUTES[said.intent], services.who)
    match said.intent:
        case Intent.TRAINING:
            return answer_training(said, request, services)
        case Intent.ASSESSMENT:
            return assessment.answer_understood(said, request, services)
        case Intent.REGISTRATION:
            return registration.answer_understood(said, request, services)
        case Intent.PROGRESS:
            return progress.answer_question(request, services)


_MESSAGE = Route(message, writes=True)
COMMAND = Command(name="message", routes={"": _MESSAGE})
KOMPIS = Command(name="kompis", slash=True, routes={"": _MESSAGE, **welcome.ROUTES})
