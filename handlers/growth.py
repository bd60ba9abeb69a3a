"""Has the own digital competence developed? Asked in passing, answered by a press or in words.

- asked with the second self-assessment and after the second resource that counts, and later ones
- at most once in three months, and not where the region measures by results alone
- the answer is the person's own: nobody else sees it, and it can be taken back
"""

import re
from datetime import date

from goals import growth
from goals.rules import GrowthMeasure
from handlers.cards import Buttons, Part, Reply
from handlers.days import pressed_day
from handlers.errors import OutdatedButtonError
from handlers.request import Request
from handlers.routes import Command, Route
from handlers.services import Services
from handlers.standing import standing_of
from storage.growth import may_ask, remember_asked, report_growth, undo_growth
from storage.keys import title_key

FROM = 2  # self-assessments, or resources that count, after which growth is asked about
_ANSWERS = {"yes": True, "no": False}
_SAYING = re.compile(
    r"(?:jag tycker att )?min digitala kompetens har (?P<sv_no>inte )?(?:utvecklats|ökat|växt)"
    r"|jag har (?P<sv_no2>inte )?utvecklat min digitala kompetens"
    r"|my digital (?:competence|competences|skills) (?:has|have)(?P<en_no> not|n t)?"
    r" (?:developed|improved|grown)"
    r"|i have (?P<en_no2>not )?(?:developed|improved) my digital (?:competence|competences|skills)"
)


def said(text: str) -> bool | None:
    """What words say of the own growth; None where they say nothing of it, or ask."""
    found = _SAYING.fullmatch(title_key(text))
    if found is None or "?" in text:
        return None
    return not any(found.groupdict().values())


def question(request: Request, services: Services, *, assessed: bool) -> tuple[Part, ...]:
    """The question, after a self-assessment or else a resource is recorded; nothing where it is
    not yet time. That it is asked is remembered.
    """
    if services.region.rules.growth_measure is GrowthMeasure.PAIRED:
        return ()
    member_id, today = services.member.member_id, services.today
    if not may_ask(services.session, member_id, today, request.id):
        return ()
    services.session.flush()
    standing = standing_of(services)
    if (len(standing.record.assessed) if assessed else standing.resources) < FROM:
        return ()
    remember_asked(services.session, member_id, today, request.id)
    return (
        services.text("growth.question"),
        Buttons(
            (
                services.button("growth.yes", "growth.answer", "yes"),
                services.button("growth.no", "growth.answer", "no"),
                services.button("growth.later", "growth.later"),
            )
        ),
        services.note("growth.private"),
    )


def answer(request: Request, services: Services) -> Reply:
    """Keep the answer that a button carries."""
    if request.value not in _ANSWERS:
        raise OutdatedButtonError
    return record(request, services, developed=_ANSWERS[request.value])


def record(request: Request, services: Services, *, developed: bool) -> Reply:
    """Keep what somebody says of the own growth today; a second answer takes the first's place."""
    report_growth(
        services.session,
        services.member.member_id,
        services.today,
        developed,
        request.now,
        request.id,
    )
    return services.reply(
        "growth.title",
        services.text("growth.recorded_yes" if developed else "growth.recorded_no"),
        services.note("growth.private"),
        Buttons(
            (
                services.button("growth.undo", "growth.undo", services.today.isoformat()),
                services.way_on("progress.me"),
            )
        ),
    )


def later(_request: Request, services: Services) -> Reply:
    """Not now: nothing is kept, and the question comes again in some months."""
    return services.reply("growth.title", services.text("growth.not_now"))


def undo(request: Request, services: Services) -> Reply:
    """Take the own answer of a day back."""
    on: date = pressed_day(request.value, services)
    developed = undo_growth(services.session, services.member.member_id, on)
    if developed is None:
        raise OutdatedButtonError
    return services.reply(
        "growth.title",
        services.text("growth.undone"),
        Buttons(
            (
                services.button("growth.yes", "growth.answer", "yes"),
                services.button("growth.no", "growth.answer", "no"),
            )
        ),
        replaces=True,
    )


COMMAND = Command(
    name=growth.KEY,
    routes={
        "answer": Route(answer, writes=True),
        "later": Route(later),
        "undo": Route(undo, writes=True),
    },
)
