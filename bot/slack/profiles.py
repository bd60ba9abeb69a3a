"""Who an unknown account is, as the workspace tells it."""

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import speaking_slack
from handlers.request import Profile


async def profile_of(client: AsyncWebClient, tenant: str, user_id: str) -> Profile:
    """A user's name, locale and, where it can be relied on, e-mail address.

    The address ties an account to the roster. So it is taken only of the workspace's own people,
    not of guests from a shared channel's other workspace, of bots, or where it is unconfirmed.
    """
    with speaking_slack():
        answer = await client.users_info(user=user_id, include_locale=True)
    user = answer["user"]
    profile = user.get("profile", {})
    trusted = (
        user.get("team_id") == tenant
        and not user.get("is_bot")
        and not user.get("is_stranger")
        and user.get("is_email_confirmed") is not False
    )
    return Profile(
        name=profile.get("real_name") or user.get("real_name") or user.get("name") or user_id,
        email=profile.get("email") if trusted else None,
        locale=user.get("locale"),
    )
