"""Who an unknown account is, as the workspace tells it."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import speaking_slack
from handlers.request import Profile


async def profile_of(client: AsyncWebClient, tenant: str, user_id: str) -> Profile:
    """A user's name, locale and, where it can be relied on, e-mail address.

    Raises a SlackError where the workspace does not tell.
    """
    with speaking_slack():
        answer = await client.users_info(user=user_id, include_locale=True)
    return read_profile(answer["user"], tenant)


def read_profile(user: Mapping[str, Any], tenant: str) -> Profile:
    """A user object of Slack's: https://docs.slack.dev/reference/objects/user-object.

    The address ties an account to the roster. So it is taken only of the workspace's own people,
    not of guests from a shared channel's other workspace, of bots, or where it is unconfirmed.
    """
    profile = user.get("profile") or {}
    trusted = (
        tenant in _homes(user)
        and not user.get("is_bot")
        and not user.get("is_stranger")
        and user.get("is_email_confirmed") is not False
    )
    return Profile(
        name=profile.get("real_name") or user.get("real_name") or user.get("name") or user["id"],
        email=profile.get("email") if trusted else None,
        locale=user.get("locale"),
    )


def _homes(user: Mapping[str, Any]) -> set[str | None]:
    """The workspaces that a person belongs to: several in an organisation (Enterprise Grid)."""
    return {user.get("team_id"), *(user.get("enterprise_user") or {}).get("teams", ())}
