"""What the platforms are reached with that the settings name: one of them, or both."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.slack.keys import SlackKeys

if TYPE_CHECKING:
    from bot.teams.keys import TeamsKeys


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """One workspace of Slack, and a registration in each tenant of Teams; never shown."""

    slack: SlackKeys | None = None
    teams: "tuple[TeamsKeys, ...]" = ()
