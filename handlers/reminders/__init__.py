"""`reminders`: when Kompis may remind somebody, and when a channel gets its weekly summary.

- no words: the own settings, each with a button that changes it, and changes it back
- words change them at once: `påminnelser av`, `pausa 2 veckor`, `reminders until 3 June`
- nobody is named in a channel who has not chosen it here
- a manager chooses the weekday and hour for the library's channels; a coordinator for the region's
"""

from handlers.cards import Reply
from handlers.reminders.channel import open_time, set_time
from handlers.reminders.own import (
    name_hidden,
    name_shown,
    off,
    on,
    open_until,
    show,
    show_unread,
    snooze,
    snooze_until,
    until,
)
from handlers.reminders.wishes import Wish, wish_of
from handlers.request import Request
from handlers.routes import Command, Route
from handlers.services import Services

_CHANGES = {Wish.ON: on, Wish.OFF: off, Wish.SHOW_NAME: name_shown, Wish.HIDE_NAME: name_hidden}


def reminders(request: Request, services: Services) -> Reply:
    """Do what the words say; without words, show the settings."""
    if not request.text.strip():
        return show(request, services)
    wish = wish_of(request.text, services.today)
    if wish is None:
        return show_unread(services)
    if isinstance(wish, Wish):
        return _CHANGES[wish](request, services)
    return snooze_until(wish, services)


COMMAND = Command(
    name="reminders",
    aliases=("reminder", "påminnelser", "påminnelse", "paminnelser", "snooze", "pausa", "pause"),
    routes={
        "": Route(reminders, writes=True),
        "on": Route(on, writes=True),
        "off": Route(off, writes=True),
        "snooze": Route(snooze, writes=True),
        "until": Route(open_until),
        "until_day": Route(until, writes=True),
        "show_name": Route(name_shown, writes=True),
        "hide_name": Route(name_hidden, writes=True),
        "channel": Route(open_time),
        "channel_time": Route(set_time, writes=True),
    },
)
