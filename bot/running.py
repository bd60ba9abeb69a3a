"""A bot that is ready to answer, on one platform or both."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.farewell import Farewell
from bot.slack.start import OnSlack
from scheduler.outbox import Outbox

if TYPE_CHECKING:  # a bot that is on Slack alone loads nothing of Teams
    from bot.teams.start import OnTeams


@dataclass(frozen=True, slots=True)
class Running:
    """What answers, and what sends by itself."""

    outbox: Outbox
    farewell: Farewell
    slack: OnSlack | None = None
    teams: "OnTeams | None" = None

    @property
    def on_slack(self) -> OnSlack:
        """The bot on Slack, for those who know that it is there."""
        assert self.slack is not None  # noqa: S101 (its keys were given)
        return self.slack

    @property
    def on_teams(self) -> "OnTeams":
        """The bot on Teams, for those who know that it is there."""
        assert self.teams is not None  # noqa: S101 (its keys were given)
        return self.teams

    def stop(self) -> None:
        """Begin nothing more; what is in hand is finished in the time that is left."""
        self.farewell.begin()
        self.outbox.stop()
