"""What can go wrong in a request and be told in plain words: one class a case.

An error carries the key of its text and the ways on that its reply offers as buttons. Whatever is
not one of these is a fault of ours, and is answered with a reference that stands in the log.
"""

from typing import ClassVar, Self

from handlers.texts import Value

_TO_TEAM = ("team",)


class DomainError(Exception):
    """A refusal that says what to do instead. `ways_on` are routes; each has a button text."""

    key: ClassVar[str]
    ways_on: ClassVar[tuple[str, ...]] = ("kompis",)

    def __init__(self, **values: Value) -> None:
        super().__init__(self.key)
        self.values = values
        self.field: str | None = None

    def at(self, field: str) -> Self:
        """The same error, told at a field of the form that it came from."""
        self.field = field
        return self


class UnservedError(DomainError):
    """The workspace belongs to no region."""

    key = "error.unserved"
    ways_on = ()


class DatabaseAwayError(DomainError):
    """The database cannot be reached right now, and nothing was written."""

    key = "error.database_away"
    ways_on = ()


class MaybeRecordedError(DomainError):
    """The database went away in the moment of writing: nobody can tell whether it was in time."""

    key = "error.maybe_recorded"
    ways_on = ()


class StrangerError(DomainError):
    """Nobody knows at which library the person works."""

    key = "error.stranger"
    ways_on = ("kompis.start",)


class LeftError(DomainError):
    """The person's employment has ended."""

    key = "error.left"
    ways_on = ("kompis.start",)


class UnconfirmedError(DomainError):
    """Figures of a library are for those whom the library has confirmed."""

    key = "error.unconfirmed"
    ways_on = ("progress.me",)


class NotAllowedError(DomainError):
    """The role does not reach that far."""

    key = "error.not_allowed"
    ways_on = ("progress",)


class OtherLibraryError(DomainError):
    """A library's figures are for those who work there, and for the coordinator."""

    key = "error.other_library"
    ways_on = ("progress.library", "progress.county")


class AlreadyConfirmedError(DomainError):
    """Somebody whose employment is confirmed chooses a library."""

    key = "error.already_confirmed"
    ways_on = ("progress",)


class NoLibrariesError(DomainError):
    """The region has no libraries to choose among yet."""

    key = "error.no_libraries"
    ways_on = ()


class UnknownLibraryError(DomainError):
    """No library of the region has that name."""

    key = "error.unknown_library"
    ways_on = ("progress",)


class FutureDayError(DomainError):
    """What has not happened yet cannot be recorded."""

    key = "error.future_day"
    ways_on = ()


class NotYetError(DomainError):
    """Words mean a day that has not been, whichever it is."""

    key = "error.not_yet"
    ways_on = ()


class UnclearDayError(DomainError):
    """The day cannot be read."""

    key = "error.unclear_day"
    ways_on = ()


class NoSuchDayError(DomainError):
    """The calendar has no such day."""

    key = "error.no_such_day"
    ways_on = ()


class LongAgoError(DomainError):
    """The day lies before anything could have been done."""

    key = "error.long_ago"
    ways_on = ()


class PastDayError(DomainError):
    """A day that is to come has been already."""

    key = "error.past_day"
    ways_on = ("reminders",)


class TooLongSnoozeError(DomainError):
    """Reminders are snoozed for longer than they are remembered."""

    key = "error.too_long_snooze"
    ways_on = ("reminders",)


class OwnRequestError(DomainError):
    """A coordinator decides on the own request where there is another coordinator."""

    key = "error.own_request"
    ways_on = ("mydata.requests",)


class NothingChosenError(DomainError):
    """A form came without what it asks for."""

    key = "error.nothing_chosen"


class NoResultError(DomainError):
    """A result of the self-assessment is not a number from 1 to 7."""

    key = "error.no_result"


class OutdatedButtonError(DomainError):
    """The button's row or route is gone."""

    key = "error.outdated_button"
    ways_on = ("progress.me", "kompis")


class TooLongError(DomainError):
    """The text is longer than anything that is read."""

    key = "error.too_long"


