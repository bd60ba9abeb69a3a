"""The person's own settings: a card with a button for each change, and the changes."""

from datetime import date, timedelta

from handlers.cards import Button, Buttons, Card, DateField, Divider, Part, Reply, Text
from handlers.errors import OutdatedButtonError, PastDayError, TooLongSnoozeError, UnclearDayError
from handlers.reminders.channel import channel_parts
from handlers.request import Request
from handlers.services import Services
from storage.reminders import (
    ReminderSettings,
    choose_name,
    reminder_settings,
    snooze_reminders,
    turn_reminders,
)

LONGEST_SNOOZE = timedelta(days=366)
_WEEKS = (1, 4)  # that a button snoozes


def show(_request: Request, services: Services) -> Reply:
    """The settings as they are."""
    return _card(services)


def show_unread(services: Services) -> Reply:
    """The settings, and how to write what was not understood."""
    return _card(services, services.text("reminders.not_understood"))


def _card(services: Services, *first: Part, replaces: bool = False) -> Reply:
    services.session.flush()
    settings = reminder_settings(services.session, services.member.member_id, services.today)
    parts: list[Part] = [
        services.heading("reminders.title"),
        *first,
        _state(settings, services),
        services.text("reminders.name_shown" if settings.show_name else "reminders.name_hidden"),
        Buttons(_buttons(settings, services)),
        services.note("reminders.note"),
    ]
    channels = channel_parts(services)
    if channels:
        parts += [Divider(), *channels]
    return Reply(Card(services.say("reminders.title"), tuple(parts)), replaces=replaces)


def _state(settings: ReminderSettings, services: Services) -> Text:
    if not settings.on:
        return services.text("reminders.are_off")
    if settings.snoozed_until is not None:
        return services.text("reminders.are_snoozed", day=settings.snoozed_until)
    return services.text("reminders.are_on")


def _buttons(settings: ReminderSettings, services: Services) -> tuple[Button, ...]:
    name = "hide_name" if settings.show_name else "show_name"
    shown = services.button(f"reminders.{name}", f"reminders.{name}")
    turn_on = services.button("reminders.turn_on", "reminders.on")
    if not settings.on:
        return turn_on, shown
    snoozes = (
        services.button("reminders.snooze", "reminders.snooze", str(weeks), n=weeks)
        for weeks in _WEEKS
    )
    return (
        *(() if settings.snoozed_until is None else (turn_on,)),
        *snoozes,
        services.button("reminders.until", "reminders.until"),
        services.button("reminders.turn_off", "reminders.off"),
        shown,
    )


def on(_request: Request, services: Services) -> Reply:
    """Reminders come from now on."""
    turn_reminders(services.session, services.member.member_id, on=True)
    return _card(services, replaces=True)


def off(_request: Request, services: Services) -> Reply:
    """No reminders until the person wants them again."""
    turn_reminders(services.session, services.member.member_id, on=False)
    return _card(services, replaces=True)


def snooze(request: Request, services: Services) -> Reply:
    """No reminders for the weeks that a button carries."""
    if request.value not in map(str, _WEEKS):
        raise OutdatedButtonError
    return snooze_until(services.today + timedelta(weeks=int(request.value)), services)


def snooze_until(day: date, services: Services) -> Reply:
    """No reminders before a day. Raises PastDayError, TooLongSnoozeError."""
    if day <= services.today:
        raise PastDayError(day=day)
    if day > services.today + LONGEST_SNOOZE:
        raise TooLongSnoozeError
    snooze_reminders(services.session, services.member.member_id, day)
    return _card(services, replaces=True)


def open_until(_request: Request, services: Services) -> Reply:
    """A form with the day on which reminders come again."""
    day = DateField("day", services.say("reminders.field_day"), services.today + timedelta(weeks=2))
    return Reply(services.form("reminders.title", "reminders.until", "reminders.until_day", (day,)))


def until(request: Request, services: Services) -> Reply:
    """No reminders before the day that the form says; what is wrong is told at the field."""
    try:
        return snooze_until(date.fromisoformat(request.values.get("day", "")), services)
    except ValueError as error:
        raise UnclearDayError().at("day") from error
    except (PastDayError, TooLongSnoozeError) as error:
        raise error.at("day") from error


def name_shown(_request: Request, services: Services) -> Reply:
    """The person may be named in a channel."""
    choose_name(services.session, services.member.member_id, shown=True)
    return _card(services, replaces=True)


def name_hidden(_request: Request, services: Services) -> Reply:
    """The person is named in no channel."""
    choose_name(services.session, services.member.member_id, shown=False)
    return _card(services, replaces=True)
