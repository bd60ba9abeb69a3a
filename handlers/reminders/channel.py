"""When a channel gets its weekly summary: for a library's manager, and the region's coordinator.

Hours are those at which Kompis may write: 18 to 8 is quiet.
"""

from handlers.cards import Button, Buttons, ChoiceField, Option, Part, Reply
from handlers.carried import row_id
from handlers.errors import NothingChosenError, OutdatedButtonError
from handlers.request import Request
from handlers.scope import is_coordinator
from handlers.services import Services
from storage.channels import choose_slot
from storage.reminders import ChannelTime, channel_times

WEEKDAYS = range(1, 8)  # ISO: Monday is 1
HOURS = range(8, 18)  # in the region's zone


def channel_parts(services: Services) -> tuple[Part, ...]:
    """The channels whose time the person may choose; nothing for those who lead nothing."""
    leads = bool(services.member.led) or is_coordinator(services)
    if not leads:
        return ()
    mine = _mine(services)
    heading = services.heading("channel.heading")
    if not mine:
        return heading, services.text("channel.none")
    return (
        heading,
        *(services.text("channel.line", **_when(each, services)) for each in mine),
        Buttons(tuple(_button(each, services) for each in mine)),
    )


def _mine(services: Services) -> tuple[ChannelTime, ...]:
    who = services.member
    return channel_times(
        services.session,
        services.region.region_id,
        [place.library_id for place in who.led],
        regions_own=is_coordinator(services),
    )


def _button(channel: ChannelTime, services: Services) -> Button:
    name = _name(channel, services)
    return services.button("channel.change", "reminders.channel", str(channel.row_id), name=name)


def _name(channel: ChannelTime, services: Services) -> str:
    """The library's name; a channel has no other that every platform tells."""
    return channel.library or services.region.name


def _when(channel: ChannelTime, services: Services) -> dict[str, str]:
    return {
        "name": _name(channel, services),
        "weekday": services.texts.weekday(channel.weekday),
        "time": _time(channel.hour),
    }


def _time(hour: int) -> str:
    return f"{hour:02}:00"


def open_time(request: Request, services: Services) -> Reply:
    """A form with the weekday and the hour of the channel that a button carries."""
    channel = _one_of_mine(request.value, services)
    weekdays = [Option(services.texts.weekday(day), str(day)) for day in WEEKDAYS]
    hours = [Option(_time(hour), str(hour)) for hour in HOURS]
    return Reply(
        services.form(
            "channel.form_title",
            "reminders.channel",
            "reminders.channel_time",
            (
                _choice("weekday", weekdays, str(channel.weekday), services),
                _choice("hour", hours, str(channel.hour), services),
            ),
            intro=(services.text("channel.intro", name=_name(channel, services)),),
            state=str(channel.row_id),
        )
    )


def _choice(name: str, options: list[Option], chosen: str, services: Services) -> ChoiceField:
    """What is chosen now stands there, if it may still be."""
    now = next((option for option in options if option.value == chosen), None)
    label = services.say(f"channel.field_{name}")
    return ChoiceField(name, label, tuple(options), chosen=now)


def _one_of_mine(value: str, services: Services) -> ChannelTime:
    wanted = row_id(value)
    for channel in _mine(services):
        if channel.row_id == wanted:
            return channel
    raise OutdatedButtonError


def set_time(request: Request, services: Services) -> Reply:
    """Keep the weekday and the hour that the form says."""
    channel = _one_of_mine(request.state, services)
    weekday = _chosen("weekday", WEEKDAYS, request)
    hour = _chosen("hour", HOURS, request)
    choose_slot(services.session, channel.row_id, weekday, hour, request.now)
    return services.reply(
        "reminders.title",
        services.text(
            "channel.changed",
            name=_name(channel, services),
            weekday=services.texts.weekday(weekday),
            time=_time(hour),
        ),
        services.note("channel.moved_note"),
        Buttons((_button(channel, services), services.way_on("reminders"))),
    )


def _chosen(field: str, allowed: range, request: Request) -> int:
    value = request.values.get(field, "")
    if value not in map(str, allowed):
        raise NothingChosenError().at(field)
    return int(value)