class FutureMonthError(DomainError):
    """A month that has not begun has no tutoring sessions to log."""

    key = "error.future_month"
    ways_on = ("tutoring.form",)


class LongAgoMonthError(DomainError):
    """The month lies before anything that it could be compared with."""

    key = "error.long_ago_month"
    ways_on = ("tutoring.form",)


class SessionsError(DomainError):
    """A number of tutoring sessions is not a whole one within bounds."""

    key = "error.sessions"
    ways_on = ("tutoring.form",)


class NoLinkError(DomainError):
    """An address is none that people can open."""

    key = "error.no_link"


class NoAdoptionDayError(DomainError):
    """A plan that is adopted was so on a day."""

    key = "error.no_adoption_day"
    ways_on = ("plan.form",)


class EndsBeforeItBeginsError(DomainError):
    """The last day lies before the first."""

    key = "error.ends_before"
    ways_on = ("plan.form",)


class PlanInForceError(DomainError):
    """A library that has a valid plan cannot be said to have none."""

    key = "error.plan_in_force"
    ways_on = ("plan",)


class TargetError(DomainError):
    """A target is not a whole percent from 1 to 100."""

    key = "error.target"


class BaselineYearError(DomainError):
    """The baseline year is none that KB has figures of, or is not over."""

    key = "error.baseline_year"


class NoKindsError(DomainError):
    """No kind of resource is to count."""

    key = "error.no_kinds"


class SameResourceError(DomainError):
    """The catalogue has a resource of that name or address."""

    key = "error.same_resource"


class NoNameError(DomainError):
    """A new colleague needs a name."""

    key = "error.no_name"
    ways_on = _TO_TEAM


class NoEmailError(DomainError):
    """A new colleague needs an e-mail address, by which the account is known."""

    key = "error.no_email"
    ways_on = _TO_TEAM


class NotOnListError(DomainError):
    """Nobody on the list has that name."""

    key = "error.not_on_list"
    ways_on = _TO_TEAM


class ManyOnListError(DomainError):
    """Several on the list have that name."""

    key = "error.many_on_list"
    ways_on = _TO_TEAM


class AlreadyHereError(DomainError):
    """The person is on the list already."""

    key = "error.already_here"
    ways_on = _TO_TEAM


class OverlapsError(DomainError):
    """The person has another employment at the library at that time."""

    key = "error.overlaps"
    ways_on = _TO_TEAM


class TooEarlyError(DomainError):
    """The day is before the first that can be chosen."""

    key = "error.too_early"
    ways_on = _TO_TEAM


class TooLateError(DomainError):
    """The day is after the last that can be chosen."""

    key = "error.too_late"
    ways_on = _TO_TEAM


class OnLeaveError(DomainError):
    """The person is away at that time already."""

    key = "error.on_leave"
    ways_on = _TO_TEAM


class SameLibraryError(DomainError):
    """Somebody is to move to where they are."""

    key = "error.same_library"
    ways_on = _TO_TEAM


class WorksElsewhereError(DomainError):
    """The person works at a library that the manager does not lead."""

    key = "error.works_elsewhere"
    ways_on = _TO_TEAM


class CoordinatorOnlyError(DomainError):
    """What is about a coordinator is for coordinators."""

    key = "error.coordinator_only"
    ways_on = _TO_TEAM


class LastCoordinatorError(DomainError):
    """A region is never left without a coordinator."""

    key = "error.last_coordinator"
    ways_on = _TO_TEAM


class NamedInSettingsError(DomainError):
    """The settings make the person a coordinator."""

    key = "error.named_in_settings"
    ways_on = _TO_TEAM


class NoChannelError(DomainError):
    """A channel is linked from within it."""

    key = "error.no_channel"


class OthersChannelError(DomainError):
    """The channel is linked to a library that the person does not lead."""

    key = "error.others_channel"


class ProfileWantedError(Exception):
    """Ask the platform who an account is, and send the request again with what it tells.

    `needed`: nobody knows the account. Else the member is known and only the language is not, and
    an empty profile will do.
    """

    def __init__(self, *, needed: bool) -> None:
        super().__init__()
        self.needed = needed
