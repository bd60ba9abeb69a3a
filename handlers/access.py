"""Who may do what, and with whose data: one table of commands by kinds of people.

What the table does not name cannot be registered, so a new route has to say whom it is for. A
route that is about a library or a person asks `handlers.scope` whether it is within what
`check_access` gives.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from handlers.errors import (
    DomainError,
    LeftError,
    NotAllowedError,
    StrangerError,
    UnconfirmedError,
)
from storage.people import Who
from storage.tables import Role


class Kind(StrEnum):
    """What somebody is here, today."""

    STRANGER = "stranger"  # an account that no roster knows
    LEAVER = "leaver"  # employed nowhere any more
    WAITING = "waiting"  # to be confirmed
    STAFF = "staff"
    MANAGER = "manager"  # of a library where the own employment is confirmed
    COORDINATOR = "coordinator"


class Whose(StrEnum):
    """Whose data somebody reaches; each holds those before it."""

    NOBODY = "nobody"  # refused
    OWN = "own"
    WORKPLACE = "workplace"  # the figures of the libraries where they work, and of the county
    LED = "led"  # the people of the libraries that they lead
    REGION = "region"  # every library and everybody of their region


@dataclass(frozen=True, slots=True)
class Rights:
    """Whose data each kind of person reaches by a route; nobody's unless it is said."""

    stranger: Whose = Whose.NOBODY
    leaver: Whose = Whose.NOBODY
    waiting: Whose = Whose.NOBODY
    staff: Whose = Whose.NOBODY
    manager: Whose = Whose.NOBODY
    coordinator: Whose = Whose.NOBODY

    def of(self, kind: Kind) -> Whose:
        """Whose data a kind of person reaches."""
        reached: Whose = getattr(self, kind.value)
        return reached


_OWN, _WORKPLACE, _LED, _REGION = Whose.OWN, Whose.WORKPLACE, Whose.LED, Whose.REGION

AT_WORK = Rights(waiting=_OWN, staff=_OWN, manager=_OWN, coordinator=_OWN)
KNOWN = replace(AT_WORK, leaver=_OWN)
ANYBODY = replace(KNOWN, stranger=_OWN)
MANAGERS = Rights(manager=_LED)
CONFIRMED = Rights(staff=_WORKPLACE, manager=_WORKPLACE, coordinator=_REGION)
LEADERS = Rights(manager=_LED, coordinator=_REGION)
COORDINATORS = Rights(coordinator=_REGION)

_TABLE: Mapping[str, Mapping[Rights, tuple[str, ...]]] = {
    # command: who, by the last parts of its routes ("" is the command's own word)
    "message": {ANYBODY: ("",)},
    "kompis": {ANYBODY: ("", "start", "join", "mine", "other"), AT_WORK: ("language",)},
    "home": {ANYBODY: ("",)},
    "training": {
        AT_WORK: (
            *("", "form", "search", "save", "record", "pick", "propose", "undo", "move"),
            *("list", "change", "changed"),
        )
    },
    "assessment": {AT_WORK: ("", "form", "save", "record", "results", "keep", "undo")},
    "registration": {AT_WORK: ("form", "save", "record", "undo")},
    "growth": {AT_WORK: ("answer", "later", "undo")},
    "together": {AT_WORK: ("no", "withdraw")},
    "link": {ANYBODY: ("",), AT_WORK: ("done", "propose", "day", "moved")},
    "progress": {AT_WORK: ("", "me"), CONFIRMED: ("library", "county", "download")},
    "goals": {
        AT_WORK: ("",),
        CONFIRMED: ("explain",),
        COORDINATORS: (
            *("edit", "goal", "goal_save", "milestone", "milestone_save", "counting"),
            *("counting_save", "programme", "programme_save", "undo", "redo"),
            *("proposals", "approve", "approved", "reject", "merge", "merge_search", "merged"),
            *("undecide", "redecide"),
        ),
    },
    "tutoring": {
        CONFIRMED: ("", "form", "save", "record", "undo", "redo", "remove", "library"),
        COORDINATORS: ("county",),
    },
    "plan": {
        CONFIRMED: ("", "library"),
        LEADERS: ("form", "save", "undo", "redo"),
        COORDINATORS: ("county",),
    },
    "certify": {
        MANAGERS: (
            *("people", "pick", "picked", "person", "one", "one_chosen", "certify", "take_back"),
        )
    },
    "team": {
        LEADERS: (
            *("", "help", "library", "person", "pick", "former", "picked"),
            *("confirm", "confirm_as", "confirmed", "unconfirm", "decline", "undecline"),
            *("add", "added", "come_again", "came_again", "remove"),
            *("end", "ended", "end_as", "away", "gone", "stay", "back", "came_back", "away_as"),
            *("role", "role_saved", "assign"),
        ),
        COORDINATORS: (
            *("libraries", "choose", "chosen", "move", "moved", "move_back"),
            *("coordinators", "appoint", "appointed", "appoint_as"),
            *("dismiss", "dismissed", "dismiss_as"),
        ),
    },
    "mydata": {
        ANYBODY: ("",),
        KNOWN: ("log", "export", "erase", "erase_own", "erase_all", "withdraw"),
        COORDINATORS: ("requests", "decide", "grant", "refuse", "reopen"),
    },
    "reminders": {
        AT_WORK: (*("", "on", "off", "snooze", "until", "until_day", "show_name", "hide_name"),),
        LEADERS: ("channel", "channel_time"),
    },
    "channels": {LEADERS: ("mend",)},
    "setup": {LEADERS: ("", "help", "link", "save", "unlink", "choose")},
}


def name_of(command: str, part: str) -> str:
    """The name of a command's route: `training`, `training.undo`."""
    return f"{command}.{part}" if part else command


GRANTS: Mapping[str, Rights] = {
    name_of(command, part): rights
    for command, by_rights in _TABLE.items()
    for rights, parts in by_rights.items()
    for part in parts
}


def kind_of(who: Who | None) -> Kind:
    """What somebody is, of all kinds the one that reaches farthest."""
    if who is None:
        return Kind.STRANGER
    if who.role is Role.COORDINATOR:
        return Kind.COORDINATOR
    if who.workplace is None:
        return Kind.LEAVER
    if not who.workplace.confirmed:
        return Kind.WAITING
    return Kind.MANAGER if who.led else Kind.STAFF


def check_access(route: str, who: Who | None, grants: Mapping[str, Rights] = GRANTS) -> Whose:
    """Whose data somebody reaches by a route. Raises the refusal that says why none."""
    reached = reach(route, who, grants)
    if reached is Whose.NOBODY:
        raise _refusal(kind_of(who), who, grants.get(route, Rights()))
    return reached


def reach(route: str, who: Who | None, grants: Mapping[str, Rights] = GRANTS) -> Whose:
    """Whose data somebody reaches by a route; nobody's is an answer too."""
    return grants.get(route, Rights()).of(kind_of(who))


def _refusal(kind: Kind, who: Who | None, rights: Rights) -> DomainError:
    if kind is Kind.STRANGER:
        return StrangerError()
    if kind is Kind.LEAVER:
        return LeftError()
    manages = who is not None and who.role is Role.MANAGER
    soon = rights.of(Kind.MANAGER if manages else Kind.STAFF)
    if kind is Kind.WAITING and soon is not Whose.NOBODY:
        return UnconfirmedError()
    return NotAllowedError()
