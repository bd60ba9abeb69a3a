"""The coordinators' decisions on requests to be erased, each after a second question."""

from handlers.cards import Button, Buttons, Card, Divider, Part, Reply, Style
from handlers.carried import row_id
from handlers.errors import OutdatedButtonError, OwnRequestError
from handlers.request import Request
from handlers.services import Services
from storage.journal import audit
from storage.personal.news import coordinators_of, owe_erasure_news
from storage.personal.requests import (
    GRACE,
    Asked,
    RequestState,
    decide,
    reopen,
    the_request,
    undecided,
)


def show_requests(request: Request, services: Services) -> Reply:
    """The requests that wait, the oldest first; seeing them is written down."""
    waiting = undecided(services.session, services.region.region_id, services.today)
    parts: list[Part] = [services.heading("requests.title")]
    if not waiting:
        parts.append(services.text("requests.none"))
    for asked in waiting:
        _note("mydata.requests", asked, request, services)
        parts += [*_described(asked, services), Buttons(_choices(asked, services)), Divider()]
    parts.append(services.note("requests.note", days=GRACE.days))
    return Reply(Card(services.say("requests.title"), tuple(parts)))


def _described(asked: Asked, services: Services) -> tuple[Part, ...]:
    day = asked.asked_at.astimezone(services.region.zone).date()
    libraries = services.texts.listed(asked.libraries) if asked.libraries else "–"
    return (services.text("requests.line", name=asked.name, libraries=libraries, day=day),)


def _choices(asked: Asked, services: Services) -> tuple[Button, ...]:
    """Both lead to the second question."""
    value = str(asked.request_id)
    return (
        services.button("requests.grant", "mydata.decide", f"grant,{value}"),
        services.button("requests.refuse", "mydata.decide", f"refuse,{value}"),
    )


def confirm(request: Request, services: Services) -> Reply:
    """The second question: what the decision means, before it is made."""
    decision, _, number = request.value.partition(",")
    if decision not in {"grant", "refuse"}:
        raise OutdatedButtonError
    asked = _decidable(number, services)
    _note("mydata.requests", asked, request, services)
    style = Style.DANGER if decision == "grant" else Style.DEFAULT
    return services.reply(
        "requests.title",
        services.heading(f"requests.{decision}_question", name=asked.name),
        services.text(f"requests.{decision}_means", days=GRACE.days),
        Buttons(
            (
                services.button(f"requests.{decision}_sure", f"mydata.{decision}", number, style),
                services.button("requests.back", "mydata.requests"),
            )
        ),
    )


def _decidable(number: str, services: Services) -> Asked:
    """An open request of the region. Raises OutdatedButtonError, OwnRequestError."""
    asked = the_request(services.session, services.region.region_id, row_id(number), services.today)
    if asked is None or asked.state is not RequestState.OPEN:
        raise OutdatedButtonError
    if asked.member_id == services.member.member_id and _is_another(services):
        raise OwnRequestError
    return asked


def _is_another(services: Services) -> bool:
    """Whether somebody else coordinates the region, or is named to."""
    region = services.region.region_id
    members = coordinators_of(services.session, region, services.coordinators, services.today)
    named = services.coordinators - {services.member.email_key}
    return bool(named) or bool(members - {services.member.member_id})


def grant(request: Request, services: Services) -> Reply:
    """Let everything about the person be erased when the time for regrets is over."""
    return _decide(request, services, granted=True)


def refuse(request: Request, services: Services) -> Reply:
    """Keep the employer's record."""
    return _decide(request, services, granted=False)


def _decide(request: Request, services: Services, *, granted: bool) -> Reply:
    asked = _decidable(request.value, services)
    me = services.member.member_id
    if not decide(services.session, asked.request_id, me, request.now, granted=granted):
        raise OutdatedButtonError  # somebody else was at it in the same moment
    _note("mydata.grant" if granted else "mydata.refuse", asked, request, services)
    _tell(asked, request, services)
    key = "requests.granted" if granted else "requests.refused"
    return services.reply(
        "requests.title",
        services.text(key, name=asked.name, days=GRACE.days),
        Buttons(
            (
                services.button("requests.undo", "mydata.reopen", request.value),
                services.button("requests.back", "mydata.requests"),
            )
        ),
        replaces=True,
    )


def _tell(asked: Asked, request: Request, services: Services) -> None:
    """Owe the person the news of how it went."""
    session, region = services.session, services.region
    decided = the_request(session, region.region_id, asked.request_id, services.today)
    if decided is not None:
        owe_erasure_news(session, decided, region, services.coordinators, request.now)


def reopened(request: Request, services: Services) -> Reply:
    """Take the own decision back: the request waits again."""
    region, number = services.region.region_id, row_id(request.value)
    asked = the_request(services.session, region, number, services.today)
    if asked is None or not reopen(services.session, number, services.member.member_id):
        raise OutdatedButtonError
    _note("mydata.reopen", asked, request, services)
    return services.reply(
        "requests.title",
        services.text("requests.reopened", name=asked.name),
        Buttons((services.button("requests.back", "mydata.requests"),)),
        replaces=True,
    )


def _note(action: str, asked: Asked, request: Request, services: Services) -> None:
    audit(
        services.session,
        request.now,
        action,
        actor=services.member.member_id,
        subject=asked.member_id,
        object_id=asked.request_id,
    )
