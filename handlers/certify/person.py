"""What one colleague has reported, certified or not: facts alone, never results."""

from collections.abc import Collection, Iterable

from handlers.cards import Bullets, Button, Buttons, ChoiceField, Option, Part, Reply, Style
from handlers.certify.carried import Whose, carried_whose
from handlers.certify.people import picked, somebody
from handlers.errors import NothingChosenError, OutdatedButtonError
from handlers.request import Request
from handlers.services import Services
from handlers.texts import Span
from storage.certifying import Fact, certify, facts_of, take_back
from storage.journal import audit
from storage.progress import StaffRecord

MOST_SHOWN = 50  # facts on a card; all of them can be chosen in the form
_MOST_CHOICES = 100


def show(request: Request, services: Services) -> Reply:
    """The card of whom a button carries."""
    return _card(carried_whose(request.value), request, services)


def show_picked(request: Request, services: Services) -> Reply:
    """The card of whom the form says."""
    return _card(picked(request), request, services)


def _card(whose: Whose, request: Request, services: Services) -> Reply:
    """Everything that somebody has reported; seeing it is written down."""
    one = somebody(whose, services)
    _write_down("person", whose, request, services)
    facts = facts_of(services.session, one.member_id)
    parts: list[Part] = [services.heading("certify.person", name=one.name)]
    if facts:
        parts.append(Bullets(tuple(_line(fact, services) for fact in facts[:MOST_SHOWN])))
        parts.append(services.note("certify.note"))
    else:
        parts.append(services.text("certify.nothing"))
    return services.reply("certify.title", *parts, Buttons(tuple(_deeds(whose, facts, services))))


def _line(fact: Fact, services: Services) -> tuple[Span, ...]:
    key = "certify.line_certified" if fact.certified else "certify.line"
    return services.texts.rich(key, what=_what(fact, services), day=fact.on)


def _what(fact: Fact, services: Services) -> str:
    if fact.title is not None:
        return fact.title
    return services.say("certify.registered" if fact.ref == "r" else "certify.assessed")


def _deeds(whose: Whose, facts: Collection[Fact], services: Services) -> Iterable[Button]:
    left = [fact.ref for fact in facts if not fact.certified]
    if left:
        everything = whose.carried(left)
        yield services.button("certify.all", "certify.certify", everything, Style.PRIMARY)
        if len(left) > 1:
            yield services.button("certify.one", "certify.one", whose.carried())
    certified = [fact.ref for fact in facts if fact.certified]
    if certified:
        yield services.button("certify.take_back", "certify.take_back", whose.carried(certified))
    yield services.button("certify.others", "certify.people", str(whose.library_id))


def open_one(request: Request, services: Services) -> Reply:
    """A form to choose one thing to certify."""
    whose = carried_whose(request.value)
    one = somebody(whose, services)
    options = tuple(
        Option(_what(fact, services), fact.ref, services.texts.day(fact.on))
        for fact in facts_of(services.session, one.member_id)
        if not fact.certified
    )
    if not options:
        raise OutdatedButtonError
    what = ChoiceField("fact", services.say("certify.field_fact"), options[:_MOST_CHOICES])
    return Reply(
        services.form(
            "certify.title",
            "certify.one",
            "certify.one_chosen",
            (what,),
            intro=(services.text("certify.about", name=one.name),),
            state=whose.carried(),
        )
    )


def certify_one(request: Request, services: Services) -> Reply:
    """Certify what the form says."""
    ref = request.values.get("fact", "")
    if not ref:
        raise NothingChosenError().at("fact")
    whose = carried_whose(request.state)
    return _certify(carried_whose(whose.carried([ref])), request, services)


def certify_pressed(request: Request, services: Services) -> Reply:
    """Certify what a button carries."""
    return _certify(carried_whose(request.value), request, services, replaces=True)


def _certify(
    whose: Whose, request: Request, services: Services, *, replaces: bool = False
) -> Reply:
    one = somebody(whose, services)
    turned = certify(services.session, one.member_id, whose.refs)
    if turned:
        _write_down("certify", whose, request, services)
    return _answer("certified", whose, one, services, replaces=replaces)


def take_back_pressed(request: Request, services: Services) -> Reply:
    """Let what a button carries be somebody's own word again."""
    whose = carried_whose(request.value)
    one = somebody(whose, services)
    turned = take_back(services.session, one.member_id, whose.refs)
    if turned:
        _write_down("take_back", whose, request, services)
    return _answer("taken_back", whose, one, services, replaces=True)


def _answer(
    deed: str, whose: Whose, one: StaffRecord, services: Services, *, replaces: bool
) -> Reply:
    """What is certified now, or no more, whoever made it so; the same press again says the same."""
    certified = deed == "certified"
    facts = [
        fact
        for fact in facts_of(services.session, one.member_id)
        if fact.ref in whose.refs and fact.certified == certified
    ]
    if not facts:
        raise OutdatedButtonError
    back = "certify.undo" if certified else "certify.again"
    route = "certify.take_back" if certified else "certify.certify"
    return services.reply(
        "certify.title",
        services.text(f"certify.{deed}", name=one.name, n=len(facts)),
        Bullets(tuple(_line(fact, services) for fact in facts[:MOST_SHOWN])),
        Buttons(
            (
                services.button(back, route, whose.carried(fact.ref for fact in facts)),
                services.button("certify.show", "certify.person", whose.carried()),
            )
        ),
        replaces=replaces,
    )


def _write_down(deed: str, whose: Whose, request: Request, services: Services) -> None:
    audit(
        services.session,
        request.now,
        f"certify.{deed}",
        actor=services.member.member_id,
        subject=whose.member_id,
        object_id=whose.library_id,
    )
