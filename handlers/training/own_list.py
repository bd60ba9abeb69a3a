"""What the person has finished, and a form to change it."""

from handlers.cards import (
    Bullets,
    Buttons,
    Card,
    ChoiceField,
    DateField,
    Option,
    Part,
    Reply,
    Style,
)
from handlers.carried import row_id
from handlers.days import picked_day
from handlers.errors import NothingChosenError, OutdatedButtonError
from handlers.request import Request
from handlers.services import Services
from handlers.training.record import answer_moved, answer_undone, finished_line
from storage.learning import finished_by

MOST_LISTED = 50
MOST_CHOICES = 100
_REMOVE, _MOVE = "remove", "move"


def show_list(_request: Request, services: Services) -> Reply:
    """What the person has finished, the latest first."""
    finished = finished_by(services.session, services.member.member_id)
    if not finished:
        return services.reply(
            "training.list_title",
            services.text("training.list_empty"),
            Buttons((services.way_on("training.form", Style.PRIMARY),)),
        )
    parts: list[Part] = [
        services.heading("training.list_title"),
        Bullets(tuple(finished_line(each, services) for each in finished[:MOST_LISTED])),
    ]
    if len(finished) > MOST_LISTED:
        parts.append(services.note("training.list_more", n=len(finished) - MOST_LISTED))
    parts.append(
        Buttons(
            (
                services.way_on("training.form", Style.PRIMARY),
                services.way_on("training.change"),
                services.way_on("progress.me"),
            )
        )
    )
    return Reply(Card(services.say("training.list_title"), tuple(parts)))


def open_change(_request: Request, services: Services) -> Reply:
    """A form to move one of the own completions to another day, or to take it away."""
    finished = finished_by(services.session, services.member.member_id)
    if not finished:
        raise OutdatedButtonError
    deeds = tuple(
        Option(services.say(f"training.change_{deed}"), deed) for deed in (_MOVE, _REMOVE)
    )
    return Reply(
        services.form(
            "training.change_title",
            "training.change",
            "training.changed",
            (
                ChoiceField(
                    "completion",
                    services.say("training.field_completion"),
                    tuple(
                        Option(each.title, str(each.completion_id), services.texts.day(each.on))
                        for each in finished[:MOST_CHOICES]
                    ),
                ),
                ChoiceField("deed", services.say("training.field_deed"), deeds, chosen=deeds[0]),
                DateField("day", services.say("training.field_new_day"), services.today),
            ),
        )
    )


def change(request: Request, services: Services) -> Reply:
    """Do what the form says to one of the person's own completions."""
    chosen, deed = request.values.get("completion", ""), request.values.get("deed", "")
    if not chosen:
        raise NothingChosenError().at("completion")
    if deed == _REMOVE:
        return answer_undone([row_id(chosen)], services)
    if deed != _MOVE:
        raise NothingChosenError().at("deed")
    return answer_moved(row_id(chosen), picked_day("day", request, services), services)
