"""Recording finished resources, and taking them back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from handlers import growth
from handlers.cards import Bullets, Button, Buttons, Card, Part, Reply
from handlers.carried import (
    carry_ids,
    carry_pair,
    carry_pairs,
    dated_pairs,
    pair_of,
    row_ids,
)
from handlers.days import check_day, pressed_day
from handlers.errors import NothingChosenError, OutdatedButtonError
from handlers.request import Request
from handlers.services import Services
from handlers.standing import next_step
from handlers.texts import Span
from handlers.together.asking import Asked, ask
from handlers.together.company import Company, company_again, parted
from storage.catalogue import CatalogueEntry, NoTitleError, entry, propose
from storage.invitations import answered, withdraw
from storage.learning import (
    FinishedResource,
    move_completion,
    record_completion,
    undo_completion,
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A resource that was said to be finished on a day, and the row that says so."""

    resource: CatalogueEntry
    completion_id: int
    said: date
    on: date
    new: bool


def record_all(
    resource_ids: Iterable[int],
    on: date,
    request: Request,
    services: Services,
    company: Company | None = None,
) -> Reply:
    """Record every resource on one day, ask those who were there as well, and answer."""
    check_day(on, services.today)
    ids = dict.fromkeys(resource_ids)
    recorded = [record_one(resource_id, on, request, services) for resource_id in ids]
    asked = ask_company(company or Company(), recorded, request, services)
    return answer_recorded(recorded, request, services, asked)


def ask_company(
    company: Company, recorded: Sequence[Recorded], request: Request, services: Services
) -> Asked:
    """Ask those who were there as well about what was recorded."""
    things = [(record.resource.resource_id, record.said) for record in recorded]
    return ask(company, things, request, services)


def record_one(resource_id: int, on: date, request: Request, services: Services) -> Recorded:
    """Record one resource; what colleagues have asked about it is answered by that.

    Raises OutdatedButtonError when the region has none such.
    """
    resource = resource_of(resource_id, services)
    reported = record_completion(
        services.session, services.member.member_id, resource_id, on, request.now, request.id
    )
    answered(services.session, services.member.member_id, resource_id)
    return Recorded(resource, reported.row_id, said=on, on=reported.on, new=reported.new)


def resource_of(resource_id: int, services: Services) -> CatalogueEntry:
    """A resource of the region. Raises OutdatedButtonError when it has none such."""
    resource = entry(services.session, services.region.region_id, resource_id)
    if resource is None:
        raise OutdatedButtonError
    return resource


def record_pressed(request: Request, services: Services) -> Reply:
    """Record what a button carries: resources with their days, and who is asked too."""
    there, value = parted(request.value)
    recorded = [
        record_one(resource_id, check_day(on, services.today), request, services)
        for resource_id, on in dated_pairs(value)
    ]
    asked = ask_company(company_again(there, services), recorded, request, services)
    return answer_recorded(recorded, request, services, asked, replaces=True)


def propose_pressed(request: Request, services: Services) -> Reply:
    """Record a resource that the catalogue lacks: `2020-05-26|its name`."""
    there, value = parted(request.value)
    day, _, title = value.partition("|")
    recorded = record_proposal(title, pressed_day(day, services), request, services)
    asked = ask_company(company_again(there, services), [recorded], request, services)
    return answer_recorded([recorded], request, services, asked, replaces=True)


def record_proposal(title: str, on: date, request: Request, services: Services) -> Recorded:
    """Propose a resource and record it as finished. It counts once it is approved."""
    region_id, member_id = services.region.region_id, services.member.member_id
    try:
        proposed = propose(services.session, region_id, title, member_id, request.now)
    except NoTitleError as error:
        raise NothingChosenError from error
    return record_one(proposed.resource_id, on, request, services)


def answer_recorded(
    recorded: Sequence[Recorded],
    request: Request,
    services: Services,
    asked: Asked | None = None,
    *,
    replaces: bool = False,
) -> Reply:
    """What was recorded, what was known before, who is asked as well, and the next step."""
    asked = asked or Asked()
    new = [record for record in recorded if record.new]
    known = [record for record in recorded if not record.new]
    parts: list[Part] = [
        *_announce("recorded", new, services),
        *_announce("known", known, services),
        *asked.parts,
    ]
    parts += _uncounted(new, services)
    parts.append(next_step(services, [record.resource.kind for record in new]))
    parts.append(Buttons(_afterwards(new, known, services, asked)))
    if any(_counts(record.resource, services) for record in new):
        parts += growth.question(request, services, assessed=False)
    return Reply(Card(services.say("training.title"), tuple(parts)), replaces=replaces)


