"""The workspace that a token is at home in, as `auth.test` tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Workspace:
    """Ids are Slack's; `enterprise_id` stands where the workspace belongs to an organisation."""

    team_id: str
    name: str
    bot_user_id: str
    bot_id: str | None = None
    enterprise_id: str | None = None

    @classmethod
    def of(cls, answer: Mapping[str, Any]) -> "Workspace":
        """From the answer of `auth.test`: https://docs.slack.dev/reference/methods/auth.test."""
        return cls(
            team_id=answer["team_id"],
            name=answer.get("team") or answer["team_id"],
            bot_user_id=answer["user_id"],
            bot_id=answer.get("bot_id"),
            enterprise_id=answer.get("enterprise_id"),
        )
