"""Recording finished resources, and taking them back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.cards import Bullets, Button, Buttons, Card, Part, Reply
from handlers.days import check_day, pressed_day
from handlers.errors import NothingChosenError, OutdatedButtonError
from handlers.request import Request
from handlers.services import Services
from handlers.standing import next_step
from handlers.texts import Span
from storage.catalogue import CatalogueEntry, entry, propose
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
    resource_ids: Sequence[int], on: date, request: Request, services: Services
) -> Reply:
    """Record every resource on one day, and answer."""
    check_day(on, services.today)
    recorded = [record_one(resource_id, on, request, services) for resource_id in resource_ids]
    return answer_recorded(recorded, services)


def record_one(resource_id: int, on: date, request: Request, services: Services) -> Recorded:
    """Record one resource. Raises OutdatedButtonError when the region has none such."""
    resource = entry(services.session, services.region.region_id, resource_id)
    if resource is None:
        raise OutdatedButtonError
    reported = record_completion(
        services.session, services.member.member_id, resource_id, on, request.now, request.id
    )
    return Recorded(resource, reported.row_id, said=on, on=reported.on, new=reported.new)


def record_pressed(request: Request, services: Services) -> Reply:
    """Record what a button carries: `7@2020-05-26`, or several such separated by commas."""
    recorded = [
        record_one(resource_id, check_day(on, services.today), request, services)
        for resource_id, on in map(_pair, request.value.split(","))
    ]
    return answer_recorded(recorded, services, replaces=True)


def pair(row_id: int, on: date) -> str:
    """What a button carries for a row and a day."""
    return f"{row_id}@{on.isoformat()}"


def _pair(text: str) -> tuple[int, date]:
    try:
        row_id, day = text.split("@")
        return int(row_id), date.fromisoformat(day)
    except ValueError as error:
        raise OutdatedButtonError from error


def propose_pressed(request: Request, services: Services) -> Reply:
    """Record a resource that the catalogue lacks: `2020-05-26|its name`."""
    day, _, title = request.value.partition("|")
    recorded = record_proposal(title, pressed_day(day, services), request, services)
    return answer_recorded([recorded], services, replaces=True)


def record_proposal(title: str, on: date, request: Request, services: Services) -> Recorded:
    """Propose a resource and record it as finished. It counts once it is approved."""
    region_id, member_id = services.region.region_id, services.member.member_id
    try:
        proposed = propose(services.session, region_id, title, member_id, request.now)
    except ValueError as error:
        raise NothingChosenError().at("title") from error
    return record_one(proposed.resource_id, on, request, services)


def answer_recorded(
    recorded: Sequence[Recorded], services: Services, *, replaces: bool = False
) -> Reply:
    """What was recorded, what was known before, and the next step."""
    new = [record for record in recorded if record.new]
    known = [record for record in recorded if not record.new]
    parts: list[Part] = [
        *_announce("recorded", new, services),
        *_announce("known", known, services),
    ]
    if any(not record.resource.approved for record in new):
        parts.append(services.note("training.counts_later"))
    parts.append(next_step(services, [record.resource.kind for record in new]))
    parts.append(Buttons(_afterwards(new, known, services)))
    return Reply(Card(services.say("training.title"), tuple(parts)), replaces=replaces)


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
    new: Sequence[Recorded], known: Sequence[Recorded], services: Services
) -> tuple[Button, ...]:
    """Undo for what is new; for what was known, another day or taking it away, by their names."""
    ids = ",".join(str(record.completion_id) for record in new or known)
    buttons = [services.button("training.undo" if new else "training.remove", "training.undo", ids)]
    if not new and len(known) == 1 and known[0].said != known[0].on:
        moved = pair(known[0].completion_id, known[0].said)
        buttons.insert(
            0, services.button("training.move", "training.move", moved, day=known[0].said)
        )
    return (*buttons, services.way_on("training.list"), services.way_on("progress.me"))


def move(request: Request, services: Services) -> Reply:
    """Change the day of the person's own completion: `12@2020-05-26`."""
    completion_id, on = _pair(request.value)
    check_day(on, services.today)
    moved = move_completion(services.session, services.member.member_id, completion_id, on)
    if moved is None:
        raise OutdatedButtonError
    return services.reply(
        "training.title",
        services.text("training.moved", title=moved.title, day=moved.on),
        Buttons((services.way_on("training.list"), services.way_on("progress.me"))),
        replaces=True,
    )


def undo(request: Request, services: Services) -> Reply:
    """Take back the completions that a button carries, as far as they are the person's own."""
    try:
        ids = [int(text) for text in request.value.split(",")]
    except ValueError as error:
        raise OutdatedButtonError from error
    undone = take_back(ids, services)
    return answer_undone(undone, services)


def take_back(ids: Sequence[int], services: Services) -> list[FinishedResource]:
    """Undo the person's own completions. Raises OutdatedButtonError when there are none left."""
    undone = [
        taken
        for completion_id in ids
        if (taken := undo_completion(services.session, services.member.member_id, completion_id))
    ]
    if not undone:
        raise OutdatedButtonError
    return undone


def answer_undone(undone: Sequence[FinishedResource], services: Services) -> Reply:
    """What was taken back, with a button that puts it back."""
    back = ",".join(pair(taken.resource_id, taken.on) for taken in undone if taken.approved)
    buttons = [services.button("training.put_back", "training.record", back)] if back else []
    buttons.append(services.way_on("training.list"))
    return services.reply(
        "training.title",
        services.text("training.undone", n=len(undone)),
        Bullets(tuple(finished_line(taken, services) for taken in undone)),
        Buttons(tuple(buttons)),
        replaces=True,
    )


def finished_line(finished: FinishedResource, services: Services) -> tuple[Span, ...]:
    """A finished resource on one line, with its day and whether it waits for approval."""
    key = "training.line" if finished.approved else "training.line_proposed"
    return services.texts.rich(key, title=finished.title, day=finished.on)