def _uncounted(new: Sequence[Recorded], services: Services) -> Iterable[Part]:
    """That something does not count yet, or that a coordinator has said that it does not."""
    if any(record.resource.rejected for record in new):
        yield services.note("training.counts_never")
    if any(not (record.resource.approved or record.resource.rejected) for record in new):
        yield services.note("training.counts_later")


def _counts(resource: CatalogueEntry, services: Services) -> bool:
    return resource.approved and resource.kind in services.region.rules.counted_kinds


def _announce(what: str, records: Sequence[Recorded], services: Services) -> tuple[Part, ...]:
    if not records:
        return ()
    if len(records) == 1:
        record = records[0]
        return (services.text(f"training.{what}", title=record.resource.title, day=record.on),)
    lines = tuple(
        services.texts.rich("training.line", title=record.resource.title, day=record.on)
        for record in records
    )
    return services.text(f"training.{what}_several", n=len(records)), Bullets(lines)


def _afterwards(
    new: Sequence[Recorded], known: Sequence[Recorded], services: Services, asked: Asked
) -> tuple[Button, ...]:
    """Undo for what is new; for what was known, another day or taking it away, by their names."""
    buttons = []
    if not new and len(known) == 1 and known[0].said != known[0].on:
        moved = carry_pair(known[0].completion_id, known[0].said)
        buttons.append(services.button("training.move", "training.move", moved, day=known[0].said))
    ids = carry_ids(record.completion_id for record in new or known)
    if ids:
        key = "training.undo" if new else "training.remove"
        buttons.append(services.button(key, "training.undo", ids))
    ways_on = (services.way_on("training.list"), services.way_on("progress.me"))
    return (*buttons, *asked.buttons, *ways_on)


def move(request: Request, services: Services) -> Reply:
    """Change the day of the person's own completion, which the button carries with its day."""
    completion_id, on = pair_of(request.value)
    if on is None:
        raise OutdatedButtonError
    check_day(on, services.today)
    return answer_moved(completion_id, on, services, replaces=True)


def answer_moved(
    completion_id: int, on: date, services: Services, *, replaces: bool = False
) -> Reply:
    """Change the day. Raises OutdatedButtonError when the completion is not the person's own."""
    moved = move_completion(services.session, services.member.member_id, completion_id, on)
    if moved is None:
        raise OutdatedButtonError
    return services.reply(
        "training.title",
        services.text("training.moved", title=moved.title, day=moved.on),
        Buttons((services.way_on("training.list"), services.way_on("progress.me"))),
        replaces=replaces,
    )


def undo(request: Request, services: Services) -> Reply:
    """Take back the completions that a button carries, as far as they are the person's own."""
    return answer_undone(row_ids(request.value), services, replaces=True)


def answer_undone(ids: Iterable[int], services: Services, *, replaces: bool = False) -> Reply:
    """Undo, and say what was taken back: what colleagues were asked about it too.

    Raises OutdatedButtonError when nothing is left of it.
    """
    undone = [
        taken
        for completion_id in ids
        if (taken := undo_completion(services.session, services.member.member_id, completion_id))
    ]
    if not undone:
        raise OutdatedButtonError
    asked = withdraw(
        services.session, services.member.member_id, [taken.resource_id for taken in undone]
    )
    return services.reply(
        "training.title",
        services.text("training.undone"),
        Bullets(tuple(finished_line(taken, services) for taken in undone)),
        *((services.text("together.taken_back", n=asked),) if asked else ()),
        Buttons((*_put_back(undone, services), services.way_on("training.list"))),
        replaces=replaces,
    )


def _put_back(undone: Sequence[FinishedResource], services: Services) -> tuple[Button, ...]:
    """The button that puts it back; a proposal may have gone, and is proposed anew."""
    if len(undone) == 1 and not undone[0].approved:
        value = f"{undone[0].on}|{undone[0].title}"
        return (services.button("training.put_back", "training.propose", value),)
    back = carry_pairs((taken.resource_id, taken.on) for taken in undone if taken.approved)
    return (services.button("training.put_back", "training.record", back),) if back else ()


def finished_line(finished: FinishedResource, services: Services) -> tuple[Span, ...]:
    """A finished resource on one line, with its day and whether it waits for approval."""
    key = "training.line" if finished.approved else "training.line_proposed"
    if finished.rejected:
        key = "training.line_rejected"
    elif finished.certified:
        key = "training.line_certified"
    return services.texts.rich(key, title=finished.title, day=finished.on)
